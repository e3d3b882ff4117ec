import { replayCampaigns } from "../../replay/replay-campaigns";
import type { CampaignReplay, PlayedOrder } from "../../replay/schemas";
import type { ReplayCommandOptions } from "../commands/replay";
import { formatTable } from "../format-table";
import { percent, signedPercent } from "../number-words";
import { note, print, printJson } from "../print";
import { withProgress } from "../progress";

/** Plays campaigns over a file's recorded judgments and prints how often what they say is true. */
export async function printCampaigns(
  file: string,
  options: ReplayCommandOptions & { metric: string[]; campaigns: number },
): Promise<void> {
  const { json, metric, judged = [0.1, 0.2, 0.5], judgments, scope, campaigns, controlShare, seed } = options;
  const { results, smallPools, leftOut } = await withProgress((onStep) =>
    replayCampaigns(
      file,
      {
        metrics: metric,
        scope,
        campaigns,
        judged,
        controlShare,
        seed,
        ...(judgments === undefined ? {} : { judgments }),
      },
      onStep,
    ),
  );
  for (const { metric: id, reason } of leftOut) note(`${id} was left out. ${reason}`);
  if (smallPools > 0) note(`${smallPools} model pairs were left out: fewer than 20 comparisons each.`);
  if (json) printJson(results);
  else print(results.map(describe).join("\n\n"));
}

function describe(result: CampaignReplay): string {
  const { dataset, metric, scope, pools, comparisons, judgments, campaigns, orders } = result;
  const each = result.judgmentsPerComparison;
  const pool = scope === "pair" ? `${pools} model pairs, each a pool,` : "all model pairs as one pool,";
  const taken = each === null ? "with all its judgments" : `with up to ${each} of its judgments, drawn anew`;
  const heading = `${dataset} by ${metric}: ${pool} ${comparisons} comparisons, ${judgments} judgments.\n${campaigns} campaigns per pool and order, each comparison ${taken}.`;
  return [heading, fixedTable(orders), stopTable(orders), notes].join("\n\n");
}

const notes = [
  "Covers: how often the 95 % interval holds the pool's win rate; lowest: in the pool where it does least.",
  "Bias: mean error towards the pool's winner. False: a winner is named where the pool was made a draw.",
  "Explore mode estimates nothing. Read here as if it did: the plain mean with Wilson's interval, or a random sample's.",
].join("\n");

function fixedTable(orders: readonly PlayedOrder[]): string {
  return formatTable(
    ["number fixed", "judged", "covers", "lowest", "right winner", "bias", "half-width", "false"],
    orders.flatMap((order) =>
      order.fixed.map((at, i) => [
        i === 0 ? orderName(order) : "",
        percent(at.share),
        percent(at.coverage),
        percent(at.lowestCoverage),
        percent(at.winner),
        signedPercent(at.bias),
        percent(at.halfWidth),
        percent(at.falselyDecided),
      ]),
    ),
  );
}

function stopTable(orders: readonly PlayedOrder[]): string {
  return formatTable(
    [
      "stopped at a winner",
      "right",
      "wrong",
      "comparisons",
      "judgments",
      "of the pool",
      "ever missed",
      "false",
    ],
    orders.map((order) => [
      orderName(order),
      percent(order.stop.right),
      percent(order.stop.wrong),
      order.stop.comparisons.toFixed(0),
      order.stop.judgments.toFixed(0),
      percent(order.stop.share),
      percent(order.stop.everMissed),
      percent(order.stop.falselyDecided),
    ]),
  );
}

/** @example orderName({ mode: "measure", preset: "sharp", reading: "lure" }) // "measure, sharp" */
function orderName({ mode, preset, reading }: Pick<PlayedOrder, "mode" | "preset" | "reading">): string {
  const how = reading === "wilson" ? "Wilson" : "as a sample";
  return `${mode}, ${preset ?? how}`;
}
