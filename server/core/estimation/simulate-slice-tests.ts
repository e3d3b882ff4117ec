import { createRandom, type Random } from "../sampling/random";
import { holm } from "./holm";
import { lure } from "./lure";
import { marginTest } from "./margin-test";
import { scoreTest } from "./score-test";

export interface SliceTestsOptions {
  slices: number;
  /** Comparisons of a slice, half of whose decisive ones go to each model, and how many of them are judged. */
  N: number;
  M: number;
  tieShare: number;
  alpha: number;
  replications: number;
  seed: string;
}

/**
 * How often a campaign without any difference names a leader in some slice, by Holm over all of them: with the test that
 * reports use, and with the t test.
 *
 * @example simulateSliceTests({ slices: 60, N: 200, M: 12, tieShare: 0.1, alpha: 0.05, replications: 400, seed: "s" }) // { score: .01, t: .12 }
 */
export function simulateSliceTests(options: SliceTestsOptions): { score: number; t: number } {
  const { slices, N, M, tieShare, alpha, replications } = options;
  const random = createRandom(options.seed);
  const each = Math.round((N * (1 - tieShare)) / 2);
  const scores = Float64Array.from({ length: N }, (_, i) => (i < each ? 1 : i < 2 * each ? -1 : 0));
  const q = Float64Array.from({ length: M }, (_, t) => 1 / (N - t));
  const isAnySmall = (p: (number | undefined)[]) =>
    holm(p).some((value) => value !== undefined && value <= alpha);
  let score = 0;
  let t = 0;
  for (let run = 0; run < replications; run++) {
    const estimates = Array.from({ length: slices }, () => {
      shuffleFirst(scores, M, random);
      const { theta, se } = lure({ N, q, s: scores.subarray(0, M) });
      return { theta, se, degrees: M - 1, judged: M / N };
    });
    if (isAnySmall(estimates.map(scoreTest))) score++;
    if (isAnySmall(estimates.map(({ theta, se, degrees }) => marginTest(theta, se, degrees)))) t++;
  }
  return { score: score / replications, t: t / replications };
}

/** A fresh random sample in the first M places. */
function shuffleFirst(values: Float64Array, M: number, random: Random): void {
  for (let i = 0; i < M; i++) {
    const j = i + random.below(values.length - i);
    const held = values[i]!;
    values[i] = values[j]!;
    values[j] = held;
  }
}
