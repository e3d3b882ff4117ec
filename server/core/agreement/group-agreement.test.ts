import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import type { AgreementJudgments } from "./agreement-judgments";
import { cohenKappa, pairwiseKappa } from "./cohen-kappa";
import { fleissKappa } from "./fleiss-kappa";
import { type AlphaLevel, krippendorffAlpha } from "./krippendorff-alpha";
import { percentAgreement } from "./percent-agreement";

const four = [1, -1, 0, 0];
const none = { seed: "s", resamples: 0 };

/** One comparison per row, one cell per annotator: an outcome code, or undefined where nothing was judged. */
function judgmentsOf(rows: (number | undefined)[][], values = four, prompt?: Int32Array): AgreementJudgments {
  const given = rows.flatMap((cells, c) =>
    cells.flatMap((outcome, j) => (outcome === undefined ? [] : [{ c, j, outcome }])),
  );
  return {
    values,
    comparisons: rows.length,
    annotators: Math.max(1, ...rows.map((cells) => cells.length)),
    comparison: Int32Array.from(given, ({ c }) => c),
    annotator: Int32Array.from(given, ({ j }) => j),
    outcome: Uint8Array.from(given, ({ outcome }) => outcome),
    ...(prompt ? { prompt } : {}),
  };
}

/** Judgments that give these counts per comparison and outcome. */
const ofCounts = (counts: number[][], values: number[]) =>
  judgmentsOf(
    counts.map((row) => row.flatMap((n, c) => Array<number>(n).fill(c))),
    values,
  );

const fleissTable = [
  [3, 0, 0],
  [2, 1, 0],
  [0, 3, 0],
  [1, 1, 1],
  [0, 0, 3],
  [2, 0, 1],
];

const cells = fc.array(fc.array(fc.option(fc.nat(3), { nil: undefined }), { minLength: 4, maxLength: 4 }), {
  maxLength: 12,
});

/** α by its definition: every ordered pair of judgments, written out. */
function alphaByPairs(rows: (number | undefined)[][], level: AlphaLevel): number | undefined {
  const units = rows.map((row) => row.filter((x) => x !== undefined)).filter((row) => row.length > 1);
  const all = units.flat();
  const distance = (x: number, y: number) => (level === "nominal" ? +(x !== y) : (four[x]! - four[y]!) ** 2);
  const pairs = (list: number[]) =>
    list.flatMap((x, i) => list.filter((_, j) => j !== i).map((y) => distance(x, y)));
  const sum = (list: number[]) => list.reduce((total, x) => total + x, 0);
  const observed = sum(units.map((unit) => sum(pairs(unit)) / (unit.length - 1))) / all.length;
  const expected = sum(pairs(all)) / (all.length * (all.length - 1));
  return expected > 0 ? 1 - observed / expected : undefined;
}

const alphaOf = (judgments: AgreementJudgments, level: AlphaLevel) => {
  const result = krippendorffAlpha(judgments, level, none);
  return result.kind === "known" ? result.alpha : result.reason;
};

