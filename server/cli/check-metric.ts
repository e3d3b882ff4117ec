import { metricById } from "../ranking/metric-by-id";
import { UsageError } from "./failures";

/** Refuses a metric id on the command line that does not exist, and lists those that do. */
export function checkMetric(id: string): void {
  try {
    metricById(id);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
