import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilson } from "../estimation/wilson";
import { createRandom } from "../sampling/random";
import type { AgreementJudgments } from "./agreement-judgments";
import { type AnnotatorWork, describeAnnotators } from "./describe-annotators";
import { repeatConsistency } from "./repeat-consistency";

const values = [1, -1, 0, 0];

interface Row {
  comparison: number;
  annotator: number;
  outcome: number;
  leftIsA?: number;
  ms?: number;
}

function workOf(rows: Row[], annotators: number, more: Partial<AnnotatorWork> = {}): AnnotatorWork {
  const judgments: AgreementJudgments = {
    values,
    comparisons: 1 + Math.max(-1, ...rows.map((row) => row.comparison)),
    annotators,
    comparison: Int32Array.from(rows, (row) => row.comparison),
    annotator: Int32Array.from(rows, (row) => row.annotator),
    outcome: Uint8Array.from(rows, (row) => row.outcome),
  };
  const zeros = () => new Int32Array(annotators);
  return {
    judgments,
    leftIsA: Uint8Array.from(rows, (row) => row.leftIsA ?? 1),
    activeMs: Float64Array.from(rows, (row) => row.ms ?? NaN),
    skips: zeros(),
    goldJudged: zeros(),
    goldCorrect: zeros(),
    ...more,
  };
}

describe("describeAnnotators", () => {
  const rows = [
    { comparison: 0, annotator: 0, outcome: 0, leftIsA: 1, ms: 1000 },
    { comparison: 0, annotator: 1, outcome: 0, leftIsA: 0, ms: 5000 },
    { comparison: 0, annotator: 2, outcome: 1, leftIsA: 0, ms: 7000 },
    { comparison: 1, annotator: 0, outcome: 1, leftIsA: 0, ms: 3000 },
    { comparison: 1, annotator: 1, outcome: 2, leftIsA: 1 },
    { comparison: 2, annotator: 0, outcome: 1, leftIsA: 1, ms: 4000 },
  ];
  const { annotators, all } = describeAnnotators(
    workOf(rows, 4, {
      skips: Int32Array.of(1, 0, 0, 0),
      goldJudged: Int32Array.of(4, 0, 0, 0),
      goldCorrect: Int32Array.of(3, 0, 0, 0),
    }),
  );
  const [ana, ben, cem, dora] = annotators;

  it("counts what each did, by hand", () => {
    // Ana: a on the left, b on the left, then b on the right.
    expect(ana?.leftRate).toEqual({ kind: "known", of: 3, ...wilson(2, 3) });
    expect(ana?.agreement).toEqual({ kind: "known", of: 2, ...wilson(0.5, 2) });
    expect(ben?.agreement).toMatchObject({ estimate: 0.25, of: 2 });
    expect(cem?.agreement).toMatchObject({ estimate: 0, of: 1 });
    expect(ana?.medianActiveMs).toBe(3000);
    expect(ben?.medianActiveMs).toBe(5000);
    expect(ana?.goldAccuracy).toMatchObject({ estimate: 0.75, of: 4 });
    expect(ana?.skipRate).toMatchObject({ estimate: 0.25, of: 4 });
    expect(Array.from(ana!.outcomes)).toEqual([1, 2, 0, 0]);
    expect(Array.from(all.outcomes)).toEqual([2, 3, 1, 0]);
    expect(all).toMatchObject({ judgments: 6, medianActiveMs: 4000, leftRate: { of: 5, estimate: 3 / 5 } });
    expect(all.goldAccuracy).toMatchObject({ of: 4 });
  });

  it("compares outcomes with everyone else's", () => {
    // Ana 1, 2, 0; the others 1, 1, 1: distance (0 + 1/3 + 1/3)/2; χ² = 0 + 1/3 + 1.
    expect(ana?.distribution).toMatchObject({ kind: "known", distance: expect.closeTo(1 / 3, 12) });
    expect(ana?.distribution).toMatchObject({ p: expect.closeTo(Math.exp(-2 / 3), 10) });
    expect(dora?.distribution).toEqual({ kind: "unknown", reason: "no-judgments" });
  });

  it("says of those who did nothing why there is nothing", () => {
    expect(dora).toMatchObject({
      judgments: 0,
      medianActiveMs: undefined,
      leftRate: { kind: "unknown", reason: "no-preference" },
      agreement: { kind: "unknown", reason: "no-overlap" },
      goldAccuracy: { kind: "unknown", reason: "no-gold" },
      skipRate: { kind: "unknown", reason: "nothing-seen" },
    });
    expect(describeAnnotators(workOf([], 0)).all).toMatchObject({ judgments: 0 });
    const alone = describeAnnotators(workOf(rows.slice(0, 1), 1)).annotators[0];
    expect(alone?.distribution).toEqual({ kind: "unknown", reason: "no-others" });
    expect(() => describeAnnotators(workOf(rows, 4, { skips: new Int32Array(3) }))).toThrow(RangeError);
    expect(() => describeAnnotators(workOf(rows, 4, { leftIsA: new Uint8Array(1) }))).toThrow(RangeError);
  });

  it("has a mean agreement, weighted by pairs, that is the share of pairs that agree", () => {
    const cell = fc.option(fc.nat(3), { nil: undefined });
    const pairOfPeople = fc.array(fc.tuple(cell, cell, cell), { maxLength: 15 });
    fc.assert(
      fc.property(pairOfPeople, (table) => {
        const given = table.flatMap((cells, comparison) =>
          cells.flatMap((outcome, annotator) =>
            outcome === undefined ? [] : [{ comparison, annotator, outcome }],
          ),
        );
        for (const { annotator, agreement } of describeAnnotators(workOf(given, 3)).annotators) {
          const own = given.filter((row) => row.annotator === annotator);
          const shares = own.flatMap((row) => {
            const others = given.filter((o) => o.comparison === row.comparison && o.annotator !== annotator);
            return others.length
              ? [others.filter((o) => o.outcome === row.outcome).length / others.length]
              : [];
          });
          if (agreement.kind === "unknown") expect(shares).toEqual([]);
          else {
            expect(agreement.of).toBe(shares.length);
            expect(agreement.estimate).toBeCloseTo(shares.reduce((a, b) => a + b, 0) / shares.length, 12);
          }
        }
      }),
    );
  });

  it("finds a lean to the left that model names hide, and hardly one where there is none", () => {
    const random = createRandom("left");
    const people = 200;
    const judged = Array.from({ length: people * 150 }, (_, i) => {
      const leftIsA = random.below(2);
      const leaning = i % people === 0;
      const left = random.next() < (leaning ? 0.75 : 0.5);
      return { comparison: i, annotator: i % people, outcome: left === (leftIsA === 1) ? 0 : 1, leftIsA };
    });
    const described = describeAnnotators(workOf(judged, people)).annotators;
    const leans = described.filter(
      ({ leftRate }) => leftRate.kind === "known" && (leftRate.lower > 0.5 || leftRate.upper < 0.5),
    );
    expect(leans.map((who) => who.annotator)).toContain(0);
    expect(leans.length).toBeLessThan(0.1 * people);
    expect(
      described.filter((d) => d.distribution.kind === "known" && d.distribution.p < 0.05).length,
    ).toBeLessThan(0.1 * people);
  });
});

