import { benchAgreement } from "./agreement";
import type { BenchRow } from "./bench-row";
import { benchCoreReport } from "./core-report";
import { benchRatings } from "./ratings";

/** Times what a report computes from the judgments of a large campaign. */
export async function benchStatistics(report: (row: BenchRow) => void): Promise<void> {
  await benchRatings(report);
  await benchAgreement(report);
  await benchCoreReport(report);
}
