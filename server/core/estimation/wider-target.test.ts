import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSequence } from "../sampling/draw-sequence";
import { createRandom } from "../sampling/random";
import { lure } from "./lure";
import { lureWeights } from "./lure-weights";
import { normalQuantile } from "./normal-quantile";
import { stratified } from "./stratified";
import { type JudgedStratum, widerTarget } from "./wider-target";

/** A stratum of r judgments per draw, its columns made from seeds. */
function stratum(N: number, M: number, r: number, seed: string): JudgedStratum & { s: Float64Array } {
  const random = createRandom(seed);
  const { q } = drawSequence({
    weights: Float64Array.from({ length: N }, () => 0.2 + random.next()),
    controlShare: 0.2,
    random,
  });
  const draw = Int32Array.from({ length: M * r }, (_, j) => Math.floor(j / r));
  const score = Float64Array.from(draw, () => random.below(3) - 1);
  const s = new Float64Array(M);
  for (const [j, m] of draw.entries()) s[m]! += score[j]! / r;
  const prompt = draw.map((m) => Math.floor(m / 2));
  const annotator = draw.map(() => random.below(4));
  return { N, q: q.slice(0, M), draw, score, prompt, annotator, s };
}

/** The three variances from a full table of judgments against judgments. */
function varianceSlowly(strata: JudgedStratum[]): { prompt: number; annotator: number; both: number } {
  const total = strata.reduce((sum, { N }) => sum + N, 0);
  const rows = strata.flatMap(({ N, q, draw, score, prompt, annotator }) => {
    const v = lureWeights(N, q);
    const r = draw.length / q.length;
    const theta = score.reduce((sum, x, j) => sum + v[draw[j]!]! * x, 0) / draw.length;
    return Array.from(draw, (m, j) => ({
      share: ((N / total) * (v[m]! * score[j]! - theta)) / (q.length * r),
      prompt: prompt[j]!,
      annotator: annotator[j]!,
    }));
  });
  type Row = (typeof rows)[number];
  const by = (isSame: (one: Row, other: Row) => boolean, key: (row: Row) => string) => {
    const clusters = new Set(rows.map(key)).size;
    let sum = 0;
    for (const one of rows) for (const other of rows) if (isSame(one, other)) sum += one.share * other.share;
    return (sum * clusters) / (clusters - 1);
  };
  return {
    prompt: by(
      (x, y) => x.prompt === y.prompt,
      (x) => `${x.prompt}`,
    ),
    annotator: by(
      (x, y) => x.annotator === y.annotator,
      (x) => `${x.annotator}`,
    ),
    both: by(
      (x, y) => x.prompt === y.prompt && x.annotator === y.annotator,
      (x) => `${x.prompt}/${x.annotator}`,
    ),
  };
}

describe("widerTarget", () => {
  it("has the pool's point estimate and the variances of the full table", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 12 }),
        fc.integer({ min: 1, max: 3 }),
        fc.string(),
        (M, r, seed) => {
          const strata = [stratum(20, M, r, seed), stratum(15, M, r, `${seed}2`)];
          const wider = widerTarget({ strata });
          const estimates = strata.map(({ N, q, s }) => ({ N, ...pick(lure({ N, q, s })) }));
          expect(wider.theta).toBeCloseTo(stratified(estimates).theta!, 10);
          fc.pre(wider.variance !== undefined);
          const slow = varianceSlowly(strata);
          for (const key of ["prompt", "annotator", "both"] as const)
            expect(wider.variance![key]).toBeCloseTo(slow[key], 12);
          const sum = slow.prompt + slow.annotator - slow.both;
          expect(wider.se! ** 2).toBeCloseTo(Math.max(sum, slow.prompt, slow.annotator), 12);
          // Of a few draws the estimate can lie beyond what a margin can be; the interval does not.
          expect(wider.lower!).toBeLessThanOrEqual(Math.max(-1, wider.theta!));
          expect(wider.upper!).toBeGreaterThanOrEqual(Math.min(1, wider.theta!));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("is LURE's error without the factor of the finite pool when every judgment has a prompt and person of its own", () => {
    const one = stratum(100, 60, 1, "alone");
    const own = Int32Array.from(one.draw.keys());
    const wider = widerTarget({ strata: [{ ...one, prompt: own, annotator: own }] });
    expect(wider.se).toBeCloseTo(lure(one).se! / Math.sqrt(0.4), 12);
  });

  it("leaves given-up draws out as a ratio, and keeps an error when the whole pool is judged", () => {
    const one = stratum(6, 6, 1, "closed");
    const judgeable = Uint8Array.of(1, 1, 0, 1, 1, 1);
    const wider = widerTarget({ strata: [{ ...one, judgeable }] });
    expect(wider.theta).toBeCloseTo(lure({ ...one, judgeable }).theta!, 12);
    expect(wider.se!).toBeGreaterThan(0);
    expect(lure({ ...one, judgeable }).se).toBe(0);
  });

  it("covers what prompts and people like these would give, where the pool's interval does not", () => {
    const runs = 400;
    const truth = 0.1;
    let [covered, pool] = [0, 0];
    const random = createRandom("world");
    const normal = () => normalQuantile(0.0005 + 0.999 * random.next());
    for (let run = 0; run < runs; run++) {
      const people = Float64Array.from({ length: 15 }, () => 0.12 * normal());
      const N = 150;
      const q = Float64Array.from({ length: N }, (_, m) => 1 / (N - m));
      const annotator = Int32Array.from(q, () => random.below(15));
      const prompt = Int32Array.from(q, (_, m) => Math.floor(m / 3));
      const taste = Float64Array.from({ length: 50 }, () => 0.15 * normal());
      const score = Float64Array.from(q, (_, m) => {
        const lean = Math.max(-1, Math.min(1, truth + people[annotator[m]!]! + taste[prompt[m]!]!));
        return random.next() < 0.2 ? 0 : random.next() < (1 + lean / 0.8) / 2 ? 1 : -1;
      });
      const draw = Int32Array.from(q.keys());
      const wider = widerTarget({ strata: [{ N, q, draw, score, prompt, annotator }] });
      if (wider.lower! <= truth && truth <= wider.upper!) covered++;
      const { theta, se } = lure({ N: 2 * N, q, s: score });
      if (Math.abs(theta! - truth) <= 1.96 * se!) pool++;
    }
    expect(covered / runs).toBeGreaterThan(0.92);
    expect(covered / runs).toBeLessThan(0.99);
    expect(pool / runs).toBeLessThan(0.85);
  });

  it("says why there is no interval", () => {
    const one = stratum(20, 6, 1, "gap");
    expect(widerTarget({ strata: [] })).toMatchObject({ theta: undefined, gap: "no-judgments" });
    expect(widerTarget({ strata: [{ ...one, prompt: one.prompt.fill(3) }] })).toMatchObject({
      gap: "one-prompt",
      se: undefined,
    });
    const two = stratum(20, 6, 1, "gap");
    expect(widerTarget({ strata: [{ ...two, annotator: two.annotator.fill(1) }] })).toMatchObject({
      gap: "one-annotator",
    });
    expect(() => widerTarget({ strata: [{ ...two, draw: two.draw.map(() => 9) }] })).toThrow(RangeError);
    expect(() => widerTarget({ strata: [{ ...two, score: new Float64Array(1) }] })).toThrow(RangeError);
  });
});

function pick({ theta, se }: { theta: number | undefined; se: number | undefined }) {
  return { theta, se };
}
