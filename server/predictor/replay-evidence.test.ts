import { createReadStream } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCampaign } from "../campaign/create-campaign";
import { metrics } from "../core/disagreement/registry";
import { areaUnderCurve } from "../core/estimation/area-under-curve";
import { compareOrders } from "../core/estimation/compare-orders";
import { quantile } from "../core/estimation/quantile";
import { decisiveProbabilities } from "../core/prediction/decisive-probabilities";
import type { ComparisonTable } from "../core/prediction/decisiveness-features";
import { normalScores } from "../core/prediction/normal-scores";
import { createRandom } from "../core/sampling/random";
import { permutation } from "../core/sampling/shuffle";
import { importFile } from "../import/import-file";
import { scoreMetric } from "../jobs/score-metric";
import { loadScoreSet } from "../ranking/score-sets";
import { withTemporaryDatabase } from "../replay/with-temporary-database";
import { scoreHere } from "../testing/score-here";
import { loadRecorded } from "../worth/load-recorded";
import { type LearnInput, learnFromPool } from "./learn-from-pool";

const dir = process.env.TIEBREAK_DATA_DIR;
const seed = "1";

/** Relative tie reduction in the top fifth and AUC, all of held-out prompts: docs/methods.md prints them. */
interface Measured {
  scope: "pair" | "pooled";
  reduction: { learned: number; single: number; "length-gap": number };
  auc: { learned: number; single: number };
  /** Whether the interval of learned less single lies above, about or below 0. */
  gain: "above" | "about" | "below";
  /** AUC on the other half of the prompts after 100 comparisons of one half: the median of 20 halves. */
  fromHundred?: { learned: number; single: number };
}

const table: Record<string, Measured> = {
  tulu_human: {
    scope: "pair",
    reduction: { learned: 0.56, single: 0.6, "length-gap": 0.52 },
    auc: { learned: 0.72, single: 0.72 },
    gain: "about",
    fromHundred: { learned: 0.7, single: 0.71 },
  },
  pandalm: {
    scope: "pair",
    reduction: { learned: 0.94, single: 0.8, "length-gap": 0.86 },
    auc: { learned: 0.76, single: 0.74 },
    gain: "about",
    fromHundred: { learned: 0.77, single: 0.77 },
  },
  llmfao: {
    scope: "pooled",
    reduction: { learned: 0.25, single: 0.09, "length-gap": -0.01 },
    auc: { learned: 0.6, single: 0.48 },
    gain: "about",
  },
  sxs_mqm23_ende: {
    scope: "pair",
    reduction: { learned: 0.68, single: 0.68, "length-gap": 0.52 },
    auc: { learned: 0.75, single: 0.76 },
    gain: "about",
    fromHundred: { learned: 0.73, single: 0.76 },
  },
};

/** A data set's judged comparisons, scored by the metrics that the learn job scores. */
function loadInput(dataset: string, scope: "pair" | "pooled") {
  return withTemporaryDatabase(async (context) => {
    const { campaignId } = await createCampaign(context, { name: dataset, seed });
    const fileName = `${dataset}.jsonl`;
    const source = createReadStream(join(dir as string, fileName));
    const { importId } = await importFile(context, { campaignId, fileName, source });
    const { comparisonIds, columns } = await loadRecorded(context.database, campaignId);
    const origin = {
      campaignId,
      importIds: [importId as string],
      pairChoice: { kind: "all" },
      seed,
    } as const;
    const scored = [];
    for (const { id: metric, version, needs, cost } of metrics) {
      if (needs !== "text" || cost !== undefined) continue;
      const set = await scoreMetric(
        context,
        { ...origin, importIds: [...origin.importIds], metric },
        async () => {},
        scoreHere(),
      );
      const pool = await loadScoreSet(context.database, set);
      const of = new Map(Array.from(pool.comparisonIds, (id, i) => [id, pool.utilities[i] as number]));
      scored.push({
        metric,
        version,
        utilities: Float64Array.from(comparisonIds, (id) => of.get(id) as number),
      });
    }
    const size = comparisonIds.length;
    const decisive = Float64Array.from(columns.wins, (wins, i) => wins + columns.losses[i]!);
    const input: LearnInput = {
      stratumIds: scope === "pair" ? columns.pairIndex : new Int32Array(size),
      metrics: scored,
      rows: Int32Array.from({ length: size }, (_, i) => i),
      prompt: columns.promptIndex,
      decisive,
      judgments: decisive.map((count, i) => count + columns.ties[i]!),
      language: new Array<null>(size).fill(null),
      category: new Array<null>(size).fill(null),
      seed,
    };
    return { columns, input };
  });
}

