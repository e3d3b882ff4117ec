import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { metrics } from "@/server/core/disagreement/registry";
import { replayCampaigns } from "./replay-campaigns";
import { replayFile } from "./replay-file";
import type { PlayedOrder, ReplayOptions, ReplayResult } from "./schemas";

const dir = process.env.TIEBREAK_DATA_DIR;
const options: ReplayOptions = { metrics: ["all"], top: 0.2, scope: "pair", bootstrap: 1000, seed: "1" };

/** One cell: the relative tie reduction in the top fifth, its interval where one is known, and whether it covers zero. */
type Cell = { reduction: number; within?: [number, number]; coversZero: boolean };

interface Measured {
  scope: ReplayOptions["scope"];
  pairs: number;
  judgments: number;
  cells: Record<string, Cell>;
  /** Where the interval of the difference to the length control lies: above zero, over it, or below. */
  againstLength: Record<string, "above" | "over" | "below">;
}

/** What independent measurements of the public data sets found. */
const table: Record<string, Measured> = {
  tulu_human: {
    scope: "pair",
    pairs: 996,
    judgments: 1141,
    cells: {
      chrf: { reduction: 0.6, within: [0.46, 0.72], coversZero: false },
      bleu: { reduction: 0.59, within: [0.47, 0.74], coversZero: false },
      "unigram-kl": { reduction: 0.42, within: [0.29, 0.58], coversZero: false },
      "length-gap": { reduction: 0.51, within: [0.35, 0.63], coversZero: false },
    },
    againstLength: { chrf: "above", bleu: "above", "unigram-kl": "above", "length-gap": "above" },
  },
  pandalm: {
    scope: "pair",
    pairs: 999,
    judgments: 2997,
    cells: {
      chrf: { reduction: 0.01, within: [-0.5, 0.49], coversZero: true },
      bleu: { reduction: -0.09, coversZero: true },
      "unigram-kl": { reduction: 0.01, coversZero: true },
      "length-gap": { reduction: 0.86, within: [0.64, 0.99], coversZero: false },
    },
    // Length alone saves more than half of the ties: even the length gap is not shown to save more.
    againstLength: { chrf: "over", bleu: "over", "unigram-kl": "over", "length-gap": "over" },
  },
  llmfao: {
    scope: "pooled",
    pairs: 2139,
    judgments: 8931,
    cells: {
      chrf: { reduction: -0.34, within: [-0.63, -0.13], coversZero: false },
      bleu: { reduction: -0.27, coversZero: false },
      "unigram-kl": { reduction: -0.11, coversZero: true },
      "length-gap": { reduction: -0.01, coversZero: true },
    },
    againstLength: { chrf: "below", bleu: "below", "unigram-kl": "over", "length-gap": "over" },
  },
  sxs_mqm23_ende: {
    scope: "pair",
    pairs: 4680,
    judgments: 14040,
    cells: {
      chrf: { reduction: -0.14, within: [-0.33, 0.05], coversZero: true },
      bleu: { reduction: -0.16, coversZero: true },
      "unigram-kl": { reduction: -0.18, coversZero: true },
      "length-gap": { reduction: 0.5, within: [0.37, 0.59], coversZero: false },
    },
    againstLength: { chrf: "below", bleu: "below", "unigram-kl": "below", "length-gap": "below" },
  },
};

describe.skipIf(!dir)("replay on real judgments (needs TIEBREAK_DATA_DIR)", () => {
  test.each(Object.keys(table))("%s", { timeout: 120_000 }, async (dataset) => {
    const { scope, pairs, judgments, cells, againstLength } = table[dataset] as Measured;
    const metricIds = [...Object.keys(cells), "mean-length"];
    const chosen = { ...options, scope, metrics: metricIds };
    const replayed = await replayFile(join(dir as string, `${dataset}.jsonl`), chosen, () => {});
    expect(replayed.results.map(({ metric }) => metric)).toEqual(metricIds);
    for (const { metric, ci } of replayed.beside) {
      const [lower, upper] = ci ?? [];
      const place =
        lower === undefined ? undefined : lower > 0 ? "above" : (upper as number) < 0 ? "below" : "over";
      expect(place, `${dataset}, ${metric} against length: ${String(ci)}`).toBe(againstLength[metric]);
    }
    for (const result of replayed.results.slice(0, -1))
      expectCell(result, cells[result.metric] as Cell, { dataset, pairs, judgments });
    await expectCampaigns(dataset);
  });
});

