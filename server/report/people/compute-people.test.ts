import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { krippendorffAlpha } from "@/server/core/agreement/krippendorff-alpha";
import { createRandom } from "@/server/core/sampling/random";
import { notFinite } from "../../testing/not-finite";
import { type TestDraw, type TestOutcome, testReportInput } from "../../testing/report-input";
import { computeReport } from "../compute-report";
import { percent } from "../interval-words";
import { JudgmentGatherer, type ReadJudgment } from "../judgment-columns";
import type { ReportInput } from "../report-input";
import { scoreStratum } from "../scored-stratum";
import { computePeople } from "./compute-people";
import { peopleRows } from "./people-rows";

const peopleOf = (input: ReportInput) => computePeople(input, input.strata.map(scoreStratum));

/** A campaign of one pair whose comparisons were judged as given, all drawn. */
function judged(
  draws: readonly TestDraw[],
  { size = draws.length, ...settings }: Partial<ReportInput["configuration"]> & { size?: number } = {},
): ReportInput {
  const judgmentsPerComparison = Math.max(
    1,
    ...draws.map((draw) => (typeof draw === "string" ? 1 : draw.length)),
  );
  const controlShare = settings.controlShare ?? 0.15;
  return testReportInput([{ size, draws, controlShare }], { judgmentsPerComparison, ...settings });
}

/** The same judgments, each given by whom and how `change` says. */
function rejudged(
  input: ReportInput,
  change: (row: number, comparison: number) => Partial<ReadJudgment>,
): ReportInput {
  const gathered = new JudgmentGatherer();
  const { id, stratum, draw, outcome } = input.judgments;
  const names = ["model_a", "model_b", "tie", "both_good", "both_bad"];
  for (const row of id.keys()) {
    gathered.add({
      id: id[row]!,
      stratum: stratum[row]!,
      draw: draw[row]!,
      outcome: names[outcome[row]!]!,
      annotator: "ana",
      isImported: false,
      side: "a_left",
      durationMs: 10_000,
      isWithdrawn: false,
      ...change(row, draw[row]!),
    });
  }
  const { annotators } = gathered;
  return { ...input, judgments: gathered.take(), annotators, skips: new Int32Array(annotators.length) };
}

function extraOf(judgments: readonly Pick<ReadJudgment, "draw" | "outcome">[]): ReportInput["extra"] {
  const gathered = new JudgmentGatherer();
  for (const [i, judgment] of judgments.entries())
    gathered.add({
      id: 10_000 + i,
      stratum: 0,
      annotator: null,
      isImported: false,
      side: null,
      durationMs: null,
      isWithdrawn: false,
      ...judgment,
    });
  return gathered.take();
}

const repeat = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

