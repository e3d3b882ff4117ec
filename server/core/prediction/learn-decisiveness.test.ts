import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaUnderCurve } from "../estimation/area-under-curve";
import { normalQuantile } from "../estimation/normal-quantile";
import { createRandom } from "../sampling/random";
import { calibrationBins } from "./calibration-bins";
import { crossValidate, penaltyGrid } from "./cross-validate";
import { decisiveProbabilities } from "./decisive-probabilities";
import { type ComparisonTable, featureColumn, planFeatures } from "./decisiveness-features";
import { groupedAreaUnderCurve } from "./grouped-area-under-curve";
import { type JudgedTable, learnDecisiveness } from "./learn-decisiveness";
import { normalScores } from "./normal-scores";
import { promptFolds } from "./prompt-folds";
import { fitRidgeLogistic, logOdds, meanLogLoss } from "./ridge-logistic";

const none = (size: number) => new Array<string | null>(size).fill(null);

interface Simulation {
  size: number;
  metrics: number;
  /** Log-odds of being decisive by the comparison's metrics, in their order. */
  logOdds: (scores: readonly number[]) => number;
  seed: string;
}

/** Comparisons of their own prompts with independent metrics, judged once each. */
function simulate({ size, metrics, logOdds: truth, seed }: Simulation): JudgedTable {
  const random = createRandom(seed);
  const normal = () => normalQuantile(random.next() || 0.5);
  const stratum = new Int32Array(size);
  const columns = Array.from({ length: metrics }, () => Float64Array.from({ length: size }, normal));
  const decisive = Float64Array.from({ length: size }, (_, i) =>
    random.next() < 1 / (1 + Math.exp(-truth(columns.map((column) => column[i]!)))) ? 1 : 0,
  );
  return {
    size,
    metrics: columns.map((values, m) => ({ metric: `m${m}`, scores: normalScores(values, stratum) })),
    groups: { stratum: new Array<string>(size).fill("1"), language: none(size), category: none(size) },
    prompt: Int32Array.from({ length: size }, (_, i) => i),
    decisive,
    judgments: new Float64Array(size).fill(1),
  };
}

describe("learning what is decisive", () => {
  it("beats the best single metric where a combination tells more, and says so with an interval above 0", () => {
    const judged = simulate({
      size: 600,
      metrics: 4,
      logOdds: ([a, b]) => 1.4 * a! - 1.4 * b!,
      seed: "combination",
    });
    const { accuracy, bestMetric, model, calibration } = learnDecisiveness(judged, {
      seed: "1",
      bootstrap: 300,
    });
    expect(accuracy.learned!.auc).toBeGreaterThan(0.8);
    expect(accuracy.single!.auc).toBeLessThan(0.78);
    expect(accuracy.gain!.interval![0]).toBeGreaterThan(0.03);
    expect(bestMetric).toBe("m0");
    const [a, b, c] = model.features.map(({ coefficient }) => coefficient);
    expect(a).toBeGreaterThan(0.8);
    expect(b).toBeLessThan(-0.8);
    expect(Math.abs(c!)).toBeLessThan(0.4);
    for (const { predicted, observed } of calibration)
      expect(Math.abs(predicted - observed)).toBeLessThan(0.12);
  });

  it("finds nothing in noise: the interval covers ½ about as often as it promises", () => {
    let covered = 0;
    let above = 0;
    const runs = 60;
    for (let run = 0; run < runs; run++) {
      const judged = simulate({ size: 120, metrics: 3, logOdds: () => 0.5, seed: `noise ${run}` });
      const [lower, upper] = learnDecisiveness(judged, { seed: "1", bootstrap: 200 }).accuracy.learned!
        .interval!;
      if (lower <= 0.5 && upper >= 0.5) covered++;
      if (lower > 0.5) above++;
    }
    expect(covered / runs).toBeGreaterThanOrEqual(0.85);
    expect(above / runs).toBeLessThanOrEqual(0.1);
  });

  it("never asks a model about a prompt that it has seen", () => {
    // The label is a property of the prompt alone and the prompts' names are in the features: only leakage could tell.
    const size = 200;
    const random = createRandom("prompts");
    const decisiveOf = Array.from({ length: 20 }, () => (random.next() < 0.5 ? 1 : 0));
    const prompt = Int32Array.from({ length: size }, (_, i) => i % 20);
    const judged: JudgedTable = {
      size,
      metrics: [],
      groups: { stratum: none(size), language: none(size), category: none(size) },
      prompt,
      decisive: Float64Array.from(prompt, (p) => decisiveOf[p]!),
      judgments: new Float64Array(size).fill(1),
    };
    const metrics = decisiveOf.map((_, p) => ({
      metric: `prompt ${p}`,
      scores: Float64Array.from(prompt, (own) => (own === p ? 1 : 0)),
    }));
    const { accuracy, metricAucs } = learnDecisiveness({ ...judged, metrics }, { seed: "1", bootstrap: 100 });
    expect(Math.max(...metricAucs.map(({ auc }) => auc!))).toBeLessThan(0.6);
    expect(accuracy.learned!.auc).toBe(0.5);
  });

  it("says nothing of its accuracy where every judgment is decisive, or none is", () => {
    for (const value of [0, 1]) {
      const judged = simulate({ size: 40, metrics: 2, logOdds: () => 0, seed: "one-sided" });
      const learned = learnDecisiveness(
        { ...judged, decisive: new Float64Array(40).fill(value) },
        { seed: "1" },
      );
      expect(learned.accuracy).toEqual({ learned: undefined, single: undefined, gain: undefined });
      const p = decisiveProbabilities(learned.model, judged);
      expect(new Set(p).size).toBe(1);
      expect(Math.abs(p[0]! - value)).toBeLessThan(0.05);
    }
  });

  it("takes shares of decisive judgments as labels and is the same whatever the order of the rows", () => {
    const judged = simulate({ size: 80, metrics: 2, logOdds: ([a]) => a!, seed: "shares" });
    const judgments = judged.decisive.map((_, i) => 1 + (i % 3));
    const decisive = judgments.map((count, i) => Math.min(count, judged.decisive[i]! * 2));
    const table = { ...judged, judgments, decisive };
    const options = { seed: "1", bootstrap: 50 };
    const forward = learnDecisiveness(table, options);
    const backward = learnDecisiveness(reversed(table), options);
    expect(backward.penalty).toBe(forward.penalty);
    expect(backward.accuracy.learned!.auc).toBeCloseTo(forward.accuracy.learned!.auc, 12);
    for (const [j, { coefficient }] of forward.model.features.entries())
      expect(backward.model.features[j]!.coefficient).toBeCloseTo(coefficient, 6);
    expect(forward.judgments).toBe(judgments.reduce((sum, count) => sum + count, 0));
  });

  it("refuses what cannot be cross-validated", () => {
    const judged = simulate({ size: 5, metrics: 1, logOdds: () => 0, seed: "few" });
    expect(() => learnDecisiveness({ ...judged, prompt: new Int32Array(5) }, { seed: "1" })).toThrow(
      /two folds/,
    );
  });
});

