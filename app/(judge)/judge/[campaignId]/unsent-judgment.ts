import { SubmitJudgmentInput } from "@/server/judgment/schemas";
import { readStored, writeStored } from "./stored-text";

const keyOf = (campaignId: string) => `tiebreak-unsent-${campaignId}`;

/** Keeps a decision until the server has acknowledged it, so that a closed tab or an empty battery does not lose it. */
export function keepUnsent(input: SubmitJudgmentInput): void {
  writeStored(keyOf(input.campaignId), JSON.stringify(input));
}

export function forgetUnsent(campaignId: string): void {
  writeStored(keyOf(campaignId), null);
}

/** The decision that an earlier visit could not deliver. */
export function findUnsent(campaignId: string): SubmitJudgmentInput | undefined {
  const stored = readStored(keyOf(campaignId));
  if (!stored) return undefined;
  try {
    return SubmitJudgmentInput.safeParse(JSON.parse(stored)).data;
  } catch {
    return undefined;
  }
}
