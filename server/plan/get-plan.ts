import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type CampaignRow, getCampaignRow } from "../campaign/get-campaign-row";
import { listReportStrata } from "../report/list-report-strata";
import { getStopState } from "../stop/get-stop-state";
import type { PairState } from "../stop/schemas";
import type { VerbContext } from "../verb-context";
import { computePlan, type PlanSetting } from "./compute-plan";
import { findOrderAuc } from "./find-order-auc";
import { findPace } from "./find-pace";
import { findPilot } from "./find-pilot";
import { findPool, shareBudget } from "./find-pool";
import { pairPlans, standingSentence } from "./pair-standings";
import { chartCaption, planChart } from "./plan-chart";
import { planNotes, planSentences, planWarnings } from "./plan-sentences";
import { winRateWords } from "./plan-words";
import { type Measured, type ResolvedPlan, resolveAssumptions } from "./resolve-assumptions";
import { ruleInForce } from "./rule-in-force";
import type { PlanInput, PlanPool, PlanView } from "./schemas";

/**
 * What a budget is able to show, what a margin takes, and how long that is, by formula: from what the lead assumes, else
 * from imported judgments, else, once launched, from the judgments so far; then also how many are still needed.
 */
export async function getPlan({ database }: VerbContext, input: PlanInput): Promise<PlanView> {
  const campaign = await getCampaignRow(database, input.campaignId);
  const { pairs, pool } = await findPool(database, campaign);
  const { evidence, pilot } = await findPilot(database, campaign, pairs, input.evidence);
  const measured = await measure(database, campaign);
  const counted = pool ?? nothing;
  const about = { campaign, pool: counted, evidence: evidence.used, pilot, measured };
  const resolved = resolveAssumptions(input, about);
  const { judgmentsPerComparison: judgmentsEach, controlShare, mode, state } = campaign;
  const view = {
    state,
    mode,
    pool,
    judgmentsEach,
    campaignBudget: campaign.budget,
    evidence,
    ...resolved,
  };
  const problem = findProblem(pool, resolved);
  if (problem) return { ...view, ...unplanned, problem };
  const setting: PlanSetting = { pool: counted, judgmentsEach, controlShare };
  const computed = computePlan(resolved, setting);
  const hasStopRule = ruleInForce(campaign) !== null;
  const isAllocated =
    mode === "measure" && resolved.budget < counted.comparisons && sharesBudget(campaign, counted.pairs);
  const facts = { mode, hasStopRule, isAllocated, resolved, setting, computed };
  const { budgetTime, level, presets, tieAvoidanceBound, orders } = computed;
  const planned = shareBudget(pairs, resolved.budget, campaign.rankingId !== null);
  const order = orders[campaign.preset];
  const states = await listStates(database, campaign);
  const stands = pairPlans(pairs, planned, { pilot, from: evidence.used, states, order });
  const standing = standingSentence(stands);
  const asked = input.budget === undefined ? campaign.budget : input.budget;
  return {
    ...view,
    problem: null,
    sentences: standing ? [standing, ...planSentences(facts)] : planSentences(facts),
    warnings: planWarnings(facts, { asked, promptOnce: campaign.promptOncePerAnnotator }),
    notes: planNotes(facts, { isMeasured: measured.auc !== null }),
    budgetTime,
    level,
    presets,
    tieAvoidanceBound,
    pairs: stands,
    chart: planChart(computed, resolved, counted),
    chartCaption: chartCaption(resolved),
  };
}

/** Whether pairs get what others leave of the budget. */
function sharesBudget({ pairAllocation }: CampaignRow, pairs: number): boolean {
  return pairAllocation === "uncertain" && pairs > 1;
}

const nothing: PlanPool = {
  comparisons: 0,
  pairs: 0,
  perPair: { least: 0, mean: 0, most: 0 },
  prompts: 0,
  isRanked: false,
};

const unplanned = {
  sentences: [],
  warnings: [],
  notes: [],
  budgetTime: null,
  level: 0.05,
  presets: [],
  tieAvoidanceBound: null,
  pairs: [],
  chart: null,
  chartCaption: "",
};

/** Why no number can be given. */
function findProblem(pool: PlanPool | null, { tieRate, margin }: ResolvedPlan): string | null {
  if (!pool)
    return "There is nothing to plan yet: import the completions of two models or more, so that it is known how many comparisons there are.";
  if (tieRate.value === 1)
    return tieRate.from === "set" || tieRate.from === "assumed"
      ? "If every comparison is a tie, there is no winner to show. Assume a lower tie rate."
      : "Every comparison judged so far is a tie, so nothing tells how many judgments a winner would take. Enter a tie rate below 100\u00a0% to see.";
  if (margin.value > 1 - tieRate.value + 1e-9)
    return `With so many ties the win rate cannot be beyond ${winRateWords(1 - tieRate.value)}. Enter a smaller win rate, or a lower tie rate.`;
  return null;
}

/** How the pairs of a launched campaign stand by their stored sequences, as the overview shows them. */
async function listStates(database: Database, campaign: CampaignRow): Promise<PairState[]> {
  const { rankingId, id: campaignId } = campaign;
  if (rankingId === null) return [];
  const strata = await listReportStrata(database, { id: rankingId, campaignId });
  return (await getStopState(database, campaign, strata)).pairs;
}

async function measure(database: Database, campaign: CampaignRow): Promise<Measured> {
  return {
    auc: await findOrderAuc(database, campaign),
    seconds: await findPace(database, campaign.id),
    annotators: await countAnnotators(database, campaign.id),
  };
}

async function countAnnotators({ orm, tables: { member } }: Database, campaignId: string): Promise<number> {
  const rows = await orm
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(member)
    .where(and(eq(member.campaignId, campaignId), eq(member.role, "annotator"), isNull(member.removedAt)));
  return rows[0]?.n ?? 0;
}