/** Learns from 100 comparisons of a random half of the prompts; the AUC on the other half, of it and of the best metric. */
function learnFromHundred(input: LearnInput, name: string) {
  const { prompt, decisive, judgments } = input;
  const prompts = [...new Set(prompt)];
  const chosen = permutation(prompts.length, createRandom(name)).slice(0, prompts.length / 2);
  const half = new Set(Array.from(chosen, (at) => prompts[at]));
  const inHalf = input.rows.filter((row) => half.has(prompt[row]));
  const rows = permutation(inHalf.length, createRandom(`${name}/rows`))
    .slice(0, 100)
    .map((at) => inHalf[at]!);
  const pick = <T extends Int32Array | Float64Array>(column: T) =>
    column.filter((_, row) => rows.includes(row));
  rows.sort();
  const learned = learnFromPool(
    {
      ...input,
      rows,
      prompt: pick(prompt) as Int32Array,
      decisive: pick(decisive) as Float64Array,
      judgments: pick(judgments) as Float64Array,
      language: new Array<null>(100).fill(null),
      category: new Array<null>(100).fill(null),
    },
    () => {},
  );
  const none = new Array<null>(input.rows.length).fill(null);
  const scores = input.metrics.map(({ metric, utilities }) => ({
    metric,
    scores: normalScores(utilities, input.stratumIds),
  }));
  const whole: ComparisonTable = {
    size: input.rows.length,
    metrics: scores,
    groups: { stratum: none, language: none, category: none },
  };
  const aucOf = (utility: Float64Array) => {
    const counted = (count: (row: number) => number) =>
      input.rows.map((row) => (half.has(prompt[row]) ? 0 : count(row)));
    return areaUnderCurve(
      utility,
      counted((row) => decisive[row]!),
      counted((row) => judgments[row]! - decisive[row]!),
    ) as number;
  };
  const best = learned.metricAucs.reduce((one, other) => ((other.auc ?? 0) > (one.auc ?? 0) ? other : one));
  return {
    learned: aucOf(decisiveProbabilities(learned.model, whole)),
    single: aucOf(scores.find(({ metric }) => metric === best.metric)!.scores),
  };
}

describe.skipIf(!dir)("the learned order on real judgments (needs TIEBREAK_DATA_DIR)", () => {
  test.each(Object.keys(table))("%s", { timeout: 180_000 }, async (dataset) => {
    const { scope, reduction, auc, gain, fromHundred } = table[dataset] as Measured;
    const { columns, input } = await loadInput(dataset, scope);
    const learned = learnFromPool(input, () => {});
    const lengthGap = input.metrics.find(({ metric }) => metric === "length-gap")?.utilities as Float64Array;
    const { orders } = compareOrders(
      columns,
      [
        { id: "learned", utility: learned.heldOutOrder, isControl: false },
        { id: "single", utility: learned.heldOutSingle, isControl: false },
        { id: "length-gap", utility: lengthGap, isControl: true },
      ],
      { top: 0.2, scope, bootstrap: 1000, permutations: 0, seed, against: "length-gap" },
    );
    const { accuracy } = learned;
    for (const [id, expected] of Object.entries(reduction)) {
      const found = orders.find((order) => order.id === id)?.top.reduction as number;
      expect(Math.abs(found - expected), `${dataset}, ${id}: ${found}`).toBeLessThanOrEqual(0.05);
    }
    expect(Math.abs(accuracy.learned!.auc - auc.learned)).toBeLessThanOrEqual(0.02);
    expect(Math.abs(accuracy.single!.auc - auc.single)).toBeLessThanOrEqual(0.02);
    const [lower, upper] = accuracy.gain!.interval as [number, number];
    expect(lower > 0 ? "above" : upper < 0 ? "below" : "about").toBe(gain);
    if (!fromHundred) return;
    const runs = Array.from({ length: 20 }, (_, run) => learnFromHundred(input, `${dataset}/${run}`));
    const median = (of: (run: (typeof runs)[number]) => number) =>
      quantile(Float64Array.from(runs, of), 0.5) as number;
    expect(Math.abs(median((run) => run.learned) - fromHundred.learned)).toBeLessThanOrEqual(0.02);
    expect(Math.abs(median((run) => run.single) - fromHundred.single)).toBeLessThanOrEqual(0.02);
  });
});
