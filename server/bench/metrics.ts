import { distance } from "fastest-levenshtein";
import { l as rougeL } from "js-rouge";
import type { Metric, PromptBlock } from "@/server/core/disagreement/metric";
import { preparePool } from "@/server/core/disagreement/prepare-pool";
import { metrics } from "@/server/core/disagreement/registry";
import { splitWords } from "@/server/core/text/split-words";
import { deflatedSize } from "../ranking/deflated-size";
import { type BenchRow, benchRow, measure, type Timing } from "./bench-row";
import { createCorpus, createScoredCorpus } from "./corpus";

const RUNS = 5;
const PEER_PAIRS = 200;

interface Peer {
  name: string;
  n: number;
  timing: Timing;
}

/**
 * Times every registered metric from strings on all 20,004 pairs of 3,334 prompts with 4 completions of about 300 words
 * (metrics that need more than texts: 192 pairs of 256 positions with 20 tokens each, 768 numbers, 5 short samples), and two peers on the first 200 pairs.
 */
export async function benchMetrics(report: (row: BenchRow) => void): Promise<void> {
  const corpus = createCorpus(3_334, 4);
  const scored = createScoredCorpus(32, 4, 256, 20);
  for (const metric of metrics) {
    const needsText = metric.needs === "text" || metric.needs === "nothing";
    const blocks = needsText ? corpus : scored;
    const pairs = blocks.reduce((sum, block) => sum + block.keys.length, 0);
    const timing = await measure(metric.id, RUNS, () => scoreAll(metric, blocks, pairs));
    report(benchRow("metrics", metric.id, pairs, timing, await measurePeer(metric.id, corpus)));
  }
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

async function measurePeer(id: string, corpus: PromptBlock[]): Promise<Peer | undefined> {
  if (id === "edit-distance") return measureFastestLevenshtein(corpus);
  if (id === "rouge-l") return measureJsRouge(corpus);
  return undefined;
}

/** The peer compares characters, so each word is mapped to one beforehand; splitting and mapping are not timed. */
async function measureFastestLevenshtein(corpus: PromptBlock[]): Promise<Peer> {
  const codes = new Map<string, string>();
  const encode = (text: string) =>
    splitWords(text)
      .map((word) => {
        const code = codes.get(word) ?? String.fromCharCode(codes.size + 1);
        codes.set(word, code);
        return code;
      })
      .join("");
  const pairs = firstPairs(corpus).map(([first, second]) => [encode(first), encode(second)] as const);
  const timing = await measure("fastest-levenshtein", RUNS, () => {
    let sum = 0;
    for (const [first, second] of pairs) sum += distance(first, second);
    if (!(sum > 0)) throw new Error("fastest-levenshtein found no distance at all.");
  });
  return { name: "fastest-levenshtein 1.0.16", n: pairs.length, timing };
}

async function measureJsRouge(corpus: PromptBlock[]): Promise<Peer> {
  const pairs = firstPairs(corpus);
  const timing = await measure("js-rouge", RUNS, () => {
    let sum = 0;
    for (const [first, second] of pairs) sum += rougeL(first, second);
    if (!(sum > 0)) throw new Error("js-rouge found no overlap at all.");
  });
  return { name: "js-rouge 3.2.3", n: pairs.length, timing };
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
