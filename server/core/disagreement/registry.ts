import { bleu } from "./bleu";
import { ceAligned } from "./ce-aligned";
import { chrf } from "./chrf";
import { editDistance } from "./edit-distance";
import { embeddingDistance } from "./embedding-distance";
import { instability } from "./instability";
import { jaccard } from "./jaccard";
import { jsdAligned } from "./jsd-aligned";
import { judgeEntropy } from "./judge-entropy";
import { judgeGap } from "./judge-gap";
import { judgeScoreConflict } from "./judge-score-conflict";
import { klAligned } from "./kl-aligned";
import { klCrossScored } from "./kl-cross-scored";
import { klTopK } from "./kl-top-k";
import { lengthGap } from "./length-gap";
import { meanLength } from "./mean-length";
import { meanLogprobGap } from "./mean-logprob-gap";
import type { Metric } from "./metric";
import { modalDisagreement } from "./modal-disagreement";
import { ncd } from "./ncd";
import { ofColumn } from "./of-column";
import { perplexityBottom } from "./perplexity-bottom";
import { perplexityGap } from "./perplexity-gap";
import { perplexityMiddle } from "./perplexity-middle";
import { perplexityTop } from "./perplexity-top";
import { random } from "./random";
import { relativeLengthGap } from "./relative-length-gap";
import { rougeL } from "./rouge-l";
import { scoreGap } from "./score-gap";
import { separability } from "./separability";
import { tfidf } from "./tfidf";
import { unigramCe } from "./unigram-ce";
import { unigramJsd } from "./unigram-jsd";
import { unigramKl } from "./unigram-kl";

/** Every disagreement metric, in the order in which they are offered; controls last. A new metric is one file and a line here. */
export const metrics: readonly Metric[] = Object.freeze([
  chrf,
  bleu,
  rougeL,
  editDistance,
  jaccard,
  tfidf,
  unigramKl,
  unigramCe,
  unigramJsd,
  ncd,
  klCrossScored,
  klTopK,
  klAligned,
  ceAligned,
  jsdAligned,
  perplexityGap,
  meanLogprobGap,
  perplexityBottom,
  perplexityMiddle,
  perplexityTop,
  embeddingDistance,
  separability,
  modalDisagreement,
  instability,
  scoreGap,
  judgeGap,
  judgeEntropy,
  judgeScoreConflict,
  lengthGap,
  relativeLengthGap,
  meanLength,
  random,
]);

/** The ids of all metrics, in the order of `metrics`. */
export const metricIds: readonly string[] = Object.freeze(metrics.map((metric) => metric.id));

/** Metrics of scores, which may read any numeric metadata column: by the spec `ID:COLUMN`. */
export const columnMetrics: readonly Metric[] = Object.freeze([scoreGap, judgeScoreConflict]);

/**
 * The metric that a metric spec names, or undefined: an id of the registry, or that of a metric of scores with a column.
 *
 * @example `findMetric("chrf")?.title` is "1 − chrF"; `findMetric("score-gap:reward")?.column` is "reward"
 */
export function findMetric(spec: string): Metric | undefined {
  const colon = spec.indexOf(":");
  if (colon === -1) return metrics.find((metric) => metric.id === spec);
  const metric = columnMetrics.find(({ id }) => id === spec.slice(0, colon));
  const column = spec.slice(colon + 1);
  return metric && column !== "" ? ofColumn(metric, column) : undefined;
}

/**
 * The metric that a spec names. Throws an Error that lists the known ids if there is none.
 *
 * @example `getMetric("chrf").createScorer({ seed: "1" }).score(block, out, 0)`
 */
export function getMetric(id: string): Metric {
  const metric = findMetric(id);
  if (metric === undefined)
    throw new Error(`Unknown metric "${id}". Known metrics: ${metricIds.join(", ")}.`);
  return metric;
}
