import { and, eq, exists, isNull, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type CampaignRow, getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { isOfQueue } from "../judgment/is-of-queue";
import { listRules } from "../noise/list-rules";
import { campaignBasis } from "../ranking/campaign-basis";
import { orderedBy, orderWords } from "../ranking/order-words";
import { listScoreSets } from "../ranking/score-sets";
import { errorRate } from "./error-rate";
import { listReplacements } from "./list-replacements";
import { listReportStrata } from "./list-report-strata";
import { loadHabits } from "./load-habits";
import { startJudgedDraws } from "./load-judged-draws";
import { loadReportPools } from "./load-report-pools";
import { productVersion } from "./product-version";
import { promptsOfComparisons } from "./prompts-of-comparisons";
import type { ScanElsewhere } from "./read-judgments";
import type { ReportInput } from "./report-input";
import { loadStops } from "./stop/load-stops";

/** Reads everything that a launched campaign's report is computed from, in one pass. */
export async function loadReportInput(
  database: Database,
  campaignId: string,
  scanElsewhere?: ScanElsewhere,
): Promise<ReportInput> {
  const campaign = await getCampaignRow(database, campaignId);
  if (campaign.state === "draft" || !campaign.rankingId) {
    throw new TiebreakError("wrong_state", "There is nothing to report before the campaign is launched.");
  }
  const { launched, draws, judged } = await startJudgedDraws(
    database,
    campaign,
    campaign.rankingId,
    scanElsewhere,
  );
  const { mode, metric, metricVersion, preset, tau, kappa, controlShare, routing, seed, unscored } = launched;
  const strata = await listReportStrata(database, launched);
  const stop = await loadStops(database, strata);
  const promptOf = await promptsOfComparisons(database, campaignId);
  const pools = await loadReportPools(
    database,
    { ...launched, controlVariate: campaign.controlVariate },
    draws,
    promptOf,
  );
  const elsewhere = await countElsewhere(database, campaignId);
  const { counts, ledger, judgments, extra, repeats, people } = await judged();
  return {
    campaign: { id: campaign.id, name: campaign.name, state: campaign.state },
    configuration: {
      mode,
      metric,
      metricVersion,
      orderedBy: orderedBy(launched),
      orderWords: orderWords(launched),
      sliceMinimums: launched.sliceMinimums,
      replacements: await listReplacements(database, launched, strata),
      exclusions: await listRules(database, { campaignId, rankingId: launched.id }),
      controlVariate: campaign.controlVariate,
      preset,
      tau,
      kappa,
      controlShare,
      routing,
      outcomes: campaign.outcomes,
      judgmentsPerComparison: campaign.judgmentsPerComparison,
      budgetAtLaunch: campaign.budgetAtLaunch,
      budget: campaign.budget,
      pairAllocation: campaign.pairAllocation,
      extraUpTo: campaign.extraUpTo,
      anchorModel: campaign.anchorModel,
      trajectories: campaign.trajectories,
      promptOncePerAnnotator: campaign.promptOncePerAnnotator,
      adoptImported: campaign.adoptImported,
      seed,
      rankingId: launched.id,
      unscored,
      alpha: errorRate,
      stopRule: campaign.stopRule,
      stops: stop.stops,
      hasGoneOn: campaign.goneOnAt !== null,
    },
    productVersion: productVersion(),
    counts: { ...counts, ...elsewhere },
    strata: draws.map(({ columns }) => columns),
    sequences: stop.sequences,
    ...pools,
    judgments,
    extra,
    repeats,
    ...(await loadHabits(database, campaignId, people)),
    ledger,
    scored: await listScored(database, campaign),
  };
}

/** The metrics whose scores of the whole pool are stored, as in the table of what orders are worth. */
async function listScored(database: Database, campaign: CampaignRow): Promise<string[]> {
  const { basis } = await campaignBasis(database, campaign);
  const sets = await listScoreSets(database, campaign.id, basis);
  return sets.map(({ metric, metricVersion }) => `${metric}@${metricVersion}`).sort();
}

async function countElsewhere({ orm, tables }: Database, campaignId: string) {
  const { comparison, prompt, skip, flag } = tables;
  const compared = orm
    .select({ one: sql`1` })
    .from(comparison)
    .where(and(eq(comparison.campaignId, campaignId), eq(comparison.promptId, prompt.id)));
  const prompts = await orm
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(prompt)
    .where(and(eq(prompt.campaignId, campaignId), exists(compared)));
  const skips = await orm
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(skip)
    .where(and(eq(skip.campaignId, campaignId), isNull(skip.withdrawnAt), isOfQueue(skip)));
  const flags = await orm
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(flag)
    .where(and(eq(flag.campaignId, campaignId), isNull(flag.goldId), ne(flag.state, "withdrawn")));
  return { prompts: prompts[0]?.n ?? 0, skips: skips[0]?.n ?? 0, flags: flags[0]?.n ?? 0 };
}
