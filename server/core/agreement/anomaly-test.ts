import { createRandom } from "../sampling/random";
import { permutation } from "../sampling/shuffle";
import { chiSquareTail } from "./chi-square-tail";

export interface AnomalyTestInput {
  /** One p in (0, 1] per judgment, in the order given: `historyPValues`. */
  p: Float64Array;
  /** Chooses when to look; the annotator's id makes it the same each time. It may not depend on the outcomes. */
  seed: string;
  /** How often an annotator like the others is suspected, at most: 0.05 unless given. */
  alpha?: number;
  /** How many times to look, 5 unless given. */
  looks?: number;
  /** The times are drawn from the first so many judgments, 100 unless given; those still to come are looked at later. */
  horizon?: number;
}

export interface AnomalyLook {
  /** Judgments so far. */
  judgments: number;
  /** Fisher's −2 Σ ln p. */
  statistic: number;
  /** P(χ²(2 · judgments) ≥ statistic). */
  p: number;
}

export type AnomalyTest =
  | {
      kind: "tested";
      method: "anomaly-test";
      /** Whether any look has p ≤ alpha / looks. */
      suspected: boolean;
      /** Those that the judgments so far allow, in order. */
      taken: AnomalyLook[];
      /** The smallest p times the number of looks, at most 1: below alpha is suspected. */
      adjustedP: number;
      looks: number;
      alpha: number;
      horizon: number;
      seed: string;
    }
  | { kind: "unknown"; reason: "too-early"; firstLook: number };

/**
 * Whether an annotator's judgments are unlike those of the others: Fisher's −2 Σ ln p at five random times, each against
 * χ²(2j) at α/5. It raises a question, not a verdict: an honest annotator is suspected with probability up to α, so among
 * a hundred honest ones about five may be, and none of this excludes anybody.
 *
 * Source: Chiang et al. 2024, "Chatbot Arena", arXiv 2403.04132, §5.1; Fisher 1932.
 *
 * @throws RangeError for a p outside (0, 1], or looks or a horizon that are no positive whole numbers.
 * @example anomalyTest({ p: new Float64Array(100).fill(0.2), seed: "ana" }) // { kind: "tested", suspected: true, … }
 */
export function anomalyTest(input: AnomalyTestInput): AnomalyTest {
  const { p, seed, alpha = 0.05, looks = 5, horizon = 100 } = input;
  for (const count of [looks, horizon])
    if (!(Number.isInteger(count) && count > 0)) throw new RangeError(`${count} looks or judgments`);
  const times = permutation(horizon, createRandom(seed)).slice(0, looks).sort();
  const taken: AnomalyLook[] = [];
  let statistic = 0;
  let next = 0;
  for (let j = 0; j < p.length; j++) {
    if (!(p[j]! > 0 && p[j]! <= 1)) throw new RangeError(`p of judgment ${j} is ${p[j]}`);
    statistic -= 2 * Math.log(p[j]!);
    if (times[next] !== j) continue;
    next++;
    taken.push({ judgments: j + 1, statistic, p: chiSquareTail(statistic, 2 * (j + 1)) });
  }
  if (taken.length === 0) return { kind: "unknown", reason: "too-early", firstLook: times[0]! + 1 };
  const smallest = Math.min(...taken.map((look) => look.p));
  const suspected = smallest <= alpha / looks;
  const adjustedP = Math.min(1, looks * smallest);
  return { kind: "tested", method: "anomaly-test", suspected, taken, adjustedP, looks, alpha, horizon, seed };
}
