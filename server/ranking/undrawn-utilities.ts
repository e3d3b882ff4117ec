import type { Connection } from "@/db/client";
import { predictDecisiveness } from "../predictor/predict";
import type { CampaignBasis } from "./campaign-basis";
import { orderMetrics } from "./metric-by-id";
import { orderUtilities } from "./order-utilities";
import type { NewOrder, RankingSettings } from "./schemas";
import { loadScores } from "./score-sets";

/** What a ranking by a learned predictor has for a metric. */
export const learnedMetric = "learned";

/**
 * What a new order says of each comparison of a launched campaign, by comparison id. `launched`: the comparisons that the
 * launch ranking has; what its exclusions left out counts to nothing.
 */
export async function utilitiesOf(
  connection: Connection,
  order: NewOrder,
  {
    settings,
    basis,
    launched,
  }: {
    settings: Pick<RankingSettings, "routing" | "seed">;
    basis: CampaignBasis;
    launched: ReadonlySet<number>;
  },
): Promise<Map<number, number>> {
  const { comparisonIds, utilities } =
    order.predictorId === undefined
      ? await orderUtilities(
          connection,
          { ...order, ...settings },
          basis,
          await listLeftOut(connection, order, basis, launched),
        )
      : await predictDecisiveness(connection, order.predictorId);
  const utilityOf = new Map<number, number>();
  for (const [place, id] of comparisonIds.entries())
    if (launched.has(id)) utilityOf.set(id, utilities[place] as number);
  return utilityOf;
}

async function listLeftOut(
  connection: Connection,
  order: Pick<RankingSettings, "metric" | "members">,
  basis: CampaignBasis,
  launched: ReadonlySet<number>,
): Promise<Set<number>> {
  const [metric] = orderMetrics(order).metrics;
  const { comparisonIds } = await loadScores(connection, { ...basis, metric: (metric as { id: string }).id });
  return new Set(comparisonIds.filter((id) => !launched.has(id)));
}
