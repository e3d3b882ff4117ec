import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ascendingOrder } from "./ascending-order";
import { createRandom } from "./random";
import { strictSequence } from "./strict-sequence";
import { utilityOrder } from "./utility-order";
import { utilityRanks } from "./utility-ranks";

/** The readable order: compare, then fall back on position. */
function orderByComparing(keys: Float64Array): number[] {
  const rank = (x: number) => (Number.isNaN(x) ? -1 : 0);
  return Array.from(keys.keys()).sort((i, j) => {
    const [x, y] = [keys[i]!, keys[j]!];
    return rank(x) - rank(y) || (x < y ? -1 : x > y ? 1 : 0) || i - j;
  });
}

describe("ascendingOrder", () => {
  const edges = [0, -0, Infinity, -Infinity, NaN, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE];

  it("agrees with a comparison sort on small inputs", () => {
    const keys = fc.array(fc.oneof(fc.double(), fc.constantFrom(...edges), fc.integer({ min: -3, max: 3 })));
    fc.assert(
      fc.property(keys, (values) => {
        const typed = Float64Array.from(values);
        expect(Array.from(ascendingOrder(typed))).toEqual(orderByComparing(typed));
      }),
    );
  });

  it("agrees with a comparison sort beyond the size where the radix sort takes over", () => {
    const random = createRandom("keys");
    const keys = Float64Array.from({ length: 9000 }, (_, i) => {
      if (i % 100 === 0) return edges[random.below(edges.length)]!;
      return i % 3 === 0 ? random.below(50) - 25 : (random.next() - 0.5) * 10 ** (random.below(40) - 20);
    });
    expect(Array.from(ascendingOrder(keys))).toEqual(orderByComparing(keys));
  });

  it("agrees with a comparison sort where ascending runs are merged, however many and wherever they end", () => {
    const random = createRandom("runs");
    for (const runs of [1, 2, 3, 7, 20]) {
      const lengths = Array.from({ length: runs }, () => 300 + random.below(2000) + Math.ceil(6000 / runs));
      const keys = lengths.flatMap((length) =>
        // Many keys are alike, within runs and between them.
        Array.from({ length }, () => random.below(500) / 8 - 30).sort((one, other) => one - other),
      );
      const typed = Float64Array.from(keys);
      expect(Array.from(ascendingOrder(typed))).toEqual(orderByComparing(typed));
      typed[random.below(typed.length)] = NaN;
      expect(Array.from(ascendingOrder(typed))).toEqual(orderByComparing(typed));
    }
  });
});

describe("utilityOrder, utilityRanks, strictSequence", () => {
  it("ranks a hand-made table, the metric that could not be computed lowest", () => {
    const utilities = Float64Array.of(0.3, NaN, 0.9, 0.1);
    expect(Array.from(utilityOrder(utilities, createRandom("s")))).toEqual([1, 3, 0, 2]);
    expect(Array.from(utilityRanks(utilities, createRandom("s")))).toEqual([0.625, 0.125, 0.875, 0.375]);
    expect(Array.from(strictSequence(utilities, createRandom("s")))).toEqual([2, 0, 3, 1]);
  });

  it("answers an empty stratum with empty arrays", () => {
    expect(utilityRanks(new Float64Array(), createRandom("s"))).toHaveLength(0);
    expect(strictSequence(new Float64Array(), createRandom("s"))).toHaveLength(0);
  });

  it("breaks ties by seed, every tied comparison being first equally often", () => {
    const first = new Int32Array(3);
    for (let run = 0; run < 3000; run++) {
      first[strictSequence(Float64Array.of(1, 1, 1, 0), createRandom(`${run}`))[0]!]!++;
    }
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(110);
    const once = strictSequence(Float64Array.of(1, 1, 1, 0), createRandom("same"));
    expect(strictSequence(Float64Array.of(1, 1, 1, 0), createRandom("same"))).toEqual(once);
  });

  it("keeps ranks monotone in utility and unchanged by monotone transformations", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1 }), (values) => {
        const ranks = utilityRanks(Float64Array.from(values), createRandom("s"));
        const stretched = utilityRanks(
          Float64Array.from(values, (x) => Math.exp(x)),
          createRandom("s"),
        );
        expect(ranks).toEqual(stretched);
        for (let i = 0; i < values.length; i++) {
          for (let j = 0; j < values.length; j++)
            if (values[i]! < values[j]!) expect(ranks[i]!).toBeLessThan(ranks[j]!);
        }
        expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(values.length / 2, 9);
      }),
    );
  });
});