describe("krippendorffAlpha", () => {
  it("gives the golden values, nominal and interval", () => {
    expect(alphaOf(ofCounts(fleissTable, [1, -1, 0]), "nominal")).toBeCloseTo(0.433333, 6);
    expect(alphaOf(ofCounts(fleissTable, [0, 1, 0.5]), "interval")).toBeCloseTo(0.395556, 6);
    expect(alphaOf(ofCounts(fleissTable, [1, -1, 0]), "interval")).toBeCloseTo(0.395556, 6);
  });

  it("gives Krippendorff's own example with missing data", () => {
    // Krippendorff 2011, section C: four observers, twelve units, nominal α = .743, interval α = .849.
    const published = [
      "1 1 . 1",
      "2 2 3 2",
      "3 3 3 3",
      "3 3 3 3",
      "2 2 2 2",
      "1 2 3 4",
      "4 4 4 4",
      "1 1 2 1",
      "2 2 2 2",
      ". 5 5 5",
      ". . 1 1",
      ". . 3 .",
    ];
    const rows = published.map((row) => row.split(" ").map((x) => (x === "." ? undefined : Number(x) - 1)));
    expect(alphaOf(judgmentsOf(rows, [1, 2, 3, 4, 5]), "nominal")).toBeCloseTo(0.743, 3);
    expect(alphaOf(judgmentsOf(rows, [1, 2, 3, 4, 5]), "interval")).toBeCloseTo(0.849, 3);
  });

  it("is what all pairs of judgments give, whatever is missing, and says why where there is nothing", () => {
    fc.assert(
      fc.property(cells, fc.constantFrom<AlphaLevel>("nominal", "interval"), (rows, level) => {
        const expected = alphaByPairs(rows, level);
        const alpha = alphaOf(judgmentsOf(rows), level);
        if (typeof alpha === "number") expect(alpha).toBeCloseTo(expected!, 10);
        else {
          expect(expected).toBeUndefined();
          expect(["no-judgments", "one-annotator", "no-overlap", "one-outcome"]).toContain(alpha);
        }
      }),
    );
  });

  it("does not depend on the order of rows, nor on which model is called a", () => {
    fc.assert(
      fc.property(cells, fc.nat(), (rows, turn) => {
        const judgments = judgmentsOf(rows);
        const at = turn % (judgments.outcome.length || 1);
        const from = (row: number) => (row + at) % judgments.outcome.length;
        const moved = {
          ...judgments,
          comparison: judgments.comparison.map((_, row) => judgments.comparison[from(row)]!),
          annotator: judgments.annotator.map((_, row) => judgments.annotator[from(row)]!),
          outcome: judgments.outcome.map((_, row) => judgments.outcome[from(row)]!),
        };
        const options = { seed: "s", resamples: 50 };
        expect(krippendorffAlpha(moved, "nominal", options)).toEqual(
          krippendorffAlpha(judgments, "nominal", options),
        );
        const mirrored = judgmentsOf(
          rows.map((row) => row.map((x) => (x === undefined ? x : [1, 0, 2, 3][x]))),
        );
        const [forth, back] = [alphaOf(judgments, "interval"), alphaOf(mirrored, "interval")];
        if (typeof forth === "number") expect(back).toBeCloseTo(forth, 10);
        else expect(back).toBe(forth);
      }),
    );
  });

  it("tells nothing, one annotator, no overlap and one outcome apart, with the figures that it has", () => {
    const unknown = (rows: (number | undefined)[][]) => krippendorffAlpha(judgmentsOf(rows), "nominal", none);
    expect(unknown([])).toEqual({
      kind: "unknown",
      reason: "no-judgments",
      judgments: 0,
      judged: 0,
      overlapping: 0,
    });
    expect(unknown([[0], [1]])).toMatchObject({ reason: "one-annotator", judgments: 2, judged: 2 });
    expect(
      unknown([
        [0, undefined],
        [undefined, 1],
      ]),
    ).toMatchObject({ reason: "no-overlap", judged: 2 });
    expect(unknown([[0, 0], [0, 0], [1]])).toMatchObject({
      reason: "one-outcome",
      judged: 3,
      overlapping: 2,
    });
    // Both kinds of tie lie in the middle: they differ in name, not in value.
    expect(
      alphaOf(
        judgmentsOf([
          [2, 3],
          [3, 2],
        ]),
        "interval",
      ),
    ).toBe("one-outcome");
  });

  it("refuses judgments that cannot be read", () => {
    const judgments = judgmentsOf([[0, 1]]);
    const bad: Partial<AgreementJudgments>[] = [
      { outcome: Uint8Array.of(0, 4) },
      { outcome: Uint8Array.of(0) },
      { comparison: Int32Array.of(0, 1) },
      { comparison: Int32Array.of(-1, 0) },
      { annotator: Int32Array.of(0, 2) },
      { annotator: Int32Array.of(0, 0) },
      { values: [1, NaN] },
      { prompt: Int32Array.of() },
    ];
    for (const change of bad)
      expect(() => krippendorffAlpha({ ...judgments, ...change }, "nominal", none)).toThrow(RangeError);
  });
});

