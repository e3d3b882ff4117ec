import { bleu } from "./bleu";
import { ceAligned } from "./ce-aligned";
import { chrf } from "./chrf";
import { editDistance } from "./edit-distance";
import { embeddingDistance } from "./embedding-distance";
import { instability } from "./instability";
import { jaccard } from "./jaccard";
import { jsdAligned } from "./jsd-aligned";
import { judgeVotes } from "./judge-votes";
import { klAligned } from "./kl-aligned";
import { klCrossScored } from "./kl-cross-scored";
import { klTopK } from "./kl-top-k";
import { lengthGap } from "./length-gap";
import { meanLength } from "./mean-length";
import { meanLogprobGap } from "./mean-logprob-gap";
import type { Metric } from "./metric";
import { modalDisagreement } from "./modal-disagreement";
import { ncd } from "./ncd";
import { perplexityGap } from "./perplexity-gap";
import { random } from "./random";
import { relativeLengthGap } from "./relative-length-gap";
import { rougeL } from "./rouge-l";
import { scoreGap, scoreGapOf } from "./score-gap";
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
  embeddingDistance,
  separability,
  modalDisagreement,
  instability,
  scoreGap,
  judgeVotes,
  lengthGap,
  relativeLengthGap,
  meanLength,
  random,
]);

/** The ids of all metrics, in the order of `metrics`. */
export const metricIds: readonly string[] = Object.freeze(metrics.map((metric) => metric.id));

/**
 * The metric that a metric spec names, or undefined: an id of the registry, or `score-gap:` and a numeric column.
 *
 * @example `findMetric("chrf")?.title` is "1 − chrF"; `findMetric("score-gap:reward")?.column` is "reward"
 */
export function findMetric(spec: string): Metric | undefined {
  const ofColumn = `${scoreGap.id}:`;
  if (spec.startsWith(ofColumn) && spec.length > ofColumn.length) {
    return scoreGapOf(spec.slice(ofColumn.length));
  }
  return metrics.find((metric) => metric.id === spec);
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
