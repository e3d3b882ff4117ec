import { benchAgreement } from "./agreement";
import type { BenchRow } from "./bench-row";

/** Times what a report computes from the judgments of a large campaign. */
export async function benchStatistics(report: (row: BenchRow) => void): Promise<void> {
  await benchAgreement(report);
}