describe("agreement", () => {
  const random = createRandom("agreement");
  const kinds: TestOutcome[] = ["model_a", "model_b", "both_good", "both_bad"];
  const draws = Array.from({ length: 300 }, () => {
    const first = kinds[random.below(4)]!;
    return [first, random.next() < 0.6 ? first : kinds[random.below(4)]!];
  });
  const input = judged(draws, { size: 400, controlShare: 0.5 });
  const people = peopleOf(input);

  it("is that of the core, on everything that two judged", () => {
    const { alphaNominal, overlapping, annotators, prompts } = people.all;
    const core = krippendorffAlpha(peopleRows(input, [input.judgments]), "nominal", {
      seed: "test/report/people/all/alpha-nominal",
    });
    expect(core).toMatchObject({ kind: "known", alpha: alphaNominal.value });
    expect(core).toMatchObject({ interval: { lower: alphaNominal.lower, upper: alphaNominal.upper } });
    expect({ overlapping, annotators, prompts }).toEqual({ overlapping: 300, annotators: 2, prompts: 300 });
    expect(people.all.kappa).toMatchObject({ kind: "cohen", reason: null });
    expect(people.all.kappa.value).toBeCloseTo(alphaNominal.value!, 1);
  });

  it("is quoted on the control sample, which is a part of it", () => {
    expect(people.control!.overlapping).toBeGreaterThan(50);
    expect(people.control!.overlapping).toBeLessThan(250);
    const quoted = people.control!.alphaNominal.value!.toFixed(2);
    expect(people.sentences[0]).toBe(
      `Krippendorff's α is ${quoted} (${people.control!.alphaNominal.lower!.toFixed(2)} to ${people.control!.alphaNominal.upper!.toFixed(2)}); two people say the same in ${percent(people.control!.percent.value!)} of cases, on the ${people.control!.overlapping} comparisons of the control sample that two people or more judged.`,
    );
  });

  it("is Fleiss' κ for three people, and leaves out the withdrawn and the given up", () => {
    const three = repeat(40, ["model_a", "model_a", "model_b"] as TestOutcome[]);
    const plain = peopleOf(judged([...three, "unjudgeable"]));
    expect(plain.all).toMatchObject({ overlapping: 40, judgments: 120, kappa: { kind: "fleiss" } });
    const withdrawn = rejudged(judged(three), (row) => ({
      annotator: `p${row % 3}`,
      isWithdrawn: row % 3 === 2,
    }));
    expect(peopleOf(withdrawn).all).toMatchObject({ overlapping: 40, judgments: 80, annotators: 2 });
  });

  it("is told by language and category where 30 comparisons were judged twice", () => {
    const slices = [
      { by: "language" as const, value: "de", prompts: Int32Array.from({ length: 100 }, (_, i) => i) },
      { by: "category" as const, value: "rare", prompts: Int32Array.of(1, 2, 3) },
      { by: "tag" as const, tag: "t", value: "x", prompts: Int32Array.from({ length: 200 }, (_, i) => i) },
    ];
    const sliced = peopleOf({ ...input, prompts: { ...input.prompts, slices } });
    expect(sliced.slices.map(({ value }) => value)).toEqual(["de"]);
    expect(sliced.slices[0]!.overlapping).toBeGreaterThanOrEqual(30);
    expect(sliced.slices[0]!.alphaNominal.value).not.toBeNull();
  });

  it("counts one person's second judgment of a comparison, as imports may hold, for none", () => {
    const twice = rejudged(judged(repeat(20, ["model_a", "model_b"] as TestOutcome[])), () => ({
      annotator: "one",
      isImported: true,
    }));
    expect(peopleOf(twice).all).toMatchObject({ judged: 20, overlapping: 0 });
    expect(peopleOf(twice).annotators).toMatchObject([{ label: "one", isImported: true, judgments: 20 }]);
  });

  it("says plainly that it cannot be measured, and how to get it", () => {
    const once = peopleOf(judged(repeat(20, ["model_a"] as TestOutcome[])));
    expect(once.sentences[0]).toMatch(/^How far annotators agree cannot be measured\. One person judged/);
    const two = rejudged(judged(repeat(20, ["model_a"] as TestOutcome[])), (row) => ({
      annotator: `p${row % 2}`,
    }));
    expect(peopleOf(two).sentences[0]).toMatch(/No comparison of it was judged by two people\. It takes two/);
    expect(peopleOf(two).sentences[0]).toMatch(/set two judgments per comparison next time/);
    expect(peopleOf(two).weighted).toEqual({
      pairs: [],
      reason: "No comparison of it was judged by two people.",
    });
  });

  it("has no control sample in explore mode, nor without a control arm", () => {
    expect(peopleOf({ ...input, configuration: { ...input.configuration, mode: "explore" } })).toMatchObject({
      control: null,
      controlReason: "Explore mode has no control sample.",
    });
    const none = peopleOf(judged(draws, { controlShare: 0 }));
    expect(none).toMatchObject({ control: null, controlReason: expect.stringMatching(/no control arm/) });
    expect(none.sentences[1]).toMatch(/chosen by the order, for which α is rather too high/);
  });
});

