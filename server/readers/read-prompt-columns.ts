import { addProblem, expected, givenName, type PickedColumns } from "./pick-columns";
import { readOptionalName, readOptionalText, readPromptId, readText } from "./read-text";
import { readTurns } from "./read-turns";
import type { CompletionRow } from "./rows";

type PromptColumns = Pick<
  CompletionRow,
  "promptId" | "prompt" | "language" | "category" | "system" | "turns" | "metadata"
>;

const maxMetadataDepth = 100;

/**
 * Writes the columns that both shapes share into `row`. Without `prompt`, the last user turn is the prompt. Into a row
 * that is there, since spreading one object into another takes longer than all the checks together.
 */
export function readPromptColumns(picked: PickedColumns, row: PromptColumns): void {
  row.promptId = readPromptId(picked);
  const turns = readTurns(picked);
  row.prompt = readPrompt(picked, turns);
  const language = readOptionalName(picked, "language");
  const category = readOptionalName(picked, "category");
  const system = readOptionalText(picked, "system");
  const metadata = readMetadata(picked);
  if (language !== undefined) row.language = language;
  if (category !== undefined) row.category = category;
  if (system !== undefined) row.system = system;
  if (turns !== undefined) row.turns = turns;
  if (metadata !== undefined) row.metadata = metadata;
}

function readPrompt(picked: PickedColumns, turns: PromptColumns["turns"]): string {
  if (picked.values.get("prompt") === undefined && picked.values.get("turns") !== undefined) {
    const last = turns?.findLast((turn) => turn.role === "user");
    if (turns !== undefined && last === undefined) {
      addProblem(picked, "prompt", "is missing, and turns has no user turn to take it from");
    }
    return last?.content ?? "";
  }
  const before = picked.problems.length;
  const prompt = readText(picked, "prompt");
  if (prompt === "" && picked.problems.length === before) addProblem(picked, "prompt", "is empty");
  return prompt;
}

function readMetadata(picked: PickedColumns): Record<string, unknown> | undefined {
  const value = picked.values.get("metadata");
  if (value === undefined) return undefined;
  const field = givenName(picked, "metadata");
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    addProblem(picked, field, expected("an object", value));
    return undefined;
  }
  if (isDeeperThan(value, maxMetadataDepth)) {
    addProblem(picked, field, `is nested more than ${maxMetadataDepth} levels deep`);
    return undefined;
  }
  if (/\\u0000/.test(JSON.stringify(value)))
    addProblem(picked, field, "holds the character U+0000, which cannot be stored");
  return value as Record<string, unknown>;
}

function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (limit === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(inner, limit - 1));
}
