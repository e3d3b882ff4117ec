import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { StopSettings } from "@/db/schema/campaign";
import { stratified } from "@/server/core/estimation/stratified";
import { winRateOfMargin } from "@/server/core/estimation/win-rate";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { conclusionOf, ratesOf } from "./conclusion-of";
import type { PairState, StopState } from "./schemas";
import { stillNeeded } from "./still-needed";
import { stopWords } from "./stop-words";
import { combineBounds } from "./walk-strata";

/** A stratum as progress counts it. */
interface Stratum {
  stratumId: number;
  modelA: string;
  modelB: string;
  size: number;
}

/** Where each pair stands by its stored sequences, and what the stop rule has ended. */
export async function getStopState(
  database: Database,
  campaign: CampaignRow,
  strata: readonly Stratum[],
): Promise<StopState> {
  const ruleWords = stopWords(campaign.stopRule);
  const hasGoneOn = campaign.goneOnAt !== null;
  if (campaign.mode === "explore") return { ruleWords, pairs: [], isMet: false, hasGoneOn };
  const rows = await listStates(database, campaign.id);
  const pairs = new Map<string, Stratum[]>();
  for (const stratum of strata) {
    const key = JSON.stringify([stratum.modelA, stratum.modelB]);
    pairs.set(key, [...(pairs.get(key) ?? []), stratum]);
  }
  const states = [...pairs.values()].map((members) => pairState(campaign, members, rows));
  const isMet = states.length > 0 && states.every(({ stopped }) => stopped !== null) && !hasGoneOn;
  return { ruleWords, pairs: states, isMet, hasGoneOn };
}

type StateRow = Awaited<ReturnType<typeof listStates>> extends Map<number, infer Row> ? Row : never;

async function listStates({ orm, tables: { sequenceState } }: Database, campaignId: string) {
  const { stratumId, step, lower, upper, theta, se, stopReason, stopStep, stopLower, stopUpper } =
    sequenceState;
  const rows = await orm
    .select({ stratumId, step, lower, upper, theta, se, stopReason, stopStep, stopLower, stopUpper })
    .from(sequenceState)
    .where(eq(sequenceState.campaignId, campaignId));
  return new Map(rows.map((row) => [row.stratumId, row]));
}

function pairState(
  { stopRule, goneOnAt, judgmentsPerComparison }: CampaignRow,
  members: readonly Stratum[],
  rows: ReadonlyMap<number, StateRow>,
): PairState {
  const strata = members.map(({ stratumId, size }) => ({ size, row: rows.get(stratumId) }));
  const bounds = combineBounds(
    strata.map(({ size, row }) => ({ size, lower: row?.lower ?? -1, upper: row?.upper ?? 1 })),
  );
  const { N, theta, se } = stratified(
    strata.map(({ size, row }) => ({ N: size, theta: row?.theta ?? undefined, se: row?.se ?? undefined })),
  );
  const M = strata.reduce((sum, { row }) => sum + (row?.step ?? 0), 0);
  const conclusion = conclusionOf(bounds, stopRule);
  const stopped = stoppedBy(stopRule, strata);
  const needed =
    conclusion === "undecided" && (!stopped || goneOnAt !== null)
      ? stillNeeded({ N, M, theta, se, bounds }, goneOnAt === null ? stopRule : null, judgmentsPerComparison)
      : undefined;
  const { modelA, modelB } = members[0] as Stratum;
  return {
    modelA,
    modelB,
    size: N,
    step: M,
    winRate: theta === undefined ? null : Math.min(1, Math.max(0, winRateOfMargin(theta))),
    ...ratesOf(bounds),
    conclusion,
    stopped,
    stillNeeded: needed ?? null,
  };
}

function stoppedBy(
  rule: StopSettings | null,
  strata: readonly { size: number; row: StateRow | undefined }[],
): PairState["stopped"] {
  const reason = strata[0]?.row?.stopReason;
  if (!reason) return null;
  const bounds = combineBounds(
    strata.map(({ size, row }) => ({ size, lower: row?.stopLower ?? -1, upper: row?.stopUpper ?? 1 })),
  );
  const step = strata.reduce((sum, { row }) => sum + (row?.stopStep ?? 0), 0);
  return {
    reason,
    step,
    conclusion: conclusionOf(bounds, rule),
    ...ratesOf(bounds),
  };
}
