import { columnsByGivenName, shapeColumns } from "./columns";
import { addProblem, pickColumns } from "./pick-columns";
import { readJudgments } from "./read-judgments";
import { readPromptColumns } from "./read-prompt-columns";
import { readName, readText } from "./read-text";
import type { PairRow, RawRow, RowProblem } from "./rows";

const known = columnsByGivenName(shapeColumns.pairs);

/** One row of the pairs shape, or everything that is wrong with it. Unknown fields are left out. */
export function parsePairRow(raw: RawRow): PairRow | RowProblem[] {
  const picked = pickColumns(raw.line, raw.value as object, known);
  const prompt = readPromptColumns(picked);
  const modelA = readName(picked, "model_a");
  const modelB = readName(picked, "model_b");
  const completionA = readText(picked, "completion_a");
  const completionB = readText(picked, "completion_b");
  const judgments = readJudgments(picked);
  if (modelA === modelB && modelA !== "") addProblem(picked, "model_b", "is the same model as model_a");
  if (picked.problems.length > 0) return picked.problems;
  return { ...prompt, modelA, modelB, completionA, completionB, judgments };
}