function reversed(table: JudgedTable): JudgedTable {
  const { metrics, groups } = table;
  return {
    size: table.size,
    metrics: metrics.map(({ metric, scores }) => ({ metric, scores: scores.slice().reverse() })),
    groups: {
      stratum: [...groups.stratum].reverse(),
      language: [...groups.language].reverse(),
      category: [...groups.category].reverse(),
    },
    prompt: table.prompt.slice().reverse(),
    decisive: table.decisive.slice().reverse(),
    judgments: table.judgments.slice().reverse(),
  };
}

describe("the choice of a penalty", () => {
  it("is what a plain loop over penalties and folds chooses, inside and outside", () => {
    const {
      metrics,
      decisive: label,
      judgments: weight,
      prompt,
    } = simulate({
      size: 90,
      metrics: 3,
      logOdds: ([a]) => 0.7 * a!,
      seed: "penalty",
    });
    const columns = metrics.map(({ scores }) => scores);
    const folds = 3;
    const fold = promptFolds(prompt, folds, "1");
    const choose = (others: number[]) => {
      const losses = penaltyGrid.map((penalty) =>
        others.reduce((sum, held) => {
          const training = weight.map((w, i) => (others.includes(fold[i]!) && fold[i] !== held ? w : 0));
          const test = weight.map((w, i) => (fold[i] === held ? w : 0));
          const eta = logOdds(fitRidgeLogistic({ columns, label, weight: training }, penalty), columns, 90);
          return sum + meanLogLoss(eta, label, test) * test.reduce((total, w) => total + w, 0);
        }, 0),
      );
      return penaltyGrid[losses.indexOf(Math.min(...losses))];
    };
    const shares: number[] = [];
    const { fit, foldFits } = crossValidate({ columns, label, weight }, fold, folds, (share) =>
      shares.push(share),
    );
    expect(fit.penalty).toBe(choose([0, 1, 2]));
    expect(foldFits.map(({ penalty }) => penalty)).toEqual([choose([1, 2]), choose([0, 2]), choose([0, 1])]);
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((one, other) => one - other)).toEqual(shares);
  });

  it("is strong for noise and weak for a clear signal", () => {
    const penaltyOf = (truth: Simulation["logOdds"]) =>
      learnDecisiveness(simulate({ size: 300, metrics: 5, logOdds: truth, seed: "strength" }), {
        seed: "1",
        bootstrap: 0,
      }).penalty;
    expect(penaltyOf(() => 0)).toBe(1);
    expect(penaltyOf(([a]) => 3 * a!)).toBeLessThan(0.1);
  });
});

