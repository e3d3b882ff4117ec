import { getCampaignRow } from "../../campaign/get-campaign-row";
import { listQueue } from "../../comparison/list-queue";
import { findOrder, placeOfRank } from "../../comparison/order-in-force";
import { ListQueueInput, type QueueRow } from "../../comparison/schemas";
import type { VerbContext } from "../../verb-context";
import type { NextOptions } from "../commands/next";
import { CommandError } from "../failures";
import { formatTable } from "../format-table";
import { chance } from "../number-words";
import { print, printJson } from "../print";
import { withCampaign } from "../with-campaign";

const rowsPerPage = 200;

/** Prints what comes next. */
export async function next(idOrName: string, { limit, json }: NextOptions): Promise<void> {
  const { rows, name, isRanked } = await withCampaign(idOrName, async (context, { id, name }) => {
    const order = await findOrder(context.database, await getCampaignRow(context.database, id));
    return { rows: await readRows(context, id, limit), name, isRanked: order !== undefined };
  });
  if (json) return printJson(rows);
  if (rows.length > 0) return print(queueTable(rows));
  if (!isRanked)
    throw new CommandError(`"${name}" is not ranked. Rank it first: npx tiebreak rank "${name}"`);
  print(`Nothing is open or planned in "${name}".`);
}

async function readRows(context: VerbContext, campaignId: string, limit: number): Promise<QueueRow[]> {
  const rows: QueueRow[] = [];
  let cursor: ListQueueInput["cursor"] = null;
  do {
    const wanted = Math.min(rowsPerPage, limit - rows.length);
    const page = await listQueue(context, ListQueueInput.parse({ campaignId, limit: wanted, cursor }));
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor && rows.length < limit);
  return rows;
}

function queueTable(rows: readonly QueueRow[]): string {
  const isDrawn = rows.some(({ state }) => state !== "ranked");
  const heading = ["comparison", "prompt", "pair", "group", "rank"];
  const cells = rows.map((row) => [
    String(row.comparisonId),
    row.promptExternalId,
    `${row.modelA} – ${row.modelB}`,
    row.routingGroup,
    `${placeOfRank(row.rank, row.size)} of ${row.size}`,
    ...(isDrawn ? [String(row.number), row.arm ?? "–", chance(row.q), row.state] : []),
  ]);
  return formatTable(isDrawn ? [...heading, "draw", "arm", "probability", "state"] : heading, cells);
}
