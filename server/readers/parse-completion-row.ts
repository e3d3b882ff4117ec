import { columnsByGivenName, shapeColumns } from "./columns";
import { parseEmbedding } from "./parse-embedding";
import { parseLogprobs } from "./parse-logprobs";
import { addProblem, expected, givenName, type PickedColumns, pickColumns } from "./pick-columns";
import { readPromptColumns } from "./read-prompt-columns";
import { readName, readText } from "./read-text";
import type { CompletionRow, RawRow, RowProblem } from "./rows";

const known = columnsByGivenName(shapeColumns.completions);
const maxSample = 1_000_000;

/** One row of the completions shape, or everything that is wrong with it. Unknown fields are left out. */
export function parseCompletionRow(raw: RawRow): CompletionRow | RowProblem[] {
  const picked = pickColumns(raw.line, raw.value as object, known);
  const row: CompletionRow = {
    line: raw.line,
    promptId: "",
    prompt: "",
    model: "",
    completion: "",
    sample: 0,
  };
  readPromptColumns(picked, row);
  row.model = readName(picked, "model");
  row.completion = readText(picked, "completion");
  const sample = picked.values.get("sample");
  if (sample !== undefined) {
    if (Number.isInteger(sample) && (sample as number) >= 0 && (sample as number) <= maxSample) {
      row.sample = sample as number;
    } else addProblem(picked, "sample", expected(`a whole number from 0 to ${maxSample}`, sample));
  }
  if (picked.values.get("logprobs") !== undefined) {
    const parsed = parseLogprobs(picked.values.get("logprobs"), row.model, row.completion);
    if ("reason" in parsed) addProblem(picked, parsed.field, parsed.reason);
    else row.logprobs = parsed.logprobs;
  }
  if (picked.values.get("embedding") !== undefined) {
    const vector = parseEmbedding(picked.values.get("embedding"));
    if ("reason" in vector) addProblem(picked, vector.field, vector.reason);
    else row.embedding = vector;
  }
  readScore(picked, row);
  return picked.problems.length === 0 ? row : picked.problems;
}

/** A score is kept in the metadata, where it may also be given. */
function readScore(picked: PickedColumns, row: CompletionRow): void {
  const score = picked.values.get("score");
  if (score === undefined) return;
  const field = givenName(picked, "score");
  const inMetadata = row.metadata?.["score"];
  if (typeof score !== "number" || !Number.isFinite(score)) {
    addProblem(picked, field, expected("a finite number", score));
  } else if (inMetadata !== undefined && inMetadata !== score) {
    addProblem(picked, field, "differs from the score in metadata: give one of them");
  } else row.metadata = { ...row.metadata, score };
}