describe("each annotator", () => {
  const random = createRandom("people");
  const draws = Array.from({ length: 200 }, (): TestOutcome[] =>
    repeat(3, null).map(() =>
      random.next() < 0.2 ? "both_good" : random.next() < 0.5 ? "model_a" : "model_b",
    ),
  );
  // The third of every three always prefers the left side.
  const input = rejudged(judged(draws), (row) => {
    const side = random.next() < 0.5 ? "a_left" : "b_left";
    const isThird = row % 3 === 2;
    const left = side === "a_left" ? "model_a" : "model_b";
    return {
      annotator: ["ana", "ben", "eva"][row % 3]!,
      side,
      durationMs: isThird ? 2_000 : 8_000 + 10 * (row % 7),
      ...(isThird ? { outcome: left } : {}),
    };
  });
  input.skips.set([0, 50, 0]);
  const people = peopleOf(input);
  const row = (label: string) => people.annotators.find((one) => one.label === label)!;

  it("has sides in screen space, pace, skips and outcomes", () => {
    expect(row("eva")).toMatchObject({
      judgments: 200,
      sides: { left: 200, right: 0, ties: 0, leftRate: { value: 1, of: 200, upper: 1 } },
      medianActiveMs: 2_000,
      skips: 0,
    });
    expect(row("eva").sides.leftRate.lower).toBeGreaterThan(0.97);
    expect(row("ben").skipRate).toMatchObject({ value: 0.2, of: 250 });
    expect(row("ana").sides.leftRate.value).toBeGreaterThan(0.4);
    expect(row("ana").sides.leftRate.value).toBeLessThan(0.6);
    const { outcomes, sides } = row("ana");
    expect(outcomes.both_good).toBe(sides.ties);
    expect(outcomes.model_a + outcomes.model_b).toBe(sides.left + sides.right);
    expect(row("eva").distribution.p).toBeLessThan(0.001);
    expect(row("eva").gold).toMatchObject({ value: null, reason: expect.stringMatching(/known outcome/) });
    expect(row("eva").repeats).toMatchObject({ repeats: 0, same: { value: null } });
  });

  it("is called unusual in words that accuse nobody, and only who is", () => {
    expect(row("eva").unusual).toMatchObject({
      isUnusual: true,
      sentence: "Unusual, more often than chance for the left side: look at their judgments.",
    });
    expect(row("eva").unusual.p).toBeLessThan(0.001);
    expect([row("ana"), row("ben")].map(({ unusual }) => unusual.isUnusual)).toEqual([false, false]);
    expect(people.sentences).toContainEqual(
      expect.stringMatching(/^1 annotator of 3 tested judges unlike the others/),
    );
    expect(people.sentences.join(" ")).not.toMatch(/\bbad\b|careless annotator|cheat/);
  });

  it("is seldom called unusual who judges like the others", () => {
    let called = 0;
    const people = 40;
    for (let run = 0; run < 10; run++) {
      const chance = createRandom(`alike ${run}`);
      const all = Array.from({ length: people * 50 }, (): TestOutcome[] => [
        chance.next() < 0.3 ? "both_good" : chance.next() < 0.6 ? "model_a" : "model_b",
      ]);
      const alike = rejudged(judged(all), (n) => ({
        annotator: `p${n % people}`,
        side: chance.next() < 0.5 ? "a_left" : "b_left",
      }));
      called += peopleOf(alike).annotators.filter(({ unusual }) => unusual.isUnusual).length;
    }
    // 400 people, of whom one in twenty at most; three standard errors more would be .08.
    expect(called / (10 * people)).toBeLessThan(0.08);
  });

  it("leans together to the left, and the report says so", () => {
    const { left, right, leftRate } = people.sides;
    expect(leftRate.value).toBeCloseTo(left / (left + right), 12);
    expect(people.sentences).toContainEqual(
      expect.stringMatching(/together the annotators lean to the left/),
    );
  });

  it("is looked at only after some judgments, and beside others", () => {
    const few = rejudged(judged(repeat(2, ["model_a", "model_b"] as TestOutcome[])), (n) => ({
      annotator: `p${n % 2}`,
    }));
    for (const { unusual } of peopleOf(few).annotators)
      expect(unusual).toMatchObject({
        p: null,
        sentence: expect.stringMatching(/^Too few judgments: the first look is at the \d+(st|nd|rd|th)\.$/),
      });
    const alone = peopleOf(judged(repeat(30, ["model_a"] as TestOutcome[])));
    // Alone, sides can still be looked at: fair coins put them there.
    expect(alone.annotators[0]!.unusual.p).not.toBeNull();
  });

  it("has no side where none was recorded, as of imported judgments", () => {
    const imported = rejudged(input, (n) => ({
      annotator: `old ${n % 3}`,
      isImported: true,
      side: null,
      durationMs: null,
    }));
    for (const { sides, medianActiveMs, isImported } of peopleOf(imported).annotators)
      expect({ ...sides, medianActiveMs, isImported }).toMatchObject({
        left: 0,
        right: 0,
        medianActiveMs: null,
        isImported: true,
        leftRate: { value: null },
      });
  });

  it("is compared with themselves where a comparison came twice", () => {
    const first = rejudged(judged(repeat(10, ["model_a"] as TestOutcome[])), () => ({ side: "a_left" }));
    const second = rejudged(first, (n) => ({ side: "b_left", outcome: n < 4 ? "model_b" : "model_a" }));
    const { repeats } = peopleOf({ ...first, repeats: second.judgments });
    expect(repeats).toMatchObject({
      repeats: 10,
      same: { value: 0.6, of: 10 },
      followedSide: { value: 0.4 },
    });
  });
});

