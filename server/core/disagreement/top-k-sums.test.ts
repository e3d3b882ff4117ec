import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TopKSequence } from "./metric";
import { TopKCells } from "./top-k-cells";
import { jensenShannon, symmetricCrossEntropy, symmetricKl } from "./top-k-divergence";
import { TopKSums } from "./top-k-sums";

type List = [token: number, weight: number][];

/** Lists whose masses sum to less than 1, some of them far below the floor. */
function sequence(lists: List[]): TopKSequence {
  const offsets = new Int32Array(lists.length + 1);
  for (let p = 0; p < lists.length; p++) offsets[p + 1] = offsets[p]! + lists[p]!.length;
  const logProbs = lists.flatMap((list) => {
    const total = list.reduce((sum, [, weight]) => sum + weight, 0) * 1.001;
    return list.map(([, weight]) => Math.log(weight / total));
  });
  return {
    positions: lists.length,
    offsets,
    tokenIds: Int32Array.from(lists.flat(), ([token]) => token),
    logProbs: Float64Array.from(logProbs),
  };
}

function sumSlowly(first: TopKSequence, second: TopKSequence): number[] {
  const cells = new TopKCells();
  const one = cells.prepare(first);
  const other = cells.prepare(second);
  const sums = [0, 0, 0];
  for (let p = 0; p < first.positions; p++) {
    cells.align(one, other, p);
    [symmetricKl, symmetricCrossEntropy, jensenShannon].forEach((divergence, d) => {
      sums[d]! += divergence(cells);
    });
  }
  return sums;
}

function listOf(maxLength: number): fc.Arbitrary<List> {
  const token = fc.oneof(fc.nat(2 * maxLength), fc.integer({ min: 0, max: 2 ** 31 - 1 }));
  const weight = fc.double({ min: -30, max: 0, noNaN: true }).map(Math.exp);
  return fc.uniqueArray(fc.tuple(token, weight), { maxLength, selector: ([id]) => id, size: "max" });
}

function pairOf(maxLength: number, positions: number) {
  const lists = fc.array(listOf(maxLength), { minLength: positions, maxLength: positions });
  return fc.tuple(lists, lists);
}

function expectSums(sums: TopKSums, first: TopKSequence, second: TopKSequence): void {
  sums.sum(first, second, true);
  const [kl, crossEntropy, js] = sumSlowly(first, second);
  expect(sums.kl).toBeCloseTo(kl!, 11);
  expect(sums.crossEntropy).toBeCloseTo(crossEntropy!, 11);
  expect(sums.jensenShannon).toBeCloseTo(js!, 11);
}

describe("TopKSums", () => {
  it("equals the divergences cell by cell, on lists of any length, also when reused", () => {
    const sums = new TopKSums();
    fc.assert(
      fc.property(fc.oneof(pairOf(6, 4), pairOf(21, 3), pairOf(66, 1)), ([a, b]) => {
        expectSums(sums, sequence(a), sequence(b));
      }),
      { numRuns: 300 },
    );
  });

  it.each([0, 1, 2, 63, 64, 65])("equals them on lists of %i tokens, half of them shared", (length) => {
    const list = (first: number): List =>
      Array.from({ length }, (_, i) => [first + i, 1 / (1 + ((i * 7) % 5))]);
    expectSums(new TopKSums(), sequence([list(0)]), sequence([list(length >> 1)]));
  });

  it("is exactly 0 for KL and Jensen–Shannon of equal distributions", () => {
    const sums = new TopKSums();
    fc.assert(
      fc.property(fc.array(listOf(20), { minLength: 2, maxLength: 2 }), (lists) => {
        const one = sequence(lists);
        sums.sum(one, { ...one }, true);
        expect([sums.kl, sums.jensenShannon]).toEqual([0, 0]);
      }),
    );
  });

  it("reads −Infinity as no mass", () => {
    const one = sequence([[[1, 1]]]);
    const none = { ...one, logProbs: Float64Array.of(Number.NEGATIVE_INFINITY) };
    expectSums(new TopKSums(), one, none);
  });
});
