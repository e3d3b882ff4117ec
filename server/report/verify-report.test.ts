import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonReport } from "@/server/writers/json-report";
import { sha256 } from "../ids";
import { withCompletions } from "../testing/counted-completions";
import { type TestDraw, testReportInput } from "../testing/report-input";
import { canonicalJson } from "./canonical-json";
import { computeReport } from "./compute-report";
import { countJudgments } from "./count-judgments";
import { inputFromJson, inputToJson } from "./input-json";
import { ledgerHash } from "./ledger-hash";
import { computeParts } from "./parts/compute-parts";
import type { ReportInput } from "./report-input";
import { verifyReport } from "./verify-report";

function someInput(settings: Partial<ReportInput["configuration"]> = {}): ReportInput {
  const fate = (rank: number, random: () => number): TestDraw =>
    random() < 0.05 ? "unjudgeable" : [random() < rank ? "model_a" : "both_good"];
  const strata = [
    { size: 60, draws: { count: 30, fate } },
    { size: 40, modelB: "gamma", draws: { count: 20, fate } },
  ];
  const input = testReportInput(strata, settings);
  return {
    ...input,
    counts: { ...input.counts, ...countJudgments(input.judgments) },
    ledger: { hash: ledgerHash(input), lastJudgmentId: input.judgments.id.at(-1) as number },
  };
}

function exported(input: ReportInput) {
  const content = computeReport(input);
  const hash = sha256(canonicalJson(content));
  return JSON.parse(jsonReport({ reportId: "rep_1", hash, createdAt: 0, content }, inputToJson(input)));
}

const failing = (file: unknown) =>
  verifyReport(file)
    .checks.filter(({ holds }) => holds === false)
    .map(({ found }) => found);

