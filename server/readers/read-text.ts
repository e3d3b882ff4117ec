import { addProblem, expected, givenName, type PickedColumns } from "./pick-columns";

/** The longest prompt id or model name, in characters: they are keys, not texts. */
export const nameLimit = 512;

/** A text that must be there; "" stands in after a problem. */
export function readText(picked: PickedColumns, name: string): string {
  const value = picked.values.get(name);
  const field = givenName(picked, name);
  if (value === undefined) addProblem(picked, field, "is missing");
  else if (typeof value !== "string") addProblem(picked, field, expected("text", value));
  else {
    const fault = textFault(value);
    if (fault === undefined) return value;
    addProblem(picked, field, fault);
  }
  return "";
}

/** A text that may be absent. */
export function readOptionalText(picked: PickedColumns, name: string): string | undefined {
  return picked.values.get(name) === undefined ? undefined : readText(picked, name);
}

/** A short text that identifies something: not empty, at most 512 characters. */
export function readName(picked: PickedColumns, name: string): string {
  const before = picked.problems.length;
  const text = readText(picked, name);
  if (picked.problems.length > before) return text;
  if (text.trim() === "") addProblem(picked, givenName(picked, name), "is empty");
  else if (text.length > nameLimit) {
    addProblem(picked, givenName(picked, name), `is longer than ${nameLimit} characters`);
  }
  return text;
}

/** A name that may be absent; an empty one counts as absent. */
export function readOptionalName(picked: PickedColumns, name: string): string | undefined {
  const value = picked.values.get(name);
  return value === undefined || value === "" ? undefined : readName(picked, name);
}

/** A prompt id: a name, or a number that is exact and is kept as its decimal digits. */
export function readPromptId(picked: PickedColumns): string {
  const value = picked.values.get("prompt_id");
  if (typeof value !== "number") return readName(picked, "prompt_id");
  if (Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value)))
    return String(value);
  addProblem(picked, "prompt_id", "is a number too large to be exact: write it as text, in quotes");
  return "";
}

/** Why a database cannot keep a text exactly as it is, or undefined. */
export function textFault(text: string): string | undefined {
  if (text.includes("\0")) return "holds the character U+0000, which cannot be stored";
  // Node 20 has the method; the library of ES2023 does not name it yet.
  const isText = (text as string & { isWellFormed(): boolean }).isWellFormed();
  return isText ? undefined : "holds half of a surrogate pair, which is not text";
}
