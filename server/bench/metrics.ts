import type { Metric, PromptBlock } from "@/server/core/disagreement/metric";
import { preparePool } from "@/server/core/disagreement/prepare-pool";
import { metrics } from "@/server/core/disagreement/registry";
import { TopKSums } from "@/server/core/disagreement/top-k-sums";
import { MinHasher } from "@/server/core/text/min-hash";
import { deflatedSize } from "../ranking/deflated-size";
import { type BenchRow, benchRow, measure } from "./bench-row";
import { createCorpus, createScoredCorpus } from "./corpus";
import { measureFastestLevenshtein, measureJsRouge } from "./npm-peers";
import { measurePythonPeers, type Peer } from "./python-peers";
import { benchTwoThreads } from "./two-threads";

const RUNS = 5;
const PROMPTS = 3_334;
const PEER_PAIRS = 200;
/** numpy is given the top-k lists of this many prompts: 24 pairs. */
const PEER_TOP_K_PROMPTS = 4;
const PERMUTATIONS = 128;

/**
 * Times every registered metric from strings on all 20,004 pairs of 3,334 prompts with 4 completions of about 300 words
 * (metrics that need more than texts: 192 pairs of 256 positions with 20 tokens each, 768 numbers, 5 short samples), beside it the
 * peers on the first 200 pairs or fewer, and the same metrics with two completions per prompt. Then MinHash, and one metric on
 * two worker threads.
 */
export async function benchMetrics(report: (row: BenchRow) => void): Promise<void> {
  const corpus = createCorpus(PROMPTS, 4);
  const scored = createScoredCorpus(32, 4, 256, 20);
  const peers = await measurePeers(corpus, scored);
  for (const metric of metrics) {
    const blocks = readsTextAlone(metric) ? corpus : scored;
    const row = await timeMetric(metric, metric.id, blocks, peers.get(metric.id));
    report(row);
    const other = peers.get(`${metric.id}:js-rouge`);
    if (other) report(benchRow("metrics", `${metric.id}:js-rouge`, row.n, row, other));
  }
  report(await timeTopKSums(scored, peers.get("kl-top-k")));
  report(await timeMinHash(corpus));
  const twoModels = createCorpus(PROMPTS, 2);
  for (const metric of metrics) {
    if (readsTextAlone(metric)) report(await timeMetric(metric, `${metric.id}:two-models`, twoModels));
  }
  await benchTwoThreads(report);
}

function readsTextAlone(metric: Metric): boolean {
  return metric.needs === "text" || metric.needs === "nothing";
}

async function measurePeers(corpus: PromptBlock[], scored: PromptBlock[]): Promise<Map<string, Peer>> {
  const texts = firstPairs(corpus);
  const { peers, skipped } = measurePythonPeers(texts, scored.slice(0, PEER_TOP_K_PROMPTS));
  if (skipped.length > 0) console.error(`Peers skipped, not installed: ${skipped.join(", ")}.`);
  peers.set("edit-distance", await measureFastestLevenshtein(texts));
  // The nearest that npm has: ROUGE-L's own package, a row of its own, takes a thousand times as long.
  peers.set("rouge-l", peers.get("edit-distance")!);
  peers.set("rouge-l:js-rouge", await measureJsRouge(texts));
  return peers;
}

async function timeMetric(
  metric: Metric,
  name: string,
  blocks: PromptBlock[],
  peer?: Peer,
): Promise<BenchRow> {
  const pairs = countPairs(blocks);
  const timing = await measure(name, RUNS, () => scoreAll(metric, blocks, pairs));
  return benchRow("metrics", name, pairs, timing, peer);
}

function scoreAll(metric: Metric, blocks: PromptBlock[], pairs: number): void {
  const pool = preparePool(metric, blocks);
  const scorer = metric.createScorer({ seed: "bench", pool, compress: deflatedSize });
  const values = new Float64Array(pairs);
  let next = 0;
  for (const block of blocks) {
    scorer.score(block, values, next);
    next += block.keys.length;
  }
  if (values.some(Number.isNaN)) throw new Error(`Metric ${metric.id} left pairs without a value.`);
}

/** KL, cross-entropy and Jensen–Shannon of top-k lists together, which is what the peer computes. */
async function timeTopKSums(blocks: PromptBlock[], peer?: Peer): Promise<BenchRow> {
  const sums = new TopKSums();
  const name = "kl-ce-jsd-top-k";
  const timing = await measure(name, RUNS, () => {
    for (const { completions, pairs } of blocks) {
      sums.clear();
      for (let p = 0; p < pairs.length; p += 2) {
        const first = completions[pairs[p]!]!;
        const second = completions[pairs[p + 1]!]!;
        for (const { topK } of [first, second])
          sums.sum(topK!.get(first.model)!, topK!.get(second.model)!, true);
      }
    }
    if (!(sums.jensenShannon > 0)) throw new Error("Top-k lists were found equal.");
  });
  return benchRow("metrics", name, countPairs(blocks), timing, peer);
}

/** Signatures of every completion of the corpus, from strings. */
async function timeMinHash(corpus: PromptBlock[]): Promise<BenchRow> {
  const hasher = new MinHasher(PERMUTATIONS, 1);
  const texts = corpus.flatMap(({ completions }) => completions.map(({ text }) => text));
  const timing = await measure("minhash", RUNS, () => {
    let sum = 0;
    for (const text of texts) sum += hasher.signature(text)[0]!;
    if (!(sum > 0)) throw new Error("MinHash gave no values.");
  });
  return benchRow("metrics", "minhash", texts.length, timing);
}

function countPairs(blocks: PromptBlock[]): number {
  return blocks.reduce((sum, block) => sum + block.keys.length, 0);
}

function firstPairs(corpus: PromptBlock[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (const { completions, pairs: indices } of corpus) {
    for (let p = 0; p < indices.length; p += 2) {
      pairs.push([completions[indices[p]!]!.text, completions[indices[p + 1]!]!.text]);
      if (pairs.length === PEER_PAIRS) return pairs;
    }
  }
  return pairs;
}
