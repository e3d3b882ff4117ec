import { replayFile } from "../../replay/replay-file";
import type { ReplayResult } from "../../replay/schemas";
import { fileSize } from "../check-file";
import { checkMetric } from "../check-metric";
import type { ReplayCommandOptions } from "../commands/replay";
import { formatTable } from "../format-table";
import { percent, signedPercent } from "../number-words";
import { note, print, printJson } from "../print";
import { withProgress } from "../progress";

/** Replays a file and prints one line per metric. */
export async function replay(
  file: string,
  { json, metric = ["chrf"], ...options }: ReplayCommandOptions,
): Promise<void> {
  for (const id of metric) if (id !== "all") checkMetric(id);
  fileSize(file);
  const { results, leftOut } = await withProgress((onStep) =>
    replayFile(file, { ...options, metrics: metric }, onStep),
  );
  for (const { metric: id, reason } of leftOut) note(`${id} was left out. ${reason}`);
  if (json) printJson(results);
  else print(describe(results, options));
}

function describe(results: readonly ReplayResult[], { top, scope }: { top: number; scope: string }): string {
  const first = results[0];
  if (!first) return "No metric could score this file.";
  const where = scope === "pair" ? "each model pair" : "all comparisons together";
  const heading = `${first.dataset}: ${first.pairs} pairs, ${first.judgments} judgments, ${percent(first.tieRate)} ties. Top ${percent(top)} of ${where}:`;
  const table = formatTable(
    ["metric", "ties in top", "fewer ties", "95 % interval", "by chance", "AUC", "win rate bias"],
    results.map(({ metric, top: { tieRate, reduction, ci, nullQuantile95 }, auc, winRateBias }) => [
      metric,
      percent(tieRate),
      signedPercent(reduction),
      ci ? `${signedPercent(ci[0])} to ${signedPercent(ci[1])}` : "–",
      signedPercent(nullQuantile95),
      auc === null ? "–" : auc.toFixed(3),
      percent(winRateBias),
    ]),
  );
  return `${heading}\n\n${table}\n\nBy chance: what the best 5 % of random orders reach. Below it, a metric is worth nothing here.`;
}
