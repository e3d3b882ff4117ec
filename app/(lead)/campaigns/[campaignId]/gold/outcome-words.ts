import type { GoldTexts } from "@/server/gold/schemas";

type Outcome = GoldTexts["accepted"][number];

const words: Record<Outcome, string> = {
  model_a: "The first is better",
  model_b: "The second is better",
  tie: "A tie",
  both_good: "Both are good",
  both_bad: "Both are bad",
};

/** The outcomes that a campaign's gold can have, with what to call them. */
export function outcomeChoices(outcomes: "four" | "three"): { value: Outcome; label: string }[] {
  const all: Outcome[] =
    outcomes === "four" ? ["model_a", "model_b", "both_good", "both_bad"] : ["model_a", "model_b", "tie"];
  return all.map((value) => ({ value, label: words[value] }));
}

/** @example acceptedWords(["model_a", "tie"]) // "The first is better, or a tie" */
export function acceptedWords(accepted: readonly Outcome[]): string {
  return accepted
    .map((outcome, at) => (at === 0 ? words[outcome] : words[outcome].replace(/^./, (c) => c.toLowerCase())))
    .join(", or ");
}
