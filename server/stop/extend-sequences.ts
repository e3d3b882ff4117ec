import type { Transaction } from "@/db/client";
import { type CampaignRow, getCampaignRow } from "../campaign/get-campaign-row";
import { toBytes } from "../ranking/arrays";
import { lureOfPrefix, type ScoredStratum } from "../report/scored-stratum";
import type { VerbContext } from "../verb-context";
import { findStop } from "./find-stop";
import { listWatchedPairs, type StratumProgress } from "./list-watched-pairs";
import { loadStratum } from "./load-stratum";
import { runSequence, type SequenceRun } from "./run-sequence";
import { stopPair } from "./stop-pair";
import { loadStoredSequences } from "./stored-sequences";

/**
 * Brings the confidence sequences of a launched campaign up to its closed draws, and ends the pairs that its stop rule
 * ends. Only draws that are new are taken in; a sequence that has read a judgment revised since is run anew.
 *
 * May be called at any time, by several processes: what it writes follows from the draws, and a pair is ended once.
 *
 * @param all looks at every stratum, also where no draw has closed since: a judgment may have been revised.
 */
export async function extendSequences(
  context: VerbContext,
  campaignId: string,
  { all }: { all: boolean },
): Promise<void> {
  const campaign = await getCampaignRow(context.database, campaignId);
  const { rankingId } = campaign;
  if (campaign.mode === "explore" || campaign.state === "draft" || !rankingId) return;
  for (const strata of await listWatchedPairs(context.database, { id: campaignId, rankingId })) {
    const hasMoved = strata.some(({ closedPrefix, step }) => closedPrefix !== (step ?? 0));
    if (hasMoved || all) await extendPair(context, campaign, strata);
  }
}

interface Extended {
  place: StratumProgress;
  scored: ScoredStratum;
  run: SequenceRun;
}

async function extendPair(
  context: VerbContext,
  campaign: CampaignRow,
  strata: readonly StratumProgress[],
): Promise<void> {
  const { database } = context;
  const stored = await loadStoredSequences(
    database,
    strata.map(({ stratumId }) => stratumId),
  );
  const extended: Extended[] = [];
  for (const place of strata) {
    const scored = await loadStratum(database, campaign, place);
    const before = stored.get(place.stratumId);
    extended.push({
      place,
      scored,
      run: runSequence(scored, { preset: campaign.preset, alpha: place.alpha }, before),
    });
  }
  const { stopRule, goneOnAt } = campaign;
  const isWatched = stopRule !== null && goneOnAt === null && !strata.some(({ isStopped }) => isStopped);
  const stop = isWatched
    ? findStop(
        stopRule,
        extended.map(({ place, run }) => ({ size: place.size, planned: place.planned, run })),
      )
    : undefined;
  await database.transaction(
    async (tx) => {
      if (stop) await tx.lockCampaign(campaign.id);
      for (const one of extended) await storeRun(tx, campaign.id, one);
      if (stop) await stopPair(tx, context, { campaignId: campaign.id, strata, stop });
    },
    stop ? "full" : "normal",
  );
}

/** Whatever another process has stored meanwhile: each is right for the draws it has read, and is extended again. */
async function storeRun(
  tx: Transaction,
  campaignId: string,
  { place, scored, run }: Extended,
): Promise<void> {
  const { sequenceState } = tx.tables;
  const { theta = null, se = null } = run.step > 0 ? lureOfPrefix(scored, scored.s) : {};
  const values = {
    alpha: place.alpha,
    step: run.step,
    lower: run.bounds.lower,
    upper: run.bounds.upper,
    state: Buffer.from(run.state),
    path: toBytes(run.path),
    theta,
    se,
  };
  await tx.orm
    .insert(sequenceState)
    .values({ stratumId: place.stratumId, campaignId, ...values })
    .onConflictDoUpdate({ target: sequenceState.stratumId, set: values });
}
