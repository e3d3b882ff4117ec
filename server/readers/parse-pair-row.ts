import { columnsByGivenName, shapeColumns } from "./columns";
import { addProblem, pickColumns } from "./pick-columns";
import { readJudgeVotes } from "./read-judge-votes";
import { readJudgments } from "./read-judgments";
import { readPromptColumns } from "./read-prompt-columns";
import { readName, readText } from "./read-text";
import type { PairRow, RawRow, RowProblem } from "./rows";

const known = columnsByGivenName(shapeColumns.pairs);

/** One row of the pairs shape, or everything that is wrong with it. Unknown fields are left out. */
export function parsePairRow(raw: RawRow): PairRow | RowProblem[] {
  const picked = pickColumns(raw.line, raw.value as object, known);
  const row: PairRow = {
    line: raw.line,
    promptId: "",
    prompt: "",
    modelA: "",
    modelB: "",
    completionA: "",
    completionB: "",
    judgments: [],
  };
  readPromptColumns(picked, row);
  row.modelA = readName(picked, "model_a");
  row.modelB = readName(picked, "model_b");
  row.completionA = readText(picked, "completion_a");
  row.completionB = readText(picked, "completion_b");
  row.judgments = readJudgments(picked);
  const judgeVotes = readJudgeVotes(picked);
  if (judgeVotes !== undefined && judgeVotes.length > 0) row.judgeVotes = judgeVotes;
  if (row.modelA === row.modelB && row.modelA !== "")
    addProblem(picked, "model_b", "is the same model as model_a");
  return picked.problems.length === 0 ? row : picked.problems;
}
