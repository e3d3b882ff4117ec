import { computeWorth } from "../../worth/compute-worth";
import type { WorthTable } from "../../worth/schemas";
import type { ReportInput } from "../report-input";

/** A tenth of what the Order page affords: 1,000 resamples up to 100,000 comparisons × orders, and 200 at least. */
const steps = 1e8;

/**
 * What each order is worth on the report's control sample.
 *
 * @throws RangeError where the orders' utilities are not there.
 */
export function worthPart({ worth }: Pick<ReportInput, "worth">): WorthTable {
  if (!worth) throw new RangeError('the part "worth" needs the orders that were scored');
  return computeWorth(worth, steps);
}
