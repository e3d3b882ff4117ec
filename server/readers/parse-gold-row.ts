import { type Column, columnsByGivenName } from "./columns";
import { addProblem, expected, pickColumns } from "./pick-columns";
import { importedOutcomes } from "./read-judgments";
import { readPromptColumns } from "./read-prompt-columns";
import { readOptionalName, readOptionalText, readText } from "./read-text";
import type { ImportedOutcome, ImportedTurn, RawRow, RowProblem } from "./rows";

/** A comparison with a known outcome, as a file has it. */
export interface GoldRow {
  line: number;
  use: "gold" | "practice";
  prompt: string;
  system: string | null;
  turns: ImportedTurn[] | null;
  language: string | null;
  completionA: string;
  completionB: string;
  accepted: ImportedOutcome[];
  explanation: string | null;
}

/** The columns of a file of gold, in the order in which the documentation lists them. */
export const goldColumns: readonly Column[] = [
  { name: "prompt", aliases: [], required: true, kind: "text" },
  { name: "completion_a", aliases: ["output_a"], required: true, kind: "text" },
  { name: "completion_b", aliases: ["output_b"], required: true, kind: "text" },
  { name: "accepted", aliases: ["outcome", "vote"], required: true, kind: "text" },
  { name: "use", aliases: [], required: false, kind: "text" },
  { name: "explanation", aliases: [], required: false, kind: "text" },
  { name: "language", aliases: ["lang"], required: false, kind: "text" },
  { name: "system", aliases: [], required: false, kind: "text" },
  { name: "turns", aliases: [], required: false, kind: "json" },
];

const known = columnsByGivenName(goldColumns);

/** One row of gold, or everything that is wrong with it. Unknown fields are left out. */
export function parseGoldRow(raw: RawRow): GoldRow | RowProblem[] {
  const picked = pickColumns(raw.line, raw.value as object, known);
  // Gold has no id of its own in a file; the prompt's columns are read as an import reads them.
  picked.values.set("prompt_id", "gold");
  const prompt = { promptId: "", prompt: "" } as Parameters<typeof readPromptColumns>[1];
  readPromptColumns(picked, prompt);
  const use = readOptionalName(picked, "use") ?? "gold";
  if (use !== "gold" && use !== "practice") addProblem(picked, "use", expected("gold or practice", use));
  const row: GoldRow = {
    line: raw.line,
    use: use === "practice" ? "practice" : "gold",
    prompt: prompt.prompt,
    system: prompt.system ?? null,
    turns: prompt.turns ?? null,
    language: prompt.language ?? null,
    completionA: readText(picked, "completion_a"),
    completionB: readText(picked, "completion_b"),
    accepted: readAccepted(picked),
    explanation: readOptionalText(picked, "explanation")?.trim() || null,
  };
  return picked.problems.length === 0 ? row : picked.problems;
}

/** One outcome, several between bars (`both_good|tie`), or a list of them. */
function readAccepted(picked: ReturnType<typeof pickColumns>): ImportedOutcome[] {
  const value = picked.values.get("accepted");
  const field = picked.givenNames["accepted"] ?? "accepted";
  if (value === undefined) {
    addProblem(picked, field, "is missing: say which outcome is right");
    return [];
  }
  const named = typeof value === "string" ? value.split("|").map((one) => one.trim()) : value;
  if (!Array.isArray(named) || named.length === 0) {
    addProblem(picked, field, expected("an outcome or a list of outcomes", value));
    return [];
  }
  const found = named.map((one) => importedOutcomes.get(one));
  const unknown = found.indexOf(undefined);
  if (unknown !== -1)
    addProblem(
      picked,
      field,
      `unknown outcome: ${expected(`one of ${[...importedOutcomes.keys()].join(", ")}`, named[unknown])}`,
    );
  return [...new Set(found.filter((one) => one !== undefined))];
}