describe("the reliability-weighted result", () => {
  // Three who agree and one who judges by coin: nine comparisons of ten are won by a.
  const random = createRandom("weights");
  const draws = Array.from({ length: 300 }, (_, i): TestOutcome[] => {
    const truth = i % 10 === 0 ? "model_b" : "model_a";
    return [truth, truth, random.next() < 0.5 ? "model_a" : "model_b"];
  });
  const input = judged(draws);
  const { weighted, annotators } = peopleOf(input);

  it("stands beside the unweighted one of the same comparisons, and never in its place", () => {
    const [pair] = weighted.pairs;
    expect(pair).toMatchObject({ modelA: "alpha", modelB: "beta", comparisons: 300 });
    const closed = computeReport(input).pairs[0]!;
    expect(pair!.unweighted.winRate).toBeCloseTo(closed.judged.winRate!.value, 12);
    expect(pair!.weighted.winRate).toBeCloseTo(0.9, 2);
    expect(closed.winRate.value).toBeCloseTo(pair!.unweighted.winRate, 12);
  });

  it("knows who judges by coin", () => {
    const [sure, , coin] = ["annotator 1", "annotator 2", "annotator 3"].map(
      (label) => annotators.find((row) => row.label === label)!.reliability!,
    );
    expect(sure).toBeGreaterThan(0.95);
    expect(coin).toBeLessThan(0.6);
  });
});

describe("a large campaign", () => {
  it("weighs every second, third … comparison alone, says so, and shows both results of the same ones", () => {
    const random = createRandom("large");
    const draws = Array.from({ length: 30_000 }, (): TestOutcome[] => {
      const truth = random.next() < 0.6 ? "model_a" : "model_b";
      return [truth, random.next() < 0.8 ? truth : "both_bad"];
    });
    const { weighted } = peopleOf(judged(draws));
    expect(weighted.reason).toMatch(/^Of every 2nd closed comparison\./);
    expect(weighted.pairs[0]!.comparisons).toBe(15_000);
    expect(weighted.pairs[0]!.unweighted.winRate).toBeCloseTo(0.59, 1);
  });
});

