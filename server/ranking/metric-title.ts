import { findCombination } from "@/server/core/disagreement/combine";
import { findMetric } from "@/server/core/disagreement/registry";
import { orderedBy } from "./order-words";
import type { RankingSettings } from "./schemas";

/**
 * A metric or combination as people read it, at the beginning of a line or a sentence; the spec where there is none.
 *
 * @example metricTitle("ncd") // "Compression distance"
 */
export function metricTitle(spec: string): string {
  return findMetric(spec)?.title ?? findCombination(spec)?.title ?? spec;
}

/**
 * The same inside a sentence.
 *
 * @example metricName("ncd") // "compression distance"; metricName("chrf") // "1 − chrF"
 */
export function metricName(spec: string): string {
  return inSentence(metricTitle(spec));
}

/** A title inside a sentence: an abbreviation at its beginning stays as it is. */
export function inSentence(title: string): string {
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/**
 * What an order is made by, inside a sentence and by titles.
 *
 * @example orderName({ metric: "mean-of-ranks", members }) // "mean of ranks of 1 − chrF and compression distance"
 */
export function orderName(order: Pick<RankingSettings, "metric" | "members">): string {
  return orderedBy(order, metricName);
}