describe("features", () => {
  const table: ComparisonTable = {
    size: 60,
    metrics: [
      { metric: "whole", scores: Float64Array.from({ length: 60 }, (_, i) => i / 30 - 1) },
      { metric: "gaps", scores: Float64Array.from({ length: 60 }, (_, i) => (i < 12 ? Number.NaN : i)) },
      { metric: "constant", scores: new Float64Array(60) },
      { metric: "empty", scores: new Float64Array(60).fill(Number.NaN) },
    ],
    groups: {
      stratum: Array.from({ length: 60 }, (_, i) => (i < 30 ? "1" : "2")),
      language: Array.from({ length: 60 }, (_, i) => (i < 25 ? "de" : i < 45 ? "en" : null)),
      category: Array.from({ length: 60 }, (_, i) => (i < 19 ? "code" : "rare")),
    },
  };

  it("are those that there is enough for", () => {
    expect(planFeatures(table)).toEqual([
      { kind: "metric", metric: "whole" },
      { kind: "metric", metric: "gaps" },
      { kind: "missing", metric: "gaps" },
      { kind: "stratum", value: "1" },
      { kind: "stratum", value: "2" },
      { kind: "language", value: "de" },
      { kind: "language", value: "en" },
    ]);
  });

  it("put what could not be scored in the middle, and mark it", () => {
    expect(featureColumn({ kind: "metric", metric: "gaps" }, table).slice(10, 14)).toEqual(
      Float64Array.of(0, 0, 12, 13),
    );
    expect(featureColumn({ kind: "missing", metric: "gaps" }, table).slice(10, 14)).toEqual(
      Float64Array.of(1, 1, 0, 0),
    );
    expect(featureColumn({ kind: "language", value: "en" }, table).slice(24, 26)).toEqual(
      Float64Array.of(0, 1),
    );
    expect(() => featureColumn({ kind: "metric", metric: "other" }, table)).toThrow(/no scores of other/);
  });

  it("stand by their place in the group, whatever the unit", () => {
    const values = Float64Array.of(5, 1, 9, 5, Number.NaN, 3, 3);
    const group = Int32Array.of(0, 0, 0, 0, 0, 1, 1);
    const scores = normalScores(values, group);
    // scipy.stats: norm.ppf((rankdata([5, 1, 9, 5]) − .5)/4)
    for (const [i, expected] of [0, -1.15034938, 1.15034938, 0, Number.NaN, 0, 0].entries()) {
      if (Number.isNaN(expected)) expect(scores[i]).toBeNaN();
      else expect(scores[i]).toBeCloseTo(expected, 7);
    }
    expect(
      normalScores(
        values.map((value) => Math.exp(value)),
        group,
      ),
    ).toEqual(scores);
  });
});

describe("folds", () => {
  it("keep prompts together and are of one size", () => {
    const prompts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(prompts, fc.integer({ min: 1, max: 5 }), (list, folds) => {
        const prompt = Int32Array.from(list);
        const fold = promptFolds(prompt, folds, "s");
        const foldOf = new Map<number, number>();
        for (const [i, own] of fold.entries()) {
          expect(foldOf.get(prompt[i]!) ?? own).toBe(own);
          foldOf.set(prompt[i]!, own);
        }
        const sizes = Array.from(
          { length: folds },
          (_, f) => [...foldOf.values()].filter((own) => own === f).length,
        );
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("the area under the curve inside groups", () => {
  it("is the ordinary one where there is one group", () => {
    const cases = fc.array(
      fc.record({
        score: fc.integer({ min: 0, max: 5 }),
        up: fc.integer({ min: 0, max: 2 }),
        down: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(cases, (list) => {
        const score = Float64Array.from(list, (one) => one.score);
        const up = list.map((one) => one.up);
        const down = list.map((one) => one.down);
        const own = groupedAreaUnderCurve(score, new Int32Array(list.length), 1)(up, down);
        const ordinary = areaUnderCurve(score, up, down);
        if (ordinary === undefined) expect(own).toBeUndefined();
        else expect(own).toBeCloseTo(ordinary, 12);
      }),
    );
  });

  it("does not hold cases of different groups against each other", () => {
    const score = Float64Array.of(1, 2, 11, 12);
    const auc = groupedAreaUnderCurve(score, Int32Array.of(0, 0, 1, 1), 2);
    expect(auc([0, 1, 0, 1], [1, 0, 1, 0])).toBe(1);
    expect(auc([1, 0, 0, 1], [0, 1, 1, 0])).toBe(0.5);
    expect(auc([1, 1, 0, 0], [0, 0, 1, 1])).toBeUndefined();
  });
});

describe("calibration", () => {
  it("has bins of equal number, in order of prediction, with weighted means", () => {
    const bins = calibrationBins(
      Float64Array.of(0.9, 0.1, 0.5, 0.3),
      Float64Array.of(1, 0, 1, 0),
      Float64Array.of(1, 1, 1, 3),
      2,
    );
    expect(bins).toEqual([
      { cases: 2, predicted: expect.closeTo(0.25, 12), observed: 0 },
      { cases: 2, predicted: expect.closeTo(0.7, 12), observed: 1 },
    ]);
    expect(calibrationBins(Float64Array.of(0.5), Float64Array.of(1), Float64Array.of(1))).toHaveLength(1);
  });
});
