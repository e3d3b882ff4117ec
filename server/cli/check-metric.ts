import { checkMetrics, metricById } from "../ranking/metric-by-id";
import { UsageError } from "./failures";
import type { RankingOptions } from "./setting-options";

/** Refuses a metric on the command line that does not exist, and lists those that do. */
export function checkMetric(id: string): void {
  asUsage(() => metricById(id));
}

/** Refuses options of an order that name a metric which does not exist. */
export function checkOrder({ metric, combine = [] }: RankingOptions): void {
  asUsage(() => {
    checkMetrics(metric === undefined ? {} : { metric });
    for (const member of combine) metricById(member.metric);
  });
}

function asUsage(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
