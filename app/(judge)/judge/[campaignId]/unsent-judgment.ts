import { SubmitJudgmentInput } from "@/server/judgment/schemas";
import { readStored, writeStored } from "./stored-text";

const keyOf = (memory: string) => `tiebreak-unsent-${memory}`;

/**
 * Keeps a decision until the server has acknowledged it, so that a closed tab or an empty battery does not lose it.
 * `memory` names one person in one campaign.
 */
export function keepUnsent(memory: string, input: SubmitJudgmentInput): void {
  writeStored(keyOf(memory), JSON.stringify(input));
}

export function forgetUnsent(memory: string): void {
  writeStored(keyOf(memory), null);
}

/** The decision that an earlier visit could not deliver. */
export function findUnsent(memory: string): SubmitJudgmentInput | undefined {
  const stored = readStored(keyOf(memory));
  if (!stored) return undefined;
  try {
    return SubmitJudgmentInput.safeParse(JSON.parse(stored)).data;
  } catch {
    return undefined;
  }
}
