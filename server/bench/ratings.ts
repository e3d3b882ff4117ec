import { bootstrapCounts } from "@/server/core/rating/bootstrap-strengths";
import { fitBradleyTerry } from "@/server/core/rating/bradley-terry";
import { countPairs } from "@/server/core/rating/count-pairs";
import { eloRatings } from "@/server/core/rating/elo";
import type { PromptJudgments } from "@/server/core/rating/pair-judgments";
import { clusteredCovariance } from "@/server/core/rating/strength-covariance";
import { createRandom } from "@/server/core/sampling/random";
import { type BenchRow, benchRow, measure } from "./bench-row";

/** Rows of few milliseconds: enough runs that a collection of garbage or another process is not in the middle one. */
const RUNS = 51;
const JUDGMENTS = 1_000_000;
const MODELS = 100;
/** Ten judgments of a prompt on average, in no order of prompts: how a campaign's judgments lie in the database. */
const PROMPTS = 100_000;
const RESAMPLES = 1000;

/** Times ratings from judgments to strengths: aggregated and fitted, with clustered intervals, 1,000 bootstraps, one Elo pass. */
export async function benchRatings(report: (row: BenchRow) => void): Promise<void> {
  const judgments = createJudgments(JUDGMENTS, MODELS, PROMPTS);
  const row = async (name: string, runs: number, fn: () => void) =>
    report(benchRow("statistics", name, JUDGMENTS, await measure(name, runs, fn)));
  await row("bradley-terry", RUNS, () => fitted(judgments));
  await row("bradley-terry-sandwich", RUNS, () => {
    if (clusteredCovariance(fitted(judgments), judgments).kind === "unknown")
      throw new Error("no covariance");
  });
  await row("bradley-terry-bootstrap", 7, () => {
    const fit = fitted(judgments);
    if (bootstrapCounts(fit, fit.counts, RESAMPLES, "bench").separated > 0) throw new Error("separated");
  });
  await row("elo", RUNS, () => {
    eloRatings(judgments);
  });
}

function fitted(judgments: PromptJudgments) {
  const fit = fitBradleyTerry(countPairs(judgments));
  if (fit.kind === "separated") throw new Error("the models of the bench are separated");
  return fit;
}

/** Judgments of random pairs whose strengths spread over about 400 Elo points, a fifth of them ties. */
function createJudgments(n: number, models: number, prompts: number): PromptJudgments {
  const random = createRandom("statistics bench");
  const a = new Int32Array(n);
  const b = new Int32Array(n);
  const score = new Float64Array(n);
  const prompt = new Int32Array(n);
  for (let row = 0; row < n; row++) {
    const i = random.below(models);
    const j = (i + 1 + random.below(models - 1)) % models;
    const p = 1 / (1 + Math.exp((2.3 * (j - i)) / models));
    a[row] = i;
    b[row] = j;
    score[row] = random.next() < 0.2 ? 0 : random.next() < p ? 1 : -1;
    prompt[row] = random.below(prompts);
  }
  return { models, a, b, score, prompt, prompts };
}
