import { describe, expect, it } from "vitest";
import { lure } from "@/server/core/estimation/lure";
import { notFinite } from "../testing/not-finite";
import { type TestDraw, type TestStratum, testReportInput, testStratum } from "../testing/report-input";
import { canonicalJson } from "./canonical-json";
import { computePairs } from "./compute-pairs";
import { computeReport } from "./compute-report";
import { drawPlots } from "./plots/draw-plots";
import type { ReportInput } from "./report-input";
import type { ReportPair } from "./schemas";
import { scoreStratum } from "./scored-stratum";

/** Five comparisons, three of them drawn with the probabilities of the golden LURE example. */
function handInput(draws: readonly TestDraw[], planned = 3): ReportInput {
  const input = testReportInput([{ size: 5, planned, draws }]);
  const stratum = input.strata[0] as ReportInput["strata"][number];
  stratum.q.set([0.3, 0.25, 0.5].slice(0, draws.length));
  stratum.largestInverse.fill(5);
  return input;
}

function onlyPair(input: ReportInput): ReportPair {
  const { pairs } = computeReport(input);
  expect(pairs).toHaveLength(1);
  return pairs[0] as ReportPair;
}

const decisive = (winShare: number, tieShare = 0) => ({
  fate: (_: number, random: () => number): TestDraw => {
    if (random() < tieShare) return ["both_good"];
    return [random() < winShare ? "model_a" : "model_b"];
  },
});

