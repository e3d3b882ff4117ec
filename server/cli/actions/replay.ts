import { replayFile } from "../../replay/replay-file";
import type { Replay, ReplayResult } from "../../replay/schemas";
import { fileSize } from "../check-file";
import { checkMetric } from "../check-metric";
import type { ReplayCommandOptions } from "../commands/replay";
import { formatTable } from "../format-table";
import { percent, signedPercent } from "../number-words";
import { note, print, printJson } from "../print";
import { withProgress } from "../progress";
import { printCampaigns } from "./replay-campaigns";

/** Replays a file and prints one line per metric, or how campaigns over it go. */
export async function replay(file: string, options: ReplayCommandOptions): Promise<void> {
  const { metric = ["chrf"], campaigns, ...rest } = options;
  for (const id of metric) if (id !== "all") checkMetric(id);
  fileSize(file);
  if (campaigns === undefined) await replayTop(file, { ...rest, metric });
  else await printCampaigns(file, { ...rest, metric, campaigns });
}

async function replayTop(
  file: string,
  { json, metric, ...options }: ReplayCommandOptions & { metric: string[] },
): Promise<void> {
  const { leftOut, ...replayed } = await withProgress((onStep) =>
    replayFile(file, { ...options, metrics: metric }, onStep),
  );
  for (const { metric: id, reason } of leftOut) note(`${id} was left out. ${reason}`);
  for (const { metric: id, unscored } of replayed.beside)
    if (unscored > 0) note(`${id} could not score ${unscored} comparisons; they come last.`);
  if (json) printJson(replayed.results);
  else print(describe(replayed, options));
}

function describe(
  { results, beside, bestNullQuantile95 }: Omit<Replay, "leftOut">,
  { top, scope }: { top: number; scope: string },
): string {
  const first = results[0];
  if (!first) return "No metric could score this file.";
  const where = scope === "pair" ? "each model pair" : "all comparisons together";
  const heading = `${first.dataset}: ${first.pairs} pairs, ${first.judgments} judgments, ${percent(first.tieRate)} ties. Top ${percent(top)} of ${where}:`;
  const hasLength = beside.some(({ difference }) => difference !== null);
  const columns = [
    "metric",
    "ties in top",
    "fewer ties",
    "95 % interval",
    "by chance",
    "AUC",
    "win rate bias",
  ];
  const table = formatTable(
    hasLength ? [...columns, "against length", "95 % interval", "AUC within length"] : columns,
    results.map((result, i) => [...cells(result), ...(hasLength ? lengthCells(beside[i] as Beside) : [])]),
  );
  const notes = [
    "By chance: what the best 5 % of random orders reach. Below it, a metric is worth nothing here.",
    results.length > 1 && bestNullQuantile95 !== null
      ? `Of so many metrics the best reaches ${signedPercent(bestNullQuantile95)} by chance in one file of twenty.`
      : null,
    hasLength
      ? "Against length: fewer ties than ordering by mean length gives. Within length: among comparisons of about one length."
      : null,
  ];
  return `${heading}\n\n${table}\n\n${notes.filter((text) => text !== null).join("\n")}`;
}

type Beside = Replay["beside"][number];

function cells({ metric, top: { tieRate, reduction, ci, nullQuantile95 }, auc, winRateBias }: ReplayResult) {
  return [
    metric,
    percent(tieRate),
    signedPercent(reduction),
    interval(ci),
    signedPercent(nullQuantile95),
    auc === null ? "–" : auc.toFixed(3),
    percent(winRateBias),
  ];
}

function lengthCells({ difference, ci, aucWithinLength }: Beside) {
  return [
    signedPercent(difference),
    interval(ci),
    aucWithinLength === null ? "–" : aucWithinLength.toFixed(3),
  ];
}

function interval(ci: [number, number] | null): string {
  return ci ? `${signedPercent(ci[0])} to ${signedPercent(ci[1])}` : "–";
}
