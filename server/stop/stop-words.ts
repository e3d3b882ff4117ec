import type { StopSettings } from "@/db/schema/campaign";

/** A margin as points of the win rate. @example marginPoints(0.05) // "2.5" */
export function marginPoints(margin: number): string {
  return String(Math.round(margin * 500) / 10);
}

/**
 * The parts of a stop rule in words that go on from "Judging of a pair stops …".
 *
 * @example stopWords({ winner: true, equivalence: 0.1, width: null })
 *   // ["when it is clear which model is ahead", "when they are within ± 5 points"]
 */
export function stopWords(rule: StopSettings | null): string[] {
  if (!rule) return [];
  const words: string[] = [];
  if (rule.winner) words.push("when it is clear which model is ahead");
  if (rule.equivalence !== null)
    words.push(`when they are within ± ${marginPoints(rule.equivalence)} points of the win rate`);
  if (rule.width !== null)
    words.push(`when the interval of the win rate is narrower than ${marginPoints(rule.width)} points`);
  return words;
}