describe("extra judgments", () => {
  // "Ask a third when two differ", with a preferred in seven judgments of ten: 490, 420 and 90 of 1,000.
  const draws: TestOutcome[][] = [
    ...repeat(490, ["model_a", "model_a"] as TestOutcome[]),
    ...repeat(90, ["model_b", "model_b"] as TestOutcome[]),
    ...repeat(420, ["model_a", "model_b"] as TestOutcome[]),
  ];
  const third = repeat(420, null).map((_, i) => ({
    draw: 580 + i,
    outcome: i < 294 ? "model_a" : "model_b",
  }));
  const input = judged(draws, { extraUpTo: 3 });
  const asked: ReportInput = { ...input, extra: extraOf(third) };

  it("would move the mean from .40 to .456 and move no estimate", () => {
    const naive = draws.map((draw, t) => {
      const all = [...draw, ...third.filter((row) => row.draw === t).map(({ outcome }) => outcome)];
      return all.reduce((sum, outcome) => sum + (outcome === "model_a" ? 1 : -1), 0) / all.length;
    });
    expect(naive.reduce((sum, s) => sum + s, 0) / 1000).toBeCloseTo(0.456, 12);

    const { people, methods, ...rest } = computeReport(asked);
    const { people: before, methods: methodsBefore, ...unasked } = computeReport(input);
    expect(methods.startsWith(methodsBefore)).toBe(true);
    expect(methods).toMatch(
      /420 extra judgments were asked for .* they decide labels and are in no estimate\.$/,
    );
    expect(2 * rest.pairs[0]!.winRate.value! - 1).toBeCloseTo(0.4, 12);
    expect(rest).toEqual(unasked);
    const { extra: _, ...main } = people!;
    const { extra: __, ...mainBefore } = before!;
    expect(main).toEqual(mainBefore);
  });

  it("are shown apart, with the labels that they make", () => {
    const { extra } = computeReport(asked).people!;
    expect(extra).toMatchObject({ upTo: 3, judgments: 420, comparisons: 420, lastJudgmentId: 10_419 });
    expect(extra!.pairs).toEqual([
      {
        modelA: "alpha",
        modelB: "beta",
        comparisons: 420,
        before: { model_a: 0, model_b: 0, tie: 0, none: 420 },
        after: { model_a: 294, model_b: 126, tie: 0, none: 0 },
        changed: 420,
      },
    ]);
  });

  it("are among the others in one agreement, which says so", () => {
    const named = asked.extra.annotator.fill(2);
    const annotators = [...asked.annotators, { label: "mem_third", isImported: false }];
    const people = peopleOf({
      ...asked,
      annotators,
      skips: new Int32Array(3),
      extra: { ...asked.extra, annotator: named },
    });
    expect(people.extra!.agreement).toMatchObject({ judgments: 2420, annotators: 3 });
    expect(people.all).toMatchObject({ judgments: 2000, annotators: 2 });
    expect(people.annotators.find(({ label }) => label === "mem_third")).toMatchObject({
      judgments: 0,
      extra: 420,
    });
  });

  it("are nothing where none was asked for", () => {
    expect(computeReport(judged(draws)).people!.extra).toBeNull();
    expect(computeReport(input).people!.extra).toMatchObject({ judgments: 0, pairs: [] });
  });
});

describe("degenerate campaigns", () => {
  const outcome = fc.constantFrom<TestOutcome>("model_a", "model_b", "both_good", "both_bad");
  const fate: fc.Arbitrary<TestDraw> = fc.oneof(
    fc.array(outcome, { minLength: 2, maxLength: 2 }),
    fc.constantFrom<TestDraw>("open", "unjudgeable"),
  );
  const cases: Record<string, TestDraw[]> = {
    "nothing judged": repeat(3, "open"),
    "one judgment": [["model_a"]],
    "one comparison judged twice": [["model_a", "model_b"]],
    "all ties": repeat(12, ["both_good", "both_good"]),
    "one annotator": repeat(12, ["model_a"]),
    "all given up": repeat(3, "unjudgeable"),
  };

  it.each(Object.entries(cases))("say what can be said: %s", (_, draws) => {
    const people = peopleOf(judged(draws, { size: draws.length + 2 }));
    expect(notFinite(people)).toEqual([]);
    expect(people.sentences.length).toBeGreaterThan(0);
    expect(people.sentences.join(" ")).not.toMatch(/NaN|undefined|null|Infinity/);
    const { all } = people;
    for (const measure of [all.alphaNominal, all.alphaInterval, all.percent, all.kappa])
      expect(measure.value === null && measure.reason === null).toBe(false);
  });

  it("hold no number that is none, whatever was judged by whomever", () => {
    fc.assert(
      fc.property(
        fc.array(fate, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 4 }),
        (draws, people) => {
          const input = rejudged(judged(draws, { judgmentsPerComparison: 2 }), (row) => ({
            annotator: `p${row % people}`,
            isImported: row % people === 0,
            side: row % 3 === 0 ? null : "b_left",
            durationMs: row % 4 === 0 ? null : row,
          }));
          expect(notFinite(peopleOf(input))).toEqual([]);
          expect(peopleOf(input)).toEqual(peopleOf(input));
        },
      ),
      { numRuns: 60 },
    );
  });
});