describe("the interval", () => {
  const random = createRandom("interval");
  const rows = Array.from({ length: 90 }, () => {
    const clear = random.next() < 0.3;
    return Array.from({ length: 3 }, () => (clear ? 0 : random.below(4)));
  });

  it("holds α, repeats with its seed, and widens where comparisons share their prompts", () => {
    const intervalOf = (prompt?: Int32Array) => {
      const result = krippendorffAlpha(judgmentsOf(rows, four, prompt), "nominal", { seed: "a" });
      if (result.kind === "unknown" || result.interval.kind === "unknown") throw new Error("unknown");
      expect(result.interval.lower).toBeLessThan(result.alpha);
      expect(result.interval.upper).toBeGreaterThan(result.alpha);
      return result.interval;
    };
    const alone = intervalOf();
    expect(intervalOf()).toEqual(alone);
    expect(alone).toMatchObject({ resamples: 1000, seed: "a", alpha: 0.05 });
    // Three comparisons of one prompt that were judged alike are one observation.
    const thrice = [...rows, ...rows, ...rows];
    const ownPrompts = krippendorffAlpha(judgmentsOf(thrice), "nominal", { seed: "a" });
    const shared = Int32Array.from({ length: 270 }, (_, c) => c % 90);
    const clustered = krippendorffAlpha(judgmentsOf(thrice, four, shared), "nominal", { seed: "a" });
    if (ownPrompts.kind === "unknown" || ownPrompts.interval.kind === "unknown") throw new Error("unknown");
    if (clustered.kind === "unknown" || clustered.interval.kind === "unknown") throw new Error("unknown");
    expect(clustered.prompts).toBe(90);
    const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;
    expect(width(clustered.interval)).toBeGreaterThan(1.5 * width(ownPrompts.interval));
  });

  it("is withheld where it would mislead", () => {
    const interval = (input: (number | undefined)[][], resamples = 200) => {
      const result = krippendorffAlpha(judgmentsOf(input), "nominal", { seed: "a", resamples });
      return result.kind === "known" && result.interval.kind === "unknown" ? result.interval.reason : result;
    };
    expect(interval(rows.slice(0, 9))).toBe("few-prompts");
    expect(interval(rows, 0)).toBe("not-asked");
    expect(interval(Array.from({ length: 40 }, (_, c) => [c % 2, c % 2]))).toBe("no-variation");
    expect(interval(Array.from({ length: 40 }, (_, c) => (c === 0 ? [0, 1] : [0, 0])))).toBe(
      "often-one-outcome",
    );
  });
});

describe("percentAgreement", () => {
  it("counts pairs, and those without a tie apart", () => {
    const result = percentAgreement(judgmentsOf([[0, 0, 1], [2, 2], [2, 3], [0, 2], [1]]), none);
    expect(result).toMatchObject({ kind: "known", agreement: 2 / 6, pairs: 6, comparisons: 4 });
    expect(result.kind === "known" && result.decisive).toMatchObject({ agreement: 1 / 3, pairs: 3 });
  });

  it("still answers where everyone said the same, and has no decisive share where all tied", () => {
    const result = percentAgreement(
      judgmentsOf([
        [2, 2],
        [2, 2],
      ]),
      none,
    );
    expect(result).toMatchObject({ agreement: 1, decisive: undefined });
    expect(percentAgreement(judgmentsOf([[0], [1]]), none)).toMatchObject({ reason: "one-annotator" });
  });

  it("is what counting every pair gives", () => {
    fc.assert(
      fc.property(cells, (rows) => {
        const pairs = rows.flatMap((row) =>
          row.flatMap((x, i) => row.slice(i + 1).map((y) => [x, y] as const)),
        );
        const both = pairs.filter(([x, y]) => x !== undefined && y !== undefined);
        const result = percentAgreement(judgmentsOf(rows), none);
        if (result.kind === "unknown") {
          expect(both).toHaveLength(0);
          return;
        }
        expect(result.agreement).toBeCloseTo(both.filter(([x, y]) => x === y).length / both.length, 12);
        const decisive = both.filter(([x, y]) => x! < 2 && y! < 2);
        expect(result.decisive?.pairs ?? 0).toBe(decisive.length);
      }),
    );
  });
});

