import type { ReportContent, ReportPlots } from "../schemas";
import { annotatorSidesPlot } from "./annotator-sides-plot";
import { orderWorthPlot } from "./order-worth-plot";
import { ratingsPlot } from "./ratings-plot";
import { sequencePlots } from "./sequence-plot";
import { slicePlots } from "./slice-plot";
import { tieRatePlot } from "./tie-rate-plot";
import { trajectoryPlots } from "./trajectory-plot";
import { winRatePlot } from "./win-rate-plot";

/** The report's pictures as SVG texts; the numbers in them are in its tables too. */
export function drawPlots(content: ReportContent): ReportPlots {
  return {
    tieRateByPercentile: tieRatePlot(content.tieRateByPercentile),
    winRates: winRatePlot(content),
    rankedAgainstControl: orderWorthPlot(content),
    annotatorSides: annotatorSidesPlot(content),
    sequences: sequencePlots(content),
    slices: slicePlots(content),
    ratings: ratingsPlot(content),
    trajectories: trajectoryPlots(content),
  };
}