describe("a report's file", () => {
  it("holds as it was exported", () => {
    const verified = verifyReport(exported(someInput()));
    expect(verified.checks).toHaveLength(4);
    expect(verified.holds).toBe(true);
  });

  it.each<[string, (file: ReturnType<typeof exported>) => void]>([
    ["a number of the content", (file) => (file.content.pairs[0].winRate.value += 1e-9)],
    ["a sentence of the content", (file) => (file.content.methods = "Trust us.")],
    ["a judgment", (file) => (file.input.judgments.outcome.Uint8Array[3] ^= 1)],
    ["a judgment withdrawn", (file) => (file.input.judgments.isWithdrawn.Uint8Array[3] = 1)],
    ["a probability", (file) => (file.input.strata[0].q.Float64Array[2] *= 1.01)],
    ["a draw's state", (file) => (file.input.strata[1].state.Uint8Array[0] = 0)],
    ["the seed", (file) => (file.input.configuration.seed = "another")],
    ["the hash", (file) => (file.hash = "0".repeat(64))],
    ["an outcome counted without a judgment", (file) => (file.input.strata[0].outcomes.Uint8Array[0] += 1)],
  ])("does not hold with %s changed", (_, change) => {
    const file = exported(someInput());
    change(file);
    expect(failing(file)).not.toEqual([]);
  });

  it("holds of uncertain pairs judged more, and not where it is said that they were judged evenly", () => {
    const file = exported(someInput({ pairAllocation: "uncertain", budget: 50, budgetAtLaunch: 50 }));
    expect(failing(file)).toEqual([]);
    file.input.configuration.pairAllocation = "even";
    expect(failing(file)).toEqual([expect.stringContaining("interval")]);
  });

  it("does not hold when content and hash are changed together", () => {
    const file = exported(someInput());
    file.content.pairs[1].verdict.sentence = "alpha is ahead.";
    file.hash = sha256(canonicalJson(file.content));
    expect(failing(file)).toEqual(["differs in pairs[1].verdict.sentence"]);
  });

  it("does not hold when it counts other judgments than it has, wherever it says so", () => {
    const input = someInput();
    const file = exported({ ...input, counts: { ...input.counts, judgments: 5000, annotators: 40 } });
    expect(failing(file)).toEqual([expect.stringContaining("counts.annotators, counts.judgments")]);
  });

  it.each<[string, (file: ReturnType<typeof exported>) => void]>([
    ["a column of draws", (file) => delete file.input.strata[0].state],
    ["a column of judgments", (file) => delete file.input.judgments.id],
    ["the pools", (file) => delete file.input.pools],
    ["the prompts", (file) => delete file.input.prompts],
    ["the stratum of a judgment", (file) => (file.input.judgments.stratum.Int32Array[0] = 99)],
  ])("is refused with words when it lacks %s", (_, change) => {
    const file = exported(someInput());
    change(file);
    expect(() => verifyReport(file)).toThrow(RangeError);
    expect(() => verifyReport(file)).toThrow(/data are not whole/);
  });

  it("is refused with words when it is something else, or of another version", () => {
    expect(() => verifyReport({ reportId: "rep_1" })).toThrow(/no report's JSON file/);
    const file = exported(someInput());
    expect(() => verifyReport({ ...file, version: file.version - 1 })).toThrow(/version/);
    expect(() => verifyReport({ ...file, input: undefined })).toThrow(/no report's JSON file/);
  });

  it("has the same hash for the same data, and another for another judgment, seed or version", () => {
    const hashOf = (input: ReportInput) => sha256(canonicalJson(computeReport(input)));
    const input = someInput();
    expect(hashOf(someInput())).toBe(hashOf(input));
    const { configuration, strata, judgments, annotators } = input;
    const flipped = {
      ...judgments,
      outcome: judgments.outcome.map((code, row) => (row === 0 ? 1 - code : code)),
    };
    const others: ReportInput[] = [
      { ...input, configuration: { ...configuration, seed: "another" } },
      { ...input, productVersion: "9.9.9" },
      { ...input, ledger: { ...input.ledger, hash: ledgerHash({ strata, judgments: flipped, annotators }) } },
    ];
    expect(new Set([input, ...others].map(hashOf)).size).toBe(4);
  });
});

describe("the parts in a report's file", () => {
  function withParts() {
    const base = someInput();
    const input = withCompletions(base, (model, prompt) => `${model} `.repeat(1 + (prompt % 7)));
    const content = computeReport(input);
    const hash = sha256(canonicalJson(content));
    const parts = [...computeParts(input, content)];
    return JSON.parse(
      jsonReport({ reportId: "rep_1", hash, createdAt: 0, content, parts }, inputToJson(input)),
    );
  }
  const rehash = (part: { hash: string; content: unknown }) => {
    part.hash = sha256(canonicalJson(part.content));
  };

  it("hold as they were exported, and are computed again", () => {
    const { holds, checks } = verifyReport(withParts());
    expect(holds).toBe(true);
    expect(checks.slice(4).map(({ claim }) => claim)).toEqual(
      ["profile", "style", "bootstrap", "elo"].flatMap((kind) => [
        `The hash of the part “${kind}” is that of its content.`,
        `The part “${kind}” is what the data give.`,
      ]),
    );
  });

  it.each([0, 1, 2, 3])(
    "do not hold with part %s changed, even where its hash is changed with it",
    (place) => {
      const file = withParts();
      const part = file.parts[place];
      const changed: Record<string, () => void> = {
        profile: () => (part.content.models[0].words.value += 1),
        style: () => (part.content.pairs[0].plain = 0.9),
        bootstrap: () => (part.content.times = 2000),
        elo: () => (part.content.rated[0].mean += 0.001),
      };
      changed[part.kind]!();
      expect(failing(file)).toHaveLength(2);
      rehash(part);
      expect(failing(file)).toEqual([expect.stringMatching(/^differs in /)]);
    },
  );

  it("are not computed again where the counts of completions were too many to keep, and it says so", () => {
    const file = withParts();
    delete file.input.completions;
    const { holds, isComplete, checks } = verifyReport(file);
    expect([holds, isComplete]).toEqual([true, false]);
    const untold = checks.filter((one) => one.holds === null);
    expect(untold.map(({ found }) => found)).toEqual([
      "the file is without the data that it was made of",
      "the file is without the data that it was made of",
    ]);
  });
});

describe("an input as JSON", () => {
  it("comes back as it was, NaN included", () => {
    fc.assert(
      fc.property(
        fc.float64Array({ maxLength: 20 }),
        fc.int32Array({ maxLength: 20 }),
        fc.string(),
        (reals, integers, text) => {
          // JSON has one zero.
          const columns = { reals: reals.map((x) => (Number.isFinite(x) ? x + 0 : Number.NaN)), integers };
          const input = { ...testReportInput([]), text, nested: [{ columns }], bytes: Uint8Array.of(1, 255) };
          expect(inputFromJson(JSON.parse(inputToJson(input)))).toEqual(input);
        },
      ),
    );
  });

  it("refuses a column of anything but numbers", () => {
    expect(() => inputFromJson({ q: { Float64Array: [0.1, "0.2"] } })).toThrow(RangeError);
  });
});
