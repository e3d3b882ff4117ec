import { findCombination } from "@/server/core/disagreement/combine";
import type { CampaignSettings } from "../campaign/schemas";
import type { OrderWord, SliceName } from "./schemas";

type OrderChoice = Pick<CampaignSettings, "metric" | "members" | "spread" | "pairChoice" | "sliceMinimums">;

const spreadWords = {
  pair: "each pair's own disagreement",
  "prompt-mean": "the mean over the prompt's pairs",
  "prompt-maximum": "the largest of the prompt's pairs",
  "prompt-variance": "the variance over the prompt's pairs",
};

const namedPairs = 6;

/**
 * What an order is made by, in a few words; metrics are called by their ids unless told otherwise.
 *
 * @example orderedBy({ metric: "mean-of-ranks", members, … }) // "mean of ranks of chrf and ncd"
 */
export function orderedBy(
  { metric, members }: Pick<OrderChoice, "metric" | "members">,
  nameOf: (spec: string) => string = (spec) => spec,
): string {
  // Members that were chosen before a single metric was stay with the settings, and mean nothing.
  if (!findCombination(metric) || !members || members.length === 0) return nameOf(metric);
  if (metric === "mean-of-ranks")
    return `mean of ranks of ${listed(members.map((member) => nameOf(member.metric)))}`;
  const weighted = members.map(({ metric: id, weight }) =>
    weight === 1 ? nameOf(id) : `${signed(weight)} × ${nameOf(id)}`,
  );
  return `weighted z-scores of ${listed(weighted)}`;
}

/** What was chosen beside the metric and is not the default, each with its name; empty for a plain order. */
export function orderWords({ spread, pairChoice, sliceMinimums }: OrderChoice): OrderWord[] {
  const words: OrderWord[] = [];
  if (spread !== "pair") words.push({ label: "Ordered by", value: spreadWords[spread] });
  if (pairChoice.kind === "baseline")
    words.push({ label: "Pairs", value: `${pairChoice.model} against each other model` });
  if (pairChoice.kind === "chosen") words.push({ label: "Pairs", value: pairWords(pairChoice.pairs) });
  if (sliceMinimums.length > 0) {
    const least = sliceMinimums.map((minimum) => `${sliceWords(minimum)} ${percent(minimum.share)}`);
    words.push({ label: "Slice minimums", value: least.join(", ") });
  }
  return words;
}

/** The first few by name. */
function pairWords(pairs: readonly [string, string][]): string {
  const named = pairs.slice(0, namedPairs).map((pair) => pair.join(" and "));
  const more = pairs.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}

/** @example sliceWords({ by: "tag", tag: "difficulty", value: "hard" }) // "difficulty hard" */
export function sliceWords({ by, tag, value }: SliceName): string {
  return `${by === "tag" ? tag : by} ${value}`;
}

function listed(names: string[]): string {
  return names.length < 3 ? names.join(" and ") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function signed(weight: number): string {
  return String(weight).replace("-", "−");
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}\u202f%`;
}