describe("a tiny campaign, by hand", () => {
  const pair = onlyPair(handInput([["model_a"], ["both_good"], ["model_b"]]));

  it("has the LURE win rate with its fixed-n interval", () => {
    // v = 5/6, 1, 2/3: margin (5/6 − 2/3)/3 = 1/18
    expect(pair.winRate.value).toBeCloseTo((1 + 1 / 18) / 2, 12);
    expect(pair.winRate.se).toBeCloseTo(0.137212, 5);
    expect(pair.winRate.interval).toMatchObject({ kind: "fixed-n", confidence: 0.95 });
    // Three draws, so t with 2 degrees of freedom: 4.303 · .137 each way, and a rate has ends.
    expect(pair.winRate.interval).toMatchObject({ lower: 0, upper: 1 });
    expect(pair.winRate.estimateKind).toBe("fixed-n");
  });

  it("has weighted rates of the whole set", () => {
    expect(pair.tieRate.value).toBeCloseTo(1 / 3, 12);
    expect(pair.bothGoodRate.value).toBeCloseTo(1 / 3, 12);
    expect(pair.bothBadRate.value).toBe(0);
    // No tick of variance in "both bad": no interval, rather than one of no width.
    expect(pair.bothBadRate.interval).toBeNull();
    expect(pair.decisiveWinRate.value).toBeCloseTo(5 / 6 / (5 / 6 + 2 / 3), 12);
  });

  it("says why kinds of ties add up to more than the ties, where weights make them do so", () => {
    const input = handInput([["both_good"], ["both_bad"], ["both_good"]]);
    input.strata[0]!.q.set([0.1, 0.1, 0.2]);
    const { notes, pairs } = computeReport(input);
    expect(pairs[0]!.tieRate.value).toBe(1);
    // v = 3/2, 2, 5/3
    expect(pairs[0]!.bothBadRate.value).toBeCloseTo(2 / 3, 12);
    expect(notes.join(" ")).toContain("add up to more than the ties");
    expect(
      computeReport(handInput([["both_good"], ["both_bad"], ["model_a"]])).notes.join(" "),
    ).not.toContain("add up");
  });

  it("has effective sample size and largest weight", () => {
    expect(pair.effectiveSampleSize).toBeCloseTo(2.92208, 5);
    expect(pair.largestWeight).toBeCloseTo(1, 12);
  });

  it("counts the judged apart", () => {
    expect(pair.judged.outcomes).toEqual({ model_a: 1, model_b: 1, tie: 0, both_good: 1, both_bad: 0 });
    expect(pair.judged.winRate?.value).toBe(0.5);
    expect(pair.judged.tieRate?.value).toBeCloseTo(1 / 3, 12);
  });

  it("is not decided, and says so", () => {
    expect(pair.verdict.kind).toBe("undecided");
    expect(pair.verdict.sentence).toMatch(/^Undecided: alpha's win rate of 52\.8\s%/);
    expect(pair.verdict.sentence).toContain("covers 50\u00a0%");
  });
});

describe("the closed prefix", () => {
  it("alone is estimated, and open draws give worst-case bounds", () => {
    const pair = onlyPair(handInput([["model_a"], "open", ["model_b"]]));
    expect(pair).toMatchObject({ closedPrefix: 1, completedBeyondPrefix: 1, open: 1 });
    // One draw of five: v = 1/(5 · 0.3)
    expect(pair.winRate.value).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(pair.winRate.interval?.kind).toBe("confidence-sequence");
    expect(pair.winRate.intervalNote).toMatch(/^Draws are still open\./);
    // All three draws, the open one lost or won: (5/6 ∓ 1 − 2/3)/3
    expect(pair.winRate.worstCase?.lower).toBeCloseTo((1 + (5 / 6 - 1 - 2 / 3) / 3) / 2, 12);
    expect(pair.winRate.worstCase?.upper).toBeCloseTo((1 + (5 / 6 + 1 - 2 / 3) / 3) / 2, 12);
  });

  it("leaves unjudgeable draws out of target and estimate", () => {
    const pair = onlyPair(handInput([["model_a"], "unjudgeable", ["model_b"]]));
    expect(pair.closedPrefix).toBe(3);
    expect(pair.winRate.value).toBeCloseTo((1 + (5 / 6 - 2 / 3) / (5 / 6 + 2 / 3)) / 2, 12);
    expect(pair.judged.comparisons).toBe(2);
  });

  it("is printed without a fixed-n interval after the budget was raised", () => {
    const input = handInput([["model_a"], ["both_good"], ["model_b"]]);
    input.configuration.budget = 3;
    input.configuration.budgetAtLaunch = 2;
    const { winRate, tieRate } = onlyPair(input);
    expect(winRate.interval?.kind).toBe("confidence-sequence");
    expect(winRate.se).toBeNull();
    expect(winRate.estimateKind).toBe("adaptive-stop");
    expect(tieRate.interval).toBeNull();
    expect(tieRate.intervalNote).toMatch(/A fixed-n interval would not hold/);
  });
});

describe("strata", () => {
  const languages = ["en", "ar"];
  const input = testReportInput(
    languages.map((routingGroup, i) => ({
      routingGroup,
      size: 60 + 40 * i,
      planned: 30,
      draws: { count: 30, ...decisive(0.7 - 0.4 * i, 0.3) },
    })),
    { routing: "language" },
  );
  const pair = onlyPair(input);

  it("are combined by size from the core's own estimates", () => {
    const thetas = input.strata.map(({ size, q, outcomes, drawn }) => {
      const s = Float64Array.from(
        { length: drawn },
        (_, t) => (outcomes[5 * t] as number) - (outcomes[5 * t + 1] as number),
      );
      return lure({ N: size, q, s }).theta as number;
    });
    const theta = (60 / 160) * (thetas[0] as number) + (100 / 160) * (thetas[1] as number);
    expect(pair.winRate.value).toBeCloseTo((1 + theta) / 2, 12);
    expect(pair.groups.map(({ winRate }) => winRate.value)).toEqual(thetas.map((value) => (1 + value) / 2));
  });

  it("are shown each, with their own draws", () => {
    expect(pair.groups.map(({ routingGroup, size }) => [routingGroup, size])).toEqual([
      ["en", 60],
      ["ar", 100],
    ]);
  });

  it("that nobody judged leave the pair without an estimate, with the reason", () => {
    const half = testReportInput(
      languages.map((routingGroup, i) => ({
        routingGroup,
        size: 20,
        planned: 5,
        draws: i === 0 ? { count: 5, ...decisive(0.5) } : [],
      })),
      { routing: "language" },
    );
    const { winRate, verdict, decisiveWinRate } = onlyPair(half);
    expect(winRate.value).toBeNull();
    expect(winRate.reason).toBe("No draw is closed yet in ar.");
    expect(decisiveWinRate.value).toBeNull();
    expect(verdict.kind).toBe("not-enough");
  });
});

describe("the whole set judged", () => {
  it("is given without sampling error", () => {
    const draws = Array.from({ length: 6 }, (_, i): TestDraw => [i < 4 ? "model_b" : "model_a"]);
    const { winRate, verdict } = onlyPair(testReportInput([{ size: 6, draws }]));
    expect(winRate).toMatchObject({ se: 0, estimateKind: "whole-pool" });
    expect(winRate.value).toBeCloseTo(1 / 3, 12);
    expect(verdict.leader).toBe("beta");
    expect(verdict.sentence).toBe(
      "Decided: beta is ahead of alpha, win rate 66.7\u00a0% of the whole set (all 6 comparisons judged).",
    );
  });

  it("may be level", () => {
    const draws: TestDraw[] = [["model_a"], ["model_b"], ["tie"]];
    const { verdict } = onlyPair(testReportInput([{ size: 3, draws }], { outcomes: "three" }));
    expect(verdict.kind).toBe("level");
  });
});

describe("explore mode", () => {
  const input = testReportInput([{ size: 50, draws: { count: 20, ...decisive(0.8, 0.2) } }], {
    mode: "explore",
  });
  for (const stratum of input.strata) {
    stratum.q.fill(0);
    stratum.largestInverse.fill(0);
  }
  const content = computeReport(input);

  it("estimates nothing beyond the judged", () => {
    const pair = content.pairs[0] as ReportPair;
    expect(content.scope).toBe("judged-subset");
    for (const key of ["winRate", "decisiveWinRate", "tieRate", "bothGoodRate", "bothBadRate"] as const)
      expect(pair[key]).toMatchObject({ value: null, interval: null, se: null });
    expect(pair.order).toBeNull();
    expect(content.order).toBeNull();
    expect(pair.winRate.reason).toMatch(/strict order/);
    expect(pair.judged.winRate?.value).toBeGreaterThan(0.5);
    expect(pair.verdict.kind).toBe("judged-subset-only");
    expect(pair.verdict.sentence).toContain("says nothing about the others");
    expect(content.notes[0]).toMatch(/^Explore mode/);
  });

  it("claims no weighted method", () => {
    expect(content.versions.methods).toEqual([
      "wilson",
      "tie-rate-curve",
      "krippendorff-alpha",
      "percent-agreement",
      "cohen-kappa",
      "fleiss-kappa",
      "anomaly-test",
      "one-coin-dawid-skene",
    ]);
    expect(content.methods).not.toContain("LURE");
  });
});

describe("degenerate data", () => {
  const all = (fate: TestDraw, n: number) => Array.from({ length: n }, () => fate);
  const cases: Record<string, readonly TestStratum[]> = {
    "no strata": [],
    "nothing drawn": [{ size: 10, planned: 5, draws: [] }],
    "nothing planned": [{ size: 10, planned: 0, draws: [] }],
    "one judgment": [{ size: 10, planned: 5, draws: [["model_a"]] }],
    "one comparison": [{ size: 1, draws: [["both_bad"]] }],
    "all open": [{ size: 10, planned: 5, draws: all("open", 5) }],
    "all unjudgeable": [{ size: 10, planned: 5, draws: all("unjudgeable", 5) }],
    "the whole set unjudgeable": [{ size: 4, draws: all("unjudgeable", 4) }],
    "all ties": [{ size: 10, planned: 5, draws: all(["both_good"], 5) }],
    "the whole set tied": [{ size: 5, draws: all(["both_bad"], 5) }],
    "all wins": [{ size: 10, planned: 5, draws: all(["model_a"], 5) }],
    "no control arm": [{ size: 10, planned: 5, controlShare: 0, draws: all(["model_b"], 5) }],
  };

  it.each(Object.entries(cases))("%s: every number is finite or null with a reason", (name, strata) => {
    for (const mode of ["measure", "explore"] as const) {
      for (const routing of ["none", "language"] as const) {
        const controlShare = name === "no control arm" ? 0 : 0.15;
        const content = computeReport(testReportInput(strata, { mode, routing, controlShare }));
        expect(notFinite(content)).toEqual([]);
        expect(() => canonicalJson(content)).not.toThrow();
        expect(JSON.stringify(content)).not.toMatch(/NaN|Infinity|undefined/);
        for (const { winRate, decisiveWinRate, tieRate, verdict } of content.pairs) {
          for (const estimate of [winRate, decisiveWinRate, tieRate])
            if (estimate.value === null) expect(estimate.reason).toMatch(/\w.*\.$/);
          expect(verdict.sentence).toMatch(/\w.*\.$/);
        }
        const plots = drawPlots(content);
        expect(JSON.stringify(plots)).not.toMatch(/NaN|Infinity/);
      }
    }
  });

  it("equal scores make no interval of width nothing", () => {
    const { winRate, verdict } = onlyPair(testReportInput(cases["all ties"] as TestStratum[]));
    expect(winRate.value).toBeCloseTo(0.5, 12);
    expect(winRate.interval?.kind).toBe("confidence-sequence");
    expect((winRate.interval?.upper ?? 0) - (winRate.interval?.lower ?? 0)).toBeGreaterThan(0.3);
    expect(verdict.kind).toBe("undecided");
  });

  it("an estimate beyond 100 % is given at its end and says so", () => {
    const input = handInput([["model_a"], ["model_a"], ["model_a"]]);
    input.strata[0]?.q.set([0.05, 0.05, 0.05]);
    const { winRate } = onlyPair(input);
    expect(winRate.value).toBe(1);
    expect(winRate.estimateNote).toContain("beyond");
  });
});

describe("verdicts", () => {
  const size = 80;
  // Every second comparison by utility goes to either model: the set's margin is exactly 0.
  const levelSet = (rank: number): TestDraw => [
    Math.round(rank * size - 0.5) % 2 === 0 ? "model_a" : "model_b",
  ];

  it.each(["fixed-n", "confidence-sequence"] as const)(
    "by %s call one of three level pairs ahead in at most 5 % of campaigns",
    (kind) => {
      const runs = 200;
      let wrong = 0;
      for (let run = 0; run < runs; run++) {
        const strata = ["x", "y", "z"].map((modelB, i) =>
          testStratum(
            {
              modelB,
              size,
              planned: kind === "fixed-n" ? 30 : 40,
              seed: `verdict/${run}/${modelB}`,
              draws: { count: 30, fate: levelSet },
            },
            i + 1,
          ),
        );
        const pairs = computePairs(strata.map(scoreStratum), testReportInput([]).configuration);
        expect(new Set(pairs.map(({ winRate }) => winRate.interval?.kind))).toEqual(new Set([kind]));
        if (pairs.some(({ verdict }) => verdict.kind === "ahead")) wrong++;
      }
      expect(wrong / runs).toBeLessThan(0.05 + 2.5 * Math.sqrt((0.05 * 0.95) / runs));
    },
    20_000,
  );
});

describe("what the order is worth", () => {
  const tiesFall = (rank: number, random: () => number): TestDraw =>
    random() < 0.9 * (1 - rank) ? ["both_good"] : ["model_a"];

  it("is measured against the control sample", () => {
    const content = computeReport(
      testReportInput([{ size: 1000, planned: 500, draws: { count: 500, fate: tiesFall } }]),
    );
    const { order } = content;
    expect(order?.ranked.comparisons).toBe(200);
    expect(order?.tieRateDifference?.upper).toBeLessThan(0);
    const coins = content.pairs[0]?.order?.control.comparisons ?? 0;
    expect(coins).toBeGreaterThan(40);
    expect(coins).toBeLessThan(120);
    expect(content.pairs[0]?.order?.controlWinRate?.value).toBeGreaterThan(0.5);
  });

  it("has a tie-rate curve that leaves its null band at both ends", () => {
    const { tieRateByPercentile } = computeReport(
      testReportInput([{ size: 1000, planned: 500, draws: { count: 500, fate: tiesFall } }]),
    );
    const { bins } = tieRateByPercentile;
    expect(bins[0]?.tieRate).toBeLessThan(bins[0]?.nullLower ?? 0);
    expect(bins[9]?.tieRate).toBeGreaterThan(bins[9]?.nullUpper ?? 1);
  });
});

it("names in its methods the confidence sequence that its intervals are of", () => {
  const draws = { count: 30, ...decisive(0.6, 0.2) };
  const weighted = testReportInput([{ size: 60, planned: 40, draws, isEven: false }], { preset: "uniform" });
  const stratum = weighted.strata[0] as ReportInput["strata"][number];
  const { size } = stratum;
  const even = {
    ...stratum,
    q: stratum.q.map((_, t) => 1 / (size - t)),
    largestInverse: stratum.q.map((_, t) => (size - t) / size),
  };
  // As if the order had been replaced after ten draws.
  const replaced = {
    ...stratum,
    q: stratum.q.map((q, t) => (t < 10 ? (even.q[t] as number) : q)),
    largestInverse: stratum.q.map((q, t) => (t < 10 ? (size - t) / size : 40 / (size * q))),
  };
  // Even weights are no even order where slices have a least share, or a ranked order took over.
  for (const [strata, kind, words] of [
    [[stratum], "weighted", /are weighted confidence sequences \(after Shekhar/],
    [[even], "betting", /are betting confidence sequences \(Waudby-Smith/],
    [
      [replaced],
      "betting-then-weighted",
      /are betting .* where the order was even, and after it was replaced/,
    ],
    [
      [even, { ...stratum, stratum: 2, modelB: "gamma" }],
      "betting",
      /are betting confidence sequences .* where the order was even, else weighted/,
    ],
  ] as const) {
    const { pools, judgments } = testReportInput(strata.map(() => ({ size: 60, planned: 40, draws })));
    const content = computeReport({ ...weighted, strata: [...strata], pools, judgments });
    expect(content.pairs[0]!.stop!.sequence).toBe(kind);
    expect(content.methods).toMatch(words);
  }
});

it("gives equal data equal content, and another draw another", () => {
  const input = () =>
    testReportInput([{ size: 40, planned: 20, draws: { count: 20, ...decisive(0.6, 0.2) } }]);
  const first = canonicalJson(computeReport(input()));
  expect(canonicalJson(computeReport(input()))).toBe(first);
  const other = input();
  const { outcomes } = other.strata[0] as ReportInput["strata"][number];
  outcomes.set([outcomes[1] as number, outcomes[0] as number], 0);
  outcomes.set([0, 0, 0, 0, 1], 5);
  expect(canonicalJson(computeReport(other))).not.toBe(first);
});
