import { and, eq } from "drizzle-orm";
import type { Connection, Database } from "@/db/client";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { isHeld } from "../draw/hold-draws";
import { listSequences } from "../draw/sequence";
import { found, TiebreakError } from "../errors";
import { findNewestJob, queueJob, refuseWhileRunning, requeueJob } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { orderMetrics } from "./metric-by-id";
import { NewOrder, type StartReorderInput } from "./schemas";

/**
 * Queues a new order of what a live or paused campaign has not drawn yet; returns the job's id. One that broke off while it
 * was replacing draws is finished first: its job is returned instead, and what was asked for now may be asked again.
 */
export async function startReorder(
  context: VerbContext,
  input: StartReorderInput,
): Promise<{ jobId: string }> {
  const { database } = context;
  const { campaignId } = input;
  const order = NewOrder.parse(input.order);
  const check = async (connection: Connection) => {
    await requireRunning(connection, campaignId);
    await refuseWhileRunning(connection, campaignId, "reorder");
  };
  await check(database);
  if (await isHeld(database, campaignId)) {
    const broken = found(
      (await findNewestJob(database, campaignId, "reorder")) ?? undefined,
      "job",
      "reorder",
    );
    await requeueJob(context, broken.id);
    return { jobId: broken.id };
  }
  if (order.predictorId === undefined) orderMetrics(order);
  else await refuseOtherPredictor(database, campaignId, order.predictorId);
  const sequences = await listSequences(database, campaignId);
  if (sequences.every(({ opened, size }) => opened >= size))
    throw new TiebreakError(
      "wrong_state",
      "Every comparison is drawn already: there is nothing left to order.",
    );
  return { jobId: await queueJob(context, { campaignId, kind: "reorder", input: order, check }) };
}

async function requireRunning(connection: Connection, campaignId: string): Promise<void> {
  const { state } = await getCampaignRow(connection, campaignId);
  if (state !== "live" && state !== "paused") {
    throw new TiebreakError(
      "wrong_state",
      state === "draft"
        ? "A draft campaign is ranked, not reordered: nothing is drawn yet."
        : "A closed campaign draws nothing more, so there is nothing to reorder.",
    );
  }
}

async function refuseOtherPredictor(
  { orm, tables: { predictor } }: Database,
  campaignId: string,
  predictorId: string,
): Promise<void> {
  const rows = await orm
    .select({ id: predictor.id })
    .from(predictor)
    .where(and(eq(predictor.id, predictorId), eq(predictor.campaignId, campaignId)));
  found(rows[0], "predictor", predictorId);
}
