import { parentPort, workerData } from "node:worker_threads";
import { getMetric } from "@/server/core/disagreement/registry";
import { deflatedSize } from "../ranking/deflated-size";
import { createCorpus } from "./corpus";

export interface MetricThreadData {
  metric: string;
  prompts: number;
  models: number;
  /** Which half of the prompts is this thread's. */
  share: 0 | 1;
}

const { metric, prompts, models, share } = workerData as MetricThreadData;
const corpus = createCorpus(prompts, models);
const half = corpus.filter((_, p) => p % 2 === share);
const scorer = getMetric(metric).createScorer({ seed: "bench", pool: undefined, compress: deflatedSize });
const values = new Float64Array(models * models);

parentPort?.on("message", (work: "all" | "half") => {
  for (const block of work === "all" ? corpus : half) scorer.score(block, values, 0);
  parentPort?.postMessage("scored");
});
parentPort?.postMessage("ready");
