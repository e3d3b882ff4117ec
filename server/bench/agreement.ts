import type { AgreementJudgments } from "@/server/core/agreement/agreement-judgments";
import { krippendorffAlpha } from "@/server/core/agreement/krippendorff-alpha";
import { createRandom } from "@/server/core/sampling/random";
import { type BenchRow, benchRow, measure } from "./bench-row";

const RUNS = 7;
const PROMPTS = 100_000;
const EACH = 3;
const ANNOTATORS = 60;
const RESAMPLES = 1000;

/** Times Krippendorff's α with its interval, nominal and interval one after the other, as a report needs both. */
export async function benchAgreement(report: (row: BenchRow) => void): Promise<void> {
  const judgments = createJudgments();
  const timing = await measure("alpha-bootstrap", RUNS, () => {
    for (const level of ["nominal", "interval"] as const) {
      const result = krippendorffAlpha(judgments, level, { seed: "bench", resamples: RESAMPLES });
      if (result.kind === "unknown" || result.interval.kind === "unknown")
        throw new Error("α has no interval");
    }
  });
  report(benchRow("statistics", "alpha-bootstrap", PROMPTS * EACH, timing));
}

/** Close models: a third of the prompts have a clear winner. */
function createJudgments(): AgreementJudgments {
  const random = createRandom("agreement bench");
  const rows = PROMPTS * EACH;
  const outcome = new Uint8Array(rows);
  const annotator = new Int32Array(rows);
  for (let prompt = 0; prompt < PROMPTS; prompt++) {
    const clear = random.next() < 1 / 3;
    const winner = random.below(2);
    const first = random.below(ANNOTATORS);
    for (let j = 0; j < EACH; j++) {
      const row = prompt * EACH + j;
      annotator[row] = (first + j) % ANNOTATORS;
      outcome[row] = clear && random.next() < 0.7 ? winner : random.below(4);
    }
  }
  return {
    values: [1, -1, 0, 0],
    comparisons: PROMPTS,
    annotators: ANNOTATORS,
    comparison: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / EACH)),
    annotator,
    outcome,
  };
}
