import { found } from "../../errors";
import { finishJob, type OnStep } from "../../jobs/finish-job";
import type { VerbContext } from "../../verb-context";
import { getOrderWorth } from "../../worth/get-order-worth";
import { type WorthRow, type WorthTable, worthVerdictWords } from "../../worth/schemas";
import { startComparing } from "../../worth/start-comparing";
import type { WorthOptions } from "../commands/worth";
import { formatTable } from "../format-table";
import { percent, signedPercent } from "../number-words";
import { note, print, printJson } from "../print";
import { withProgress } from "../progress";
import { withCampaign } from "../with-campaign";

/** Compares the campaign's metrics in this process, unless the newest comparison still stands, and prints the table. */
export async function worth(idOrName: string, { json, evidence }: WorthOptions): Promise<void> {
  await withCampaign(idOrName, async (context, { id: campaignId }) => {
    const input = { campaignId, evidence };
    const table = await withProgress((onStep) => compareAnew(context, input, onStep));
    if (json) return printJson(table);
    for (const { metric, title = metric, reason } of table.leftOut) note(`${title} was left out. ${reason}`);
    for (const { title, unscored } of table.rows)
      if (unscored > 0) note(`${title} could not score ${unscored} comparisons; they come last.`);
    print(describe(table));
  });
}

async function compareAnew(
  context: VerbContext,
  input: { campaignId: string; evidence: WorthOptions["evidence"] },
  onStep: OnStep,
): Promise<WorthTable> {
  const newest = await getOrderWorth(context, input);
  if (newest.table && newest.staleReason === null) return newest.table;
  await finishJob(context, input.campaignId, await startComparing(context, input), onStep);
  const { table } = await getOrderWorth(context, input);
  return found(table ?? undefined, "comparison of metrics", input.campaignId);
}

function describe(table: WorthTable): string {
  const { comparisons, judgments, tieRate, evidence, sentences, missing, scope, rows } = table;
  const source = evidence === "control" ? "control sample" : "imported judgments";
  const group = evidence === "control" ? "each stratum" : "each model pair";
  const where = scope === "pair" ? group : "all comparisons together";
  const heading = `${comparisons} comparisons, ${judgments} judgments (${source}), ${percent(tieRate)} ties.`;
  if (missing > 0) return `${heading}\n\n${sentences.join("\n")}`;
  const body = formatTable(
    [
      "order by",
      "id",
      "says",
      "fewer ties",
      "95 % interval",
      "by chance",
      "against length",
      "95 % interval",
      "AUC",
      "within length",
      "win rate bias",
    ],
    rows.map(cells),
  );
  return `${heading} First fifth of ${where}:\n\n${body}\n\n${sentences.join("\n")}`;
}

function cells({
  id,
  title,
  verdict,
  top,
  againstLength,
  auc,
  aucWithinLength,
  winRateBias,
}: WorthRow): string[] {
  return [
    title,
    id,
    worthVerdictWords[verdict],
    signedPercent(top.reduction),
    interval(top.ci),
    signedPercent(top.nullQuantile95),
    signedPercent(againstLength?.difference),
    interval(againstLength?.ci ?? null),
    auc?.toFixed(3) ?? "–",
    aucWithinLength?.toFixed(3) ?? "–",
    percent(winRateBias),
  ];
}

function interval(ci: [number, number] | null): string {
  return ci ? `${signedPercent(ci[0])} to ${signedPercent(ci[1])}` : "–";
}
