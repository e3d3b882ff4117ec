import { and, eq, inArray, sql } from "drizzle-orm";
import type { Connection, Database } from "@/db/client";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { reachOf, sharedBudgetLeft } from "../draw/sequence";
import { loadPairNames, type PairNames } from "../ranking/pair-names";
import type { VerbContext } from "../verb-context";
import { findOrder, groupOf } from "./order-in-force";
import { openedSlots, plannedSlots, type QueueStratum, type Slot } from "./queue-slots";
import type { ListQueueInput, QueueRow, QueueView } from "./schemas";
import { sliceCondition } from "./slice-condition";

const excerptLength = 240;
/** What one request looks through at most: a filter that lets little pass ends a page early, and the next goes on. */
const mostSlots = 20_000;

/**
 * The comparisons in the order in which they come: open ones by their opening, then what is planned, strata taking turns.
 * Before launch, when nothing is drawn, by rank. A page at a time; `next` is null at the end.
 */
export async function listQueue({ database }: VerbContext, input: ListQueueInput): Promise<QueueView> {
  const campaign = await getCampaignRow(database, input.campaignId);
  const order = await findOrder(database, campaign);
  const isDrawn = campaign.rankingId !== null;
  if (!order) return { isDrawn, rows: [], next: null };
  const names = await loadPairNames(database, input.campaignId);
  const left = await sharedBudgetLeft(database, campaign);
  const strata = (await listStrata(database, order.id, left)).filter((stratum) =>
    isWanted(stratum, names, input, order),
  );
  const strataById = new Map(strata.map((stratum) => [stratum.stratumId, stratum]));
  const rows: QueueRow[] = [];
  let looked = 0;
  let last = input.cursor ?? null;
  for await (const slots of inOrder(database, input, strata, isDrawn)) {
    const texts = await readTexts(database, slots, input);
    for (const slot of slots) {
      const text = texts.get(slot.comparisonId);
      if (text && rows.length === input.limit) return { isDrawn, rows, next: last };
      if (text) rows.push(viewRow(slot, text, strataById.get(slot.stratumId) as QueueStratum, names));
      last = slot.cursor;
    }
    looked += slots.length;
    if (looked >= mostSlots) return { isDrawn, rows, next: last };
  }
  return { isDrawn, rows, next: null };
}

/** The places in order from the cursor on, in growing batches. */
async function* inOrder(
  database: Database,
  { campaignId, state, cursor, limit }: ListQueueInput,
  strata: QueueStratum[],
  isDrawn: boolean,
): AsyncGenerator<Slot[]> {
  const batch = Math.max(200, 2 * limit);
  if (strata.length === 0) return;
  if (isDrawn && state !== "planned" && cursor?.part !== "planned") {
    const states = state === "next" ? (["open"] as const) : ([state] as const);
    yield* openedSlots(database, campaignId, strata, states, cursor?.key ?? 0, batch);
  }
  const goesOn = state === "planned" || state === "next";
  if (goesOn) yield* plannedSlots(database, strata, cursor?.part === "planned" ? cursor : undefined, batch);
}

/** Whether a stratum can hold what is asked for. */
function isWanted(
  { pairId, routingGroup }: QueueStratum,
  names: ReadonlyMap<number, PairNames>,
  { pair, slice }: ListQueueInput,
  order: { routing: string },
): boolean {
  const { modelA, modelB } = names.get(pairId) ?? { modelA: "", modelB: "" };
  if (pair && !(pair.includes(modelA) && pair.includes(modelB))) return false;
  const byGroup = slice?.by === "language" && order.routing === "language";
  return !byGroup || groupOf(order, slice.value) === routingGroup;
}

async function listStrata(
  { orm, tables: { stratum, drawSequence } }: Connection,
  rankingId: string,
  left: number | null,
): Promise<QueueStratum[]> {
  const rows = await orm
    .select({
      stratumId: stratum.id,
      pairId: stratum.pairId,
      routingGroup: stratum.routingGroup,
      size: stratum.size,
      planned: drawSequence.planned,
      opened: drawSequence.opened,
    })
    .from(stratum)
    .leftJoin(drawSequence, eq(drawSequence.stratumId, stratum.id))
    .where(eq(stratum.rankingId, rankingId));
  return rows.map(({ planned, opened, ...row }) => ({
    ...row,
    sequence:
      planned === null || opened === null
        ? null
        : { planned: reachOf({ planned, opened, size: row.size }, left), opened },
  }));
}

type RowText = Awaited<ReturnType<typeof selectTexts>>[number];

/** The beginnings of the prompts, for those that pass the filters. */
async function readTexts(
  connection: Connection,
  slots: readonly Slot[],
  input: ListQueueInput,
): Promise<Map<number, RowText>> {
  if (slots.length === 0) return new Map();
  const ids = slots.map(({ comparisonId }) => comparisonId);
  const found: RowText[] = [];
  const idsPerQuery = 5_000;
  for (let from = 0; from < ids.length; from += idsPerQuery)
    found.push(...(await selectTexts(connection, ids.slice(from, from + idsPerQuery), input)));
  return new Map(found.map((row) => [row.comparisonId, row]));
}

function selectTexts(connection: Connection, ids: number[], { slice }: ListQueueInput) {
  const { comparison, prompt } = connection.tables;
  return connection.orm
    .select({
      comparisonId: comparison.id,
      promptExternalId: prompt.externalId,
      prompt: sql<string>`substr(${prompt.text}, 1, ${excerptLength})`,
      language: prompt.language,
      category: prompt.category,
    })
    .from(comparison)
    .innerJoin(prompt, eq(prompt.id, comparison.promptId))
    .where(and(inArray(comparison.id, ids), sliceCondition(connection, slice)));
}

function viewRow(
  { comparisonId, number, arm, q, rank, state, judgments }: Slot,
  text: RowText,
  { pairId, routingGroup, size }: QueueStratum,
  names: ReadonlyMap<number, PairNames>,
): QueueRow {
  const { modelA, modelB } = names.get(pairId) ?? { modelA: "", modelB: "" };
  return {
    ...text,
    comparisonId,
    modelA,
    modelB,
    routingGroup,
    number,
    size,
    arm,
    q,
    rank,
    state,
    judgments,
  };
}
