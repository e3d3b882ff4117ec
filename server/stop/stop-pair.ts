import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { keepOpenSetFull } from "../task/open-draws";
import type { VerbContext } from "../verb-context";
import type { FoundStop } from "./find-stop";

/**
 * Ends a pair by the stop rule: no more draws of it are opened, those open are judged to their end. Once only, and
 * never taken back; another process may have done it meanwhile, or a lead may have turned the rule off.
 */
export async function stopPair(
  tx: Transaction,
  context: VerbContext,
  {
    campaignId,
    strata,
    stop,
  }: {
    campaignId: string;
    strata: readonly { stratumId: number; modelA: string; modelB: string }[];
    stop: FoundStop;
  },
): Promise<void> {
  const { sequenceState, drawSequence } = tx.tables;
  const campaign = await getCampaignRow(tx, campaignId);
  if (campaign.goneOnAt !== null) return;
  const now = context.clock();
  const ids = strata.map(({ stratumId }) => stratumId);
  for (const [h, { step, bounds }] of stop.strata.entries()) {
    const stopped = await tx.orm
      .update(sequenceState)
      .set({
        stopReason: stop.reason,
        stopStep: step,
        stopLower: bounds.lower,
        stopUpper: bounds.upper,
        stoppedAt: now,
      })
      .where(and(eq(sequenceState.stratumId, ids[h] as number), isNull(sequenceState.stoppedAt)))
      .returning({ stratumId: sequenceState.stratumId });
    if (stopped.length === 0) return;
  }
  await tx.orm.update(drawSequence).set({ stopped: true }).where(inArray(drawSequence.stratumId, ids));
  const step = stop.strata.reduce((sum, stratum) => sum + stratum.step, 0);
  const { modelA, modelB } = strata[0] as { modelA: string; modelB: string };
  await recordAudit(
    tx,
    { ...context, actor: "operator" },
    {
      campaignId,
      action: "campaign.stop-pair",
      subject: `${modelA} – ${modelB}`,
      detail: { reason: stop.reason, step },
    },
  );
  // The room that the pair leaves is the others'.
  if (campaign.state === "live") await keepOpenSetFull(tx, campaignId, now);
}
