import type { ReportContent, ReportPlots } from "../schemas";

/** The report's pictures. */
export function drawPlots(_: ReportContent): ReportPlots {
  return { tieRateByPercentile: null, winRates: null, rankedAgainstControl: null };
}
