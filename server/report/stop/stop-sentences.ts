import type { StopSettings } from "@/db/schema/campaign";
import type { PairConclusion, StillNeeded } from "../../stop/schemas";
import { marginPoints } from "../../stop/stop-words";
import { percent, percentRange } from "../interval-words";
import type { PairStop } from "./view";

interface Names {
  modelA: string;
  modelB: string;
}

interface About extends Names {
  rule: StopSettings | null;
  /** 1 − the error rate of all pairs together. */
  confidence: number;
  /** A lead let judging go on after the rule had ended a pair. */
  hasGoneOn: boolean;
}

/** What the stop rule did with a pair, what was concluded then, and what all closed draws say; empty without a rule. */
export function stopSentences(stop: Omit<PairStop, "sentences" | "path">, about: About): string[] {
  const { rule, confidence, hasGoneOn } = about;
  if (!rule) return [];
  const { fired, step, conclusion } = stop;
  if (!fired) {
    const off = hasGoneOn ? " and is off since a lead let judging go on" : "";
    return [`The stop rule has not ended this pair${off} (${comparisons(step)} closed).`];
  }
  const why = {
    winner: "it was clear which model is ahead",
    equivalence: `the models were within ± ${marginPoints(rule.equivalence ?? 0)} points of the win rate`,
    width: `the interval of the win rate was narrower than ${marginPoints(rule.width ?? 0)} points`,
  };
  const sentences = [
    `The stop rule ended this pair after ${comparisons(fired.step)}: ${why[fired.reason]} (${percent(confidence)} confidence sequence ${percentRange(fired)}). Concluded then: ${conclusionWords(fired.conclusion, about)}.`,
  ];
  if (hasGoneOn) sentences.push("A lead let judging go on after that; the rule is off since.");
  const same = conclusion === fired.conclusion ? "the same" : conclusionWords(conclusion, about);
  sentences.push(
    `After all ${comparisons(step)} closed by now, the reading without the rule (${percentRange(stop)}): ${same}.`,
  );
  return sentences;
}

/** @example conclusionWords("model_a", { modelA: "atlas", modelB: "birch", rule }) // "atlas is ahead of birch" */
export function conclusionWords(
  conclusion: PairConclusion,
  { modelA, modelB, rule }: Names & { rule: StopSettings | null },
): string {
  if (conclusion === "model_a") return `${modelA} is ahead of ${modelB}`;
  if (conclusion === "model_b") return `${modelB} is ahead of ${modelA}`;
  if (conclusion === "undecided") return "undecided";
  return `equivalent within ± ${marginPoints(rule?.equivalence ?? 0)} points`;
}

const goalWords = {
  winner: "until it is clear which model is ahead",
  equivalence: "until they are certainly within the margin of equivalence",
  width: "until the interval is narrow enough",
};

/** @example stillNeededSentence(needed) // "About 120 more judgments (40 to 400) until it is clear which model is ahead." */
export function stillNeededSentence({ judgments, low, high, goal, isWholePool }: StillNeeded): string {
  if (isWholePool)
    return `If the models are as they seem, all ${judgments} judgments that are left are needed ${goalWords[goal]}, and may not do.`;
  return `About ${judgments} more judgments (${low} to ${high}) ${goalWords[goal]}.`;
}

function comparisons(n: number): string {
  return n === 1 ? "1 comparison" : `${n} comparisons`;
}
