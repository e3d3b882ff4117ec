import type { StopSettings } from "@/db/schema/campaign";
import { marginPoints } from "../stop/stop-words";
import { percent, percentRange } from "./interval-words";
import type { EstimateBlock, JudgedSubset, RateBounds, Verdict } from "./schemas";
import type { PairStop } from "./stop/view";

interface About {
  /** 1 when model a is ahead by all closed draws, −1 when b is, 0 when neither is told ahead. */
  decision: number;
  monitored: number;
  stop: PairStop;
  rule: StopSettings | null;
  hasGoneOn: boolean;
}

/**
 * The verdict on a pair in plain words: where the stop rule ended it, what was concluded then; else what all closed draws
 * say.
 */
export function verdictOf(
  models: { modelA: string; modelB: string },
  block: EstimateBlock,
  about: About,
): Verdict {
  const { fired } = about.stop;
  if (!fired || about.hasGoneOn) return readingOf(models, block, about);
  const decision = signs[fired.conclusion];
  const isChanged = fired.conclusion !== about.stop.conclusion;
  // A judgment revised after the stop may have taken the sequence back: what is said is what was concluded.
  const verdict = readingOf(models, isChanged ? asStopped(block, fired) : block, {
    ...about,
    decision,
    stop: { ...about.stop, conclusion: fired.conclusion },
  });
  const count = fired.step === 1 ? "1 closed comparison" : `${fired.step} closed comparisons`;
  return {
    ...verdict,
    sentence: `${verdict.sentence} Judging of this pair stopped by itself after ${count}.`,
  };
}

const signs = { model_a: 1, model_b: -1, equivalent: 0, undecided: 0 };

function asStopped(block: EstimateBlock, { lower, upper }: RateBounds): EstimateBlock {
  const { interval } = block.winRate;
  return interval
    ? { ...block, winRate: { ...block.winRate, interval: { ...interval, lower, upper } } }
    : block;
}

function readingOf(
  models: { modelA: string; modelB: string },
  block: EstimateBlock,
  { decision, monitored, stop, rule }: About,
): Verdict {
  const { winRate } = block;
  const { modelA, modelB } = models;
  if (!winRate.interval || (winRate.value === null && decision === 0)) {
    const sentence = `Not enough judged to compare ${modelA} with ${modelB}: ${lowerFirst(winRate.reason ?? "nothing is closed yet.")}`;
    return { kind: "not-enough", leader: null, sentence };
  }
  const isWhole = block.closedPrefix === block.size && block.unjudgeable === 0;
  if (decision !== 0) return ahead(models, block, { isWhole, isA: decision > 0 });
  if (isWhole && winRate.estimateKind === "whole-pool" && isExact(winRate.interval)) {
    const sentence = `${modelA} and ${modelB} are level: all ${block.size} comparisons are judged and the win rate is ${percent(0.5)}.`;
    return { kind: "level", leader: null, sentence };
  }
  if (stop.conclusion === "equivalent" && rule?.equivalence) {
    const { interval, value } = winRate;
    const point = value === null ? "" : `, ${modelA}'s win rate ${percent(value)} of the whole set`;
    const sentence = `Equivalent: ${modelA} and ${modelB} are within ± ${marginPoints(rule.equivalence)} points of an even win rate${point} (${intervalWords(interval, interval)}).`;
    return { kind: "equivalent", leader: null, sentence };
  }
  return { kind: "undecided", leader: null, sentence: undecided(models, block, monitored) };
}

/** What explore mode may say. */
export function judgedSubsetVerdict(
  { modelA, modelB }: { modelA: string; modelB: string },
  { winRate, comparisons }: JudgedSubset,
): Verdict {
  const none = `Nothing is judged yet between ${modelA} and ${modelB}.`;
  const some = (rate: { value: number }) =>
    `Of the ${comparisons} judged comparisons ${modelA} won ${percent(rate.value)} against ${modelB}, ties counting half. The order was strict, so this says nothing about the others.`;
  const sentence = winRate ? some(winRate) : none;
  return { kind: winRate ? "judged-subset-only" : "not-enough", leader: null, sentence };
}

function ahead(
  { modelA, modelB }: { modelA: string; modelB: string },
  { winRate, size }: EstimateBlock,
  { isWhole, isA }: { isWhole: boolean; isA: boolean },
): Verdict {
  const [leader, other] = isA ? [modelA, modelB] : [modelB, modelA];
  const interval = winRate.interval as NonNullable<typeof winRate.interval>;
  const bounds = isA ? interval : { lower: 1 - interval.upper, upper: 1 - interval.lower };
  const value = winRate.value === null ? null : isA ? winRate.value : 1 - winRate.value;
  const point = value === null ? "win rate" : `win rate ${percent(value)}`;
  const certainty =
    isWhole && isExact(bounds) ? `all ${size} comparisons judged` : intervalWords(interval, bounds);
  return {
    kind: "ahead",
    leader,
    sentence: `Decided: ${leader} is ahead of ${other}, ${point} of the whole set (${certainty}).`,
  };
}

function undecided(
  { modelA, modelB }: { modelA: string; modelB: string },
  { winRate }: EstimateBlock,
  monitored: number,
): string {
  const interval = winRate.interval as NonNullable<typeof winRate.interval>;
  const point = winRate.value === null ? "" : ` of ${percent(winRate.value)}`;
  const start = `Undecided: ${modelA}'s win rate${point} against ${modelB} over the whole set is uncertain: the ${intervalWords(interval, interval)}`;
  const coversHalf = interval.lower <= 0.5 && interval.upper >= 0.5;
  return coversHalf
    ? `${start} covers ${percent(0.5)}.`
    : `${start} leaves out ${percent(0.5)} for this pair alone, but not after correction for the ${monitored} pairs reported together (Holm).`;
}

function intervalWords(
  { kind, confidence }: { kind: "fixed-n" | "confidence-sequence"; confidence: number },
  bounds: RateBounds,
): string {
  const name = kind === "fixed-n" ? "interval" : "confidence sequence";
  return `${percent(confidence)} ${name} ${percentRange(bounds)}`;
}

function isExact({ lower, upper }: RateBounds): boolean {
  return upper - lower < 1e-6;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
