import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { PromptBlock, TopKSequence } from "@/server/core/disagreement/metric";
import { WordInterner } from "@/server/core/text/word-interner";
import type { Timing } from "./bench-row";

/** A peer's time for n things. */
export interface Peer {
  name: string;
  n: number;
  timing: Timing;
}

/** Debian's packages are for this interpreter, whichever else comes first in the path. */
const PYTHON = "/usr/bin/python3";
const SCRIPT = fileURLToPath(new URL("./numpy-peers.py", import.meta.url));

/**
 * Times numpy, scipy and scikit-learn on the same data, by metric id; libraries that are not installed are named in `skipped`.
 *
 * The words' peers are given word ids, so that splitting is not timed; top-k pairs are two texts each, as for the metric.
 */
export function measurePythonPeers(
  texts: readonly [string, string][],
  topK: readonly PromptBlock[],
): { peers: Map<string, Peer>; skipped: string[] } {
  const topKPairs = topK.flatMap((block) => Array.from(block.keys, (_, pair) => listsOf(block, pair)));
  const input = JSON.stringify({
    topK: topKPairs.flat(),
    topKPairs: topKPairs.length,
    words: texts.map(idsOf),
    texts: texts.flat(),
  });
  const run = spawnSync(PYTHON, [SCRIPT], { input, encoding: "utf8", maxBuffer: 1 << 26 });
  const peers = new Map<string, Peer>();
  if (run.status !== 0) return { peers, skipped: ["numpy", "scipy", "scikit-learn"] };
  const skipped: string[] = [];
  for (const line of run.stdout.trim().split("\n")) {
    const row = JSON.parse(line);
    if (row.skipped !== undefined) skipped.push(row.skipped);
    else {
      const { library, n, medianMs, minMs, maxMs } = row;
      peers.set(row.name, { name: library, n, timing: { medianMs, minMs, maxMs } });
    }
  }
  return { peers, skipped };
}

/** Ids and log-probabilities of both models' lists along both texts of a pair, a row per position. */
function listsOf({ completions, pairs }: PromptBlock, pair: number): number[][][][] {
  const first = completions[pairs[2 * pair]!]!;
  const second = completions[pairs[2 * pair + 1]!]!;
  return [first, second].map((completion) =>
    [first, second].flatMap(({ model }) => rowsOf(completion.topK!.get(model)!)),
  );
}

function rowsOf({ positions, offsets, tokenIds, logProbs }: TopKSequence): number[][][] {
  const rows = (values: Int32Array | Float64Array) =>
    Array.from({ length: positions }, (_, p) => [...values.subarray(offsets[p], offsets[p + 1])]);
  return [rows(tokenIds), rows(logProbs)];
}

function idsOf(texts: readonly string[]): number[][] {
  const words = new WordInterner();
  words.intern(texts.map((text) => ({ text })));
  return texts.map((_, t) => [...words.ids.subarray(words.offsets[t], words.offsets[t + 1])]);
}
