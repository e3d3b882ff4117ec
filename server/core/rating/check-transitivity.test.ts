import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryJudgments, judgmentsOf } from "@/server/testing/arbitrary-judgments";
import { checkTransitivity } from "./check-transitivity";
import { countPairs } from "./count-pairs";
import { signTest } from "./sign-test";

const circle = (won: number, lost: number) =>
  countPairs(
    judgmentsOf(4, [
      [0, 1, won, lost, 2],
      [1, 2, won, lost, 0],
      [2, 0, won, lost, 0],
      [0, 3, 9, 1, 0],
    ]),
  );

describe("signTest", () => {
  it("is exact for few, normal for many, and 1 for nothing", () => {
    expect(signTest(4, 0)).toBe(0.125);
    expect(signTest(1, 4)).toBeCloseTo(2 * (1 + 5) * 0.5 ** 5, 12);
    expect(signTest(3, 3)).toBe(1);
    expect(signTest(0, 0)).toBe(1);
    // Both ways agree where they meet.
    expect(signTest(530, 470)).toBeCloseTo(signTest(530.5, 470.5), 2);
    expect(signTest(530, 470, 4)).toBeGreaterThan(signTest(530, 470));
  });
});

describe("checkTransitivity", () => {
  it("finds a circle, and whether it is beyond chance", () => {
    const weak = checkTransitivity(circle(3, 1));
    expect(weak).toMatchObject({ triples: 1, cyclic: 1, beyondChance: 0 });
    const strong = checkTransitivity(circle(30, 10));
    expect(strong).toMatchObject({ triples: 1, cyclic: 1, beyondChance: 1 });
    expect(strong.cycles[0]!.edges.map(({ winner, loser }) => [winner, loser])).toEqual([
      [0, 1],
      [1, 2],
      [2, 0],
    ]);
    // Holm: four pairs were tested.
    const [edge] = strong.cycles[0]!.edges;
    expect(edge).toMatchObject({ wins: 30, losses: 10, p: signTest(30, 10), isBeyondChance: true });
    expect(edge.adjusted).toBeCloseTo(4 * signTest(30, 10), 12);
  });

  it("says nothing of pairs without a majority", () => {
    expect(checkTransitivity(circle(2, 2))).toMatchObject({ triples: 0, cyclic: 0, cycles: [] });
    expect(checkTransitivity(countPairs(judgmentsOf(2, [])))).toMatchObject({ triples: 0, cyclic: 0 });
    expect(() => checkTransitivity(circle(1, 0), 1)).toThrow(/alpha/);
  });

  it("agrees with trying every three models, whatever their names", () => {
    fc.assert(
      fc.property(arbitraryJudgments({ weighted: true, mostRows: 60 }), (judgments) => {
        const counts = countPairs(judgments);
        const { models, wins } = counts;
        const beats = (i: number, j: number) => wins[i * models + j]! > wins[j * models + i]!;
        const all = Array.from({ length: models }, (_, i) => i);
        const ordered = all.flatMap((i) => all.flatMap((j) => all.map((k) => [i, j, k] as const)));
        const cyclic = ordered.filter(([i, j, k]) => beats(i, j) && beats(j, k) && beats(k, i)).length / 3;
        const transitive = ordered.filter(([i, j, k]) => beats(i, j) && beats(j, k) && beats(i, k)).length;
        const found = checkTransitivity(counts, 0.5, 1000);
        expect(found.cyclic).toBe(cyclic);
        expect(found.triples).toBe(cyclic + transitive);
        expect(found.cycles.length).toBe(cyclic);
        expect(found.cycles.filter((cycle) => cycle.isBeyondChance).length).toBe(found.beyondChance);
        const weakest = found.cycles.map(({ edges }) => Math.max(...edges.map(({ p }) => p)));
        expect(weakest).toEqual(weakest.toSorted((x, y) => x - y));
        expect(checkTransitivity(counts, 0.5, 2).cycles).toEqual(found.cycles.slice(0, 2));
      }),
    );
  });
});
