import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairAllocation } from "@/server/core/rating/pair-allocation";
import type { Sequence } from "./sequence";
import { evenTurns, uncertainTurns } from "./turns";

const sequence = (stratumId: number, part: Partial<Sequence> = {}): Sequence => ({
  stratumId,
  routingGroup: "all",
  size: 1_000,
  planned: 100,
  opened: 10,
  held: false,
  stopped: false,
  wins: 0,
  losses: 0,
  ties: 0,
  ...part,
});
/** Three pairs, the last one of two strata. */
const pairOf = new Map([
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 3],
]);
const some = () => [
  sequence(1, { wins: 10 }),
  sequence(2, { wins: 5, losses: 5 }),
  sequence(3, { wins: 2, losses: 2, ties: 1, opened: 5, planned: 60, size: 60 }),
  sequence(4, { wins: 1, losses: 3, ties: 1, opened: 6, planned: 40, size: 40 }),
];

describe("turns by uncertainty", () => {
  it("give each pair its recorded probability, over many openings", () => {
    const sequences = some();
    const { probabilities } = pairAllocation([
      { wins: 10, losses: 0, ties: 0, spent: 10 },
      { wins: 5, losses: 5, ties: 0, spent: 10 },
      { wins: 3, losses: 5, ties: 2, spent: 11 },
    ]);
    const times = 6_000;
    const counts = [0, 0, 0];
    for (let opening = 1; opening <= times; opening++) {
      const turn = uncertainTurns(sequences, pairOf, "seed").next(sequences, opening)!;
      const pair = pairOf.get(turn.sequence.stratumId)! - 1;
      counts[pair]!++;
      expect(turn.probability).toBe(probabilities[pair]);
    }
    for (const [pair, p] of probabilities.entries())
      expect(Math.abs(counts[pair]! / times - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / times));
    expect(counts[0]!).toBeLessThan(counts[1]!);
  });

  it("are fixed by the seed and the opening's number", () => {
    const walk = (seed: string) => {
      const sequences = some();
      const turns = uncertainTurns(sequences, pairOf, seed);
      return Array.from({ length: 40 }, (_, i) => {
        const { sequence: next } = turns.next(sequences, i + 1)!;
        next.opened++;
        return next.stratumId;
      });
    };
    expect(walk("one")).toEqual(walk("one"));
    expect(walk("one")).not.toEqual(walk("another"));
  });

  it("count a pair's strata together, also those that have no room, and take them evenly", () => {
    const sequences = some();
    const turns = uncertainTurns(sequences, pairOf, "s");
    const alone = turns.next(sequences.slice(3), 1)!;
    expect(alone).toMatchObject({ sequence: { stratumId: 4 }, probability: 1 });
    const both = turns.next(sequences.slice(2), 1)!;
    // (5 + 1)/60 against (6 + 1)/40.
    expect(both).toMatchObject({ sequence: { stratumId: 3 }, probability: 1 });
    const withOne = turns.next([sequences[0]!, sequences[3]!], 1)!;
    const { probabilities } = pairAllocation([
      { wins: 10, losses: 0, ties: 0, spent: 10 },
      { wins: 3, losses: 5, ties: 2, spent: 11 },
    ]);
    expect([...probabilities]).toContain(withOne.probability);
  });

  it("go as far as the budget of all together, a pair as far as its pool", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ size: fc.nat(12), planned: fc.nat(6), wins: fc.nat(9) }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.string(),
        (parts, seed) => {
          const sequences = parts.map(({ size, planned, wins }, i) =>
            sequence(i + 1, { size, planned: Math.min(size, planned), opened: 0, wins }),
          );
          const budget = sequences.reduce((sum, { planned }) => sum + planned, 0);
          const turns = uncertainTurns(sequences, new Map(sequences.map((_, i) => [i + 1, i])), seed);
          let opened = 0;
          for (; ; opened++) {
            const turn = turns.next(
              sequences.filter((one) => turns.hasDraw(one)),
              opened + 1,
            );
            if (!turn) break;
            turn.sequence.opened++;
          }
          expect(opened).toBe(budget);
          for (const { opened: own, size } of sequences) expect(own).toBeLessThanOrEqual(size);
        },
      ),
    );
  });
});

describe("even turns", () => {
  it("take the stratum that is least far through its plan, without chance", () => {
    const [one, , three, four] = some();
    expect(evenTurns.next([one!, three!, four!], 7)).toEqual({ sequence: three, probability: null });
    expect(evenTurns.hasDraw(sequence(1, { opened: 99 }))).toBe(true);
    expect(evenTurns.hasDraw(sequence(1, { opened: 100 }))).toBe(false);
    expect(evenTurns.next([], 1)).toBeUndefined();
  });
});