describe("repeatConsistency", () => {
  const repeats = {
    values,
    annotators: 2,
    annotator: Int32Array.of(0, 0, 0, 0, 0),
    first: Uint8Array.of(0, 0, 2, 1, 2),
    second: Uint8Array.of(0, 1, 0, 1, 3),
    swapped: Uint8Array.of(1, 1, 1, 0, 0),
  };

  it("keeps swapped and unswapped repeats apart, and tells following a side from wavering", () => {
    const { annotators, all } = repeatConsistency(repeats);
    expect(annotators[0]).toEqual(all);
    expect(all.repeats).toBe(5);
    expect(all.whenSwapped).toMatchObject({ estimate: 1 / 3, of: 3 });
    expect(all.whenUnswapped).toMatchObject({ estimate: 1 / 2, of: 2 });
    expect(all.followedSide).toMatchObject({ estimate: 1 / 3, of: 3 });
    expect(annotators[1]).toMatchObject({
      repeats: 0,
      whenSwapped: { kind: "unknown", reason: "no-repeats" },
    });
  });

  it("refuses what cannot be read", () => {
    expect(() => repeatConsistency({ ...repeats, annotators: 0 })).toThrow(RangeError);
    expect(() => repeatConsistency({ ...repeats, first: Uint8Array.of(9, 0, 0, 0, 0) })).toThrow(RangeError);
    expect(() => repeatConsistency({ ...repeats, swapped: Uint8Array.of(1) })).toThrow(RangeError);
  });
});