/** A few campaigns by chrF over all pairs as one pool; docs/evidence.md has a thousand. */
async function expectCampaigns(dataset: string): Promise<void> {
  const { results } = await replayCampaigns(
    join(dir as string, `${dataset}.jsonl`),
    { metrics: ["chrf"], scope: "pooled", campaigns: 24, judged: [0.2], controlShare: 0.15, seed: "1" },
    () => {},
  );
  for (const { mode, reading, fixed, stop } of results[0]?.orders ?? []) {
    const { coverage, bias } = fixed[0] as PlayedOrder["fixed"][number];
    if (mode === "measure") {
      expect(coverage, dataset).toBeGreaterThan(0.82);
      expect(Math.abs(bias), dataset).toBeLessThan(0.02);
      expect(stop.right, dataset).toBe(1);
    }
    // On llmfao chrF orders against decisiveness, which shifts the tie rate and hardly the win rate.
    else if (reading === "sample") expect(coverage, dataset).toBe(dataset === "llmfao" ? 1 : 0);
  }
}

function expectCell(
  { metric, top, ...counts }: ReplayResult,
  { reduction, within, coversZero }: Cell,
  expected: { dataset: string; pairs: number; judgments: number },
): void {
  const cell = `${expected.dataset}, ${metric}`;
  expect(counts, cell).toMatchObject(expected);
  expect(Math.abs((top.reduction as number) - reduction), `${cell}: ${top.reduction}`).toBeLessThanOrEqual(
    0.05,
  );
  const [lower, upper] = top.ci as [number, number];
  expect(lower <= 0 && upper >= 0, `${cell} covers zero: ${lower} to ${upper}`).toBe(coversZero);
  if (!within) return;
  expect(top.reduction, cell).toBeGreaterThanOrEqual(within[0]);
  expect(top.reduction, cell).toBeLessThanOrEqual(within[1]);
}

describe("replay", { timeout: 60_000 }, () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tiebreak-test-"));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (lines: object[]): string => {
    const path = join(folder, "judged.set.jsonl");
    writeFileSync(path, lines.map((line) => JSON.stringify(line)).join("\n"));
    return path;
  };
  /** Ten prompts whose texts differ by as many words as their number says; the first eight tie. */
  const judged = Array.from({ length: 10 }, (_, i) => ({
    prompt_id: `p${i}`,
    prompt: "Say something.",
    model_a: "one",
    model_b: "two",
    completion_a: "word",
    completion_b: `word${" more".repeat(i)}`,
    judgments: [{ annotator: "x", outcome: i < 8 ? "tie" : "model_a" }],
  }));

  test("a top that holds every decisive judgment has no ties, and the numbers are those of the counts", async () => {
    const chosen = { ...options, metrics: ["length-gap"] };
    const { results } = await replayFile(write(judged), chosen, () => {});
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      dataset: "judged.set",
      metric: "length-gap",
      version: expect.any(Number),
      pairs: 10,
      judgments: 10,
      tieRate: 0.8,
      top: { fraction: 0.2, tieRate: 0, reduction: 1 },
      auc: 1,
    });
    // Which model is a is drawn by seed: 2 wins and 8 ties are a win rate of .6 or .4, the top's 1 or 0.
    expect(results[0]?.winRateBias).toBeCloseTo(0.4, 12);
    expect(results[0]?.top.ci?.[1]).toBe(1);
  });

  test("`all` leaves out what the file has nothing for and says so; naming it is refused", async () => {
    const path = write(judged);
    const { results, leftOut } = await replayFile(path, { ...options, bootstrap: 0 }, () => {});
    const needsText = metrics.filter(({ needs }) => needs === "text" || needs === "nothing");
    expect(results.map(({ metric }) => metric)).toEqual(needsText.map(({ id }) => id));
    expect([...results, ...leftOut]).toHaveLength(metrics.length);
    expect(leftOut.map(({ metric }) => metric)).toContain("kl-top-k");
    expect(results.every(({ top }) => top.ci === null)).toBe(true);
    const named = replayFile(path, { ...options, metrics: ["kl-top-k"] }, () => {});
    await expect(named).rejects.toThrow(/kl-top-k: Needs completions with token log-probabilities/);
  });

  test("nothing tied is no answer, not zero", async () => {
    const decisive = judged.map((row) => ({ ...row, judgments: [{ annotator: "x", outcome: "model_b" }] }));
    const { results } = await replayFile(write(decisive), { ...options, metrics: ["chrf"] }, () => {});
    expect(results[0]).toMatchObject({ tieRate: 0, top: { reduction: null, ci: null }, auc: null });
  });

  test("a file without judgments is refused and its database removed", async () => {
    vi.stubEnv("TMPDIR", folder);
    const path = write(judged.map((row) => ({ ...row, judgments: undefined })));
    await expect(replayFile(path, options, () => {})).rejects.toThrow(/holds no judgments to replay/);
    expect(readdirSync(folder)).toEqual(["judged.set.jsonl"]);
  });
});
