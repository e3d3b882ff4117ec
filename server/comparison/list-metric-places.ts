import { setImmediate } from "node:timers/promises";
import type { Connection } from "@/db/client";
import { findMetric } from "@/server/core/disagreement/registry";
import { createRandom } from "@/server/core/sampling/random";
import { permutation } from "@/server/core/sampling/shuffle";
import { invertOrder, utilityPlace } from "@/server/core/sampling/utility-place";
import { listScoreSets, type ScoreSetView } from "../ranking/score-sets";
import type { MetricPlace } from "./schemas";
import { StratumReader } from "./stratum-scores";

/** What every metric that the pool is scored with says of one comparison. */
export interface MetricPlaces {
  places: MetricPlace[];
  /** By metric, the values of the comparisons that were asked for beside it. */
  values: Map<string, Map<number, number>>;
}

/**
 * A comparison's value under each metric and where that puts it in its stratum. Equal values are ordered by the seed, as
 * in a ranking by that metric.
 *
 * @param stratum comparison ids in pool order; empty when the comparison is in none, which leaves the values.
 * @param others comparisons whose values are wanted too.
 */
export async function listMetricPlaces(
  connection: Connection,
  input: {
    campaignId: string;
    basis: string;
    comparisonId: number;
    stratum: Int32Array;
    stratumSeed: string;
    /** The metrics that the campaign is ordered by. */
    orderedBy: readonly string[];
    others: ReadonlySet<number>;
  },
): Promise<MetricPlaces> {
  const { comparisonId, stratum, stratumSeed } = input;
  const item = stratum.indexOf(comparisonId);
  const others = new Set(input.others).add(comparisonId);
  let ties: Int32Array | undefined;
  const tieOrder = () => {
    ties ??= invertOrder(permutation(stratum.length, createRandom(`${stratumSeed}/ties`)));
    return ties;
  };
  const reader = new StratumReader(connection, stratum, others);
  const found: MetricPlaces = { places: [], values: new Map() };
  for (const set of await listScoreSets(connection, input.campaignId, input.basis)) {
    // Each set is some megabytes: others on this server get their turn in between.
    await setImmediate();
    const scores = await reader.read(set.id);
    found.values.set(set.metric, scores.others);
    const value = finite(scores.others.get(comparisonId));
    const place = { ...describe(set, input.orderedBy), value };
    if (item < 0) {
      found.places.push({ ...place, position: null, size: null, percentile: null });
      continue;
    }
    const size = stratum.length;
    const position = utilityPlace(scores.utilities, item, tieOrder);
    found.places.push({ ...place, position, size, percentile: (size - position + 0.5) / size });
  }
  found.places.sort(
    (one, other) =>
      (other.percentile ?? 0) - (one.percentile ?? 0) ||
      Number(other.isOrder) - Number(one.isOrder) ||
      Number(one.control) - Number(other.control),
  );
  return found;
}

function describe({ metric }: ScoreSetView, orderedBy: readonly string[]) {
  const known = findMetric(metric);
  return {
    metric,
    title: known?.title ?? metric,
    control: known?.control ?? false,
    isOrder: orderedBy.includes(metric),
  };
}

/** A stored number as it is sent: null where there is none. */
export function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
