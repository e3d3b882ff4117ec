import { addProblem, expected, givenName, type PickedColumns } from "./pick-columns";
import { nameLimit, textFault } from "./read-text";
import type { ImportedJudgment, ImportedOutcome } from "./rows";

/** Outcomes by every name that a file may give them. */
export const importedOutcomes: ReadonlyMap<unknown, ImportedOutcome> = new Map([
  ["a", "model_a"],
  ["model_a", "model_a"],
  ["b", "model_b"],
  ["model_b", "model_b"],
  ["tie", "tie"],
  ["both_good", "both_good"],
  ["both_bad", "both_bad"],
]);

/** The judgments that came with a pair: `{annotator, outcome}` each, `vote` being an alias; other fields are left out. */
export function readJudgments(picked: PickedColumns): ImportedJudgment[] {
  const value = picked.values.get("judgments");
  if (value === undefined) return [];
  const field = givenName(picked, "judgments");
  if (!Array.isArray(value)) {
    addProblem(picked, field, expected("a list of judgments", value));
    return [];
  }
  return value.flatMap((judgment: unknown, index) => readJudgment(picked, `${field}[${index}]`, judgment));
}

/** One of them, or an empty list and its problem. */
export function readJudgment(picked: PickedColumns, field: string, judgment: unknown): ImportedJudgment[] {
  if (typeof judgment !== "object" || judgment === null || Array.isArray(judgment)) {
    addProblem(picked, field, expected("an object with annotator and outcome", judgment));
    return [];
  }
  const given = judgment as Record<string, unknown>;
  if (given["outcome"] !== undefined && given["vote"] !== undefined) {
    addProblem(picked, `${field}.vote`, "is the same as outcome: give one of them");
    return [];
  }
  const name = given["vote"] === undefined ? "outcome" : "vote";
  const outcome = importedOutcomes.get(given[name]);
  if (outcome === undefined) {
    const wanted = `one of ${[...importedOutcomes.keys()].join(", ")}`;
    const reason =
      given[name] === undefined
        ? `is missing: expected ${wanted}`
        : `unknown outcome: ${expected(wanted, given[name])}`;
    addProblem(picked, `${field}.${name}`, reason);
  }
  const annotator = readAnnotator(picked, `${field}.annotator`, given["annotator"]);
  return outcome === undefined || annotator === undefined ? [] : [{ annotator, outcome }];
}

/** The name of who judged, or undefined and its problem. */
export function readAnnotator(picked: PickedColumns, field: string, value: unknown): string | undefined {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (typeof value !== "string") addProblem(picked, field, expected("text", value));
  else if (value.trim() === "") addProblem(picked, field, "is empty");
  else if (value.length > nameLimit) addProblem(picked, field, `is longer than ${nameLimit} characters`);
  else {
    const fault = textFault(value);
    if (fault === undefined) return value;
    addProblem(picked, field, fault);
  }
  return undefined;
}