describe("fleissKappa", () => {
  it("gives the golden values", () => {
    const result = fleissKappa(ofCounts(fleissTable, [1, -1, 0]), none);
    if (result.kind === "unknown") throw new Error(result.reason);
    expect(result.observed).toBeCloseTo(0.611111, 6);
    expect(result.expected).toBeCloseTo(0.351852, 6);
    expect(result.kappa).toBeCloseTo(0.4, 12);
    expect(result.judgmentsEach).toBe(3);
  });

  it("lies below nominal α by (1 − κ)/n where every comparison has as many judgments", () => {
    const full = fc.array(fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(full, (rows) => {
        const result = fleissKappa(judgmentsOf(rows), none);
        const alpha = alphaOf(judgmentsOf(rows), "nominal");
        if (result.kind === "unknown") {
          expect(alpha).toBe(result.reason);
          return;
        }
        expect(alpha).toBeCloseTo(result.kappa + (1 - result.kappa) / (3 * rows.length), 10);
      }),
    );
  });

  it("says where numbers of judgments differ, and has an interval", () => {
    const random = createRandom("fleiss");
    const rows = Array.from({ length: 60 }, (_, c) =>
      Array.from({ length: 2 + (c % 2) }, () => random.below(3)),
    );
    const result = fleissKappa(judgmentsOf(rows), { seed: "a", resamples: 300 });
    if (result.kind === "unknown" || result.interval.kind === "unknown") throw new Error("unknown");
    expect(result.judgmentsEach).toBeUndefined();
    expect(result.interval.lower).toBeLessThan(result.kappa);
    expect(result.interval.upper).toBeGreaterThan(result.kappa);
  });
});

describe("cohenKappa", () => {
  const a = [..."AABTBATBAA"];
  const b = [..."ABBTAABBAT"];
  const code = (letter: string) => "ABT".indexOf(letter);

  it("gives the golden values, from the judgments of two", () => {
    const judgments = judgmentsOf(
      a.map((letter, i) => [code(letter), code(b[i]!)]),
      [1, -1, 0],
    );
    const [pair, ...rest] = pairwiseKappa(judgments);
    expect(rest).toEqual([]);
    expect(pair).toMatchObject({ first: 0, second: 1, agreement: { kind: "known", comparisons: 10 } });
    if (pair?.agreement.kind !== "known") throw new Error("unknown");
    expect(pair.agreement.observed).toBeCloseTo(0.6, 12);
    expect(pair.agreement.expected).toBeCloseTo(0.36, 12);
    expect(pair.agreement.kappa).toBeCloseTo(0.375, 12);
  });

  it("says what can be said without overlap and of one outcome", () => {
    expect(cohenKappa(new Float64Array(4))).toMatchObject({ reason: "no-overlap", observed: undefined });
    expect(cohenKappa(Float64Array.of(7, 0, 0, 0))).toMatchObject({ reason: "one-outcome", observed: 1 });
    expect(cohenKappa(Float64Array.of(0, 7, 0, 0))).toMatchObject({
      kind: "known",
      observed: 0,
      expected: 0,
      kappa: 0,
    });
    expect(() => cohenKappa(new Float64Array(5))).toThrow(RangeError);
  });

  it("takes every pair of people who share a comparison", () => {
    fc.assert(
      fc.property(cells, (rows) => {
        const pairs = pairwiseKappa(judgmentsOf(rows));
        const shared = (i: number, j: number) =>
          rows.filter((row) => row[i] !== undefined && row[j] !== undefined).length;
        for (const { first, second, agreement } of pairs) {
          expect(first).toBeLessThan(second);
          expect(agreement.comparisons).toBe(shared(first, second));
          const same = rows.filter((row) => row[first] !== undefined && row[first] === row[second]).length;
          expect(agreement.observed).toBeCloseTo(same / agreement.comparisons, 12);
          if (agreement.kind === "known") expect(agreement.kappa).toBeLessThanOrEqual(1);
        }
        const expected = [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].filter((j) => j > i && shared(i, j) > 0));
        expect(pairs).toHaveLength(expected.length);
      }),
    );
  });
});
