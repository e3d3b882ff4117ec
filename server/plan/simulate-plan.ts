import type { StopSettings } from "@/db/schema/campaign";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { errorRate } from "../report/error-rate";
import type { VerbContext } from "../verb-context";
import { findPool } from "./find-pool";
import type { PlayPlanInput } from "./play-plan";
import { ruleInForce } from "./rule-in-force";
import type { PlayedPlan, SimulatedPlan, SimulatePlanInput } from "./schemas";

const mostCampaigns = 400;
const fewestCampaigns = 60;
/** Comparisons drawn over all campaigns: about a second of one core. */
const affordable = 400_000;
/** A pair beyond this takes seconds for the fewest campaigns. */
const largestPair = 10_000;

/**
 * Plays seeded campaigns under the assumptions: the slow answer to what the plan says by formula.
 *
 * @param play does the work, on another thread.
 */
export async function simulatePlan(
  { database }: VerbContext,
  input: SimulatePlanInput,
  play: (input: PlayPlanInput) => Promise<PlayedPlan>,
): Promise<SimulatedPlan> {
  const campaign = await getCampaignRow(database, input.campaignId);
  const { pool } = await findPool(database, campaign);
  const unplayed = whyUnplayed(input, pool?.perPair.mean ?? 0);
  if (!pool || unplayed) return { played: null, reason: unplayed ?? "There is nothing to play yet." };
  const N = pool.perPair.mean;
  const { preset, tieRate, margin, auc, budget, withRule } = input;
  const played = await play({
    N,
    tieRate,
    margin,
    auc,
    preset,
    controlShare: campaign.controlShare,
    n: Math.max(1, Math.min(N, Math.round((budget / pool.comparisons) * N))),
    campaigns: Math.max(fewestCampaigns, Math.min(mostCampaigns, Math.floor(affordable / N))),
    seed: `${campaign.seed}/plan`,
    level: errorRate / pool.pairs,
    rule: withRule ? ruleOf(ruleInForce(campaign)) : null,
  });
  return { played, reason: null };
}

function whyUnplayed({ margin, tieRate }: SimulatePlanInput, N: number): string | null {
  if (N === 0) return "There is nothing to play yet.";
  if (margin > 1 - tieRate + 1e-9) return "With so many ties the win rate cannot be so far from 50\u00a0%.";
  if (N > largestPair)
    return "Campaigns are played for pairs of up to 10,000 comparisons. The formula is within about 2\u00a0% of them.";
  return null;
}

function ruleOf(own: StopSettings | null): PlayPlanInput["rule"] {
  if (!own) return { winner: true, isOwn: false };
  const { winner, equivalence, width } = own;
  return {
    winner,
    ...(equivalence === null ? {} : { equivalence }),
    ...(width === null ? {} : { width }),
    isOwn: true,
  };
}
