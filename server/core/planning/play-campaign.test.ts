import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { levelScores } from "./level-scores";
import { type PlayedCampaign, playExplore, playMeasure } from "./play-campaign";

/** A pool where what orders it favours model_a the higher it is: its top misleads. */
function misleadingPool(N: number) {
  const random = createRandom("misleading");
  const utilities = Float64Array.from({ length: N }, () => random.next());
  const scores = utilities.map((utility) => {
    if (random.next() > 0.3 + 0.6 * utility) return 0;
    return random.next() < 0.25 + 0.6 * utility ? 1 : -1;
  });
  return { utilities, scores, truth: scores.reduce((sum, s) => sum + s, 0) / N };
}

/** Shares of campaigns whose interval holds the truth, that name a winner, and whose intervals ever miss. */
function rates(runs: number, truth: number, play: (run: number) => PlayedCampaign) {
  const counts = { covered: 0, decided: 0, missed: 0, bias: 0 };
  for (let run = 0; run < runs; run++) {
    const { fixed, verdict, missed } = play(run);
    const { estimate, lower, upper } = fixed[0]!;
    if (lower <= truth && truth <= upper) counts.covered += 1 / runs;
    if (verdict !== "undecided") counts.decided += 1 / runs;
    if (missed) counts.missed += 1 / runs;
    counts.bias += (estimate - truth) / runs;
  }
  return counts;
}

describe("a campaign over a pool whose top misleads", () => {
  const pool = misleadingPool(300);
  const { truth } = pool;
  const input = (run: number, n = [60]) => ({ ...pool, n, random: createRandom(`run-${run}`) });

  it("covers the pool's margin in measure mode", () => {
    const measure = rates(300, truth, (run) =>
      playMeasure({ ...input(run), preset: "balanced", controlShare: 0.15 }),
    );
    // Three standard errors of a rate from 300 campaigns.
    expect(measure.covered).toBeGreaterThan(0.95 - 0.045);
    expect(measure.missed).toBeLessThan(0.05);
    expect(Math.abs(measure.bias)).toBeLessThan(0.03);
  });

  it.each(["wilson", "sample"] as const)("does not cover it in explore mode (%s)", (interval) => {
    const explore = rates(20, truth, (run) => playExplore({ ...input(run), interval }));
    expect(explore.covered).toBe(0);
    expect(explore.missed).toBeCloseTo(1, 9);
    expect(explore.bias).toBeGreaterThan(0.2);
  });

  it("names a winner rarely where nobody is ahead, which plain intervals looked at all the way do not", () => {
    const level = (run: number) => levelScores(pool.scores, createRandom(`level-${run}`));
    const measure = rates(150, 0, (run) =>
      playMeasure({ ...input(run), scores: level(run), preset: "sharp", controlShare: 0.15 }),
    );
    const explore = rates(150, 0, (run) =>
      playExplore({ ...input(run), scores: level(run), interval: "sample" }),
    );
    expect(measure.decided).toBeLessThan(0.08);
    expect(explore.decided).toBeGreaterThan(0.3);
  });

  it("ends in the pool's margin when all of it is judged, whatever the order", () => {
    const N = pool.scores.length;
    const whole = [
      playMeasure({ ...input(1, [N]), preset: "sharp", controlShare: 0.15 }),
      playExplore({ ...input(1, [N]), interval: "sample" }),
    ];
    for (const { item, fixed, verdict } of whole) {
      expect([...item].sort((a, b) => a - b)).toEqual(Array.from({ length: N }, (_, i) => i));
      for (const value of Object.values(fixed[0]!)) expect(value).toBeCloseTo(truth, 9);
      expect(verdict).toBe(truth > 0 ? "model_a" : "model_b");
    }
  });

  it("stops where the confidence sequence first excludes 0, and not at the pool's end", () => {
    const { step, verdict } = playMeasure({ ...input(3), preset: "uniform", controlShare: 0 });
    expect(verdict).toBe("model_a");
    expect(step).toBeGreaterThan(5);
    expect(step).toBeLessThan(pool.scores.length);
  });
});

describe("playExplore", () => {
  const utilities = Float64Array.of(0.1, 0.9, 0.5, Number.NaN);
  const scores = Float64Array.of(-1, 1, 0, -1);

  it("judges strictly by utility, what has none last, and reads the plain mean", () => {
    const { item, fixed } = playExplore({
      utilities,
      scores,
      n: [1, 2, 3],
      interval: "sample",
      random: createRandom("s"),
    });
    expect([...item]).toEqual([1, 2, 0, 3]);
    expect(fixed.map(({ estimate }) => estimate)).toEqual([1, 0.5, 0]);
    // One judgment says nothing of how they vary; then sd √½ and 1, with 2 and 3 of 4 judged.
    expect(fixed[0]).toMatchObject({ lower: -1, upper: 1 });
    expect(fixed[1]!.lower).toBeCloseTo(0.5 - 1.959964 * Math.sqrt((0.5 / 2) * 0.5), 6);
    expect(fixed[2]!.upper).toBeCloseTo(1.959964 * Math.sqrt((1 / 3) * 0.25), 6);
  });

  it("has Wilson's interval with ties as half a success", () => {
    const { fixed } = playExplore({
      utilities,
      scores,
      n: [2],
      interval: "wilson",
      random: createRandom("s"),
    });
    // 1.5 of 2: centre and half-width of Wilson's formula in win rate.
    const z = 1.959963984540054;
    const centre = (0.75 + (z * z) / 4) / (1 + (z * z) / 2);
    const half = (z / (1 + (z * z) / 2)) * Math.sqrt(0.1875 / 2 + (z * z) / 16);
    expect(fixed[0]!.lower).toBeCloseTo(2 * (centre - half) - 1, 9);
    expect(fixed[0]!.upper).toBeCloseTo(2 * (centre + half) - 1, 9);
  });
});

describe("levelScores", () => {
  it("keeps ties and sizes, and leaves nobody ahead", () => {
    const scores = Float64Array.of(1, 1, 1, -1, 0, 0, 1 / 3, 1 / 3, -1 / 3, 0.5);
    const seen = new Set<string>();
    for (let run = 0; run < 50; run++) {
      const level = levelScores(scores, createRandom(`${run}`));
      expect(level.reduce((sum, s) => sum + s, 0)).toBeCloseTo(0, 12);
      expect([level[4], level[5], level[9]]).toEqual([0, 0, 0]);
      expect([...level.subarray(0, 4)].map(Math.abs)).toEqual([1, 1, 1, 1]);
      // Three of a size: one becomes a tie, the others face each other.
      expect([...level.subarray(6, 9)].sort((a, b) => a - b)).toEqual([-1 / 3, 0, 1 / 3]);
      seen.add(level.join());
    }
    expect(seen.size).toBeGreaterThan(10);
  });
});
