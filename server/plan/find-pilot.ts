import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import type { PoolPair } from "./find-pool";
import { countDrawn, loadLivePilot, mostDraws } from "./load-live-pilot";
import { loadRecordedPilot } from "./load-recorded-pilot";
import { fewestJudged, type Pilot } from "./pilot";
import { number } from "./plan-words";
import type { PlanEvidence, PlanView } from "./schemas";

interface FoundPilot {
  evidence: PlanView["evidence"];
  /** Null where nothing of the campaign is planned by. */
  pilot: Pilot | null;
}

/** The judgments to plan by: those asked for if there are enough, else the campaign's own so far, else imported ones. */
export async function findPilot(
  database: Database,
  campaign: CampaignRow,
  pairs: readonly PoolPair[],
  asked: PlanEvidence | undefined,
): Promise<FoundPilot> {
  const live = await findLive(database, campaign);
  const recorded = await loadRecordedPilot(database, campaign.id, pairs);
  const enough = { live: keepEnough(live.pilot), recorded: keepEnough(recorded) };
  const available: PlanEvidence[] = ["assumed"];
  if (enough.recorded) available.push("recorded");
  if (enough.live) available.push("live");
  const used = asked && available.includes(asked) ? asked : (available.at(-1) as PlanEvidence);
  const pilot = used === "assumed" ? null : enough[used];
  const note = pilot ? describe(used, pilot) : whyNone(live, recorded, available);
  return { evidence: { used, available, note }, pilot };
}

interface FoundLive {
  pilot: Pilot | null;
  note: string | null;
}

async function findLive(database: Database, campaign: CampaignRow): Promise<FoundLive> {
  const { rankingId } = campaign;
  if (rankingId === null || campaign.mode === "explore") return { pilot: null, note: null };
  if ((await countDrawn(database, campaign.id)) > mostDraws) {
    const note = `More than ${number(mostDraws)} comparisons are drawn: the report says how each pair stands, and its tie rate can be entered here.`;
    return { pilot: null, note };
  }
  return { pilot: await loadLivePilot(database, { ...campaign, rankingId }), note: null };
}

function keepEnough(pilot: Pilot | null): Pilot | null {
  return pilot && pilot.judged >= fewestJudged ? pilot : null;
}

function describe(used: PlanEvidence, { judged }: Pilot): string {
  return used === "live"
    ? `Planned by the ${number(judged)} comparisons that were judged without a gap so far, each weighted by its chance to be drawn.`
    : `Planned by the ${number(judged)} comparisons that came with judgments, as if they were a random sample of the set.`;
}

function whyNone(live: FoundLive, recorded: Pilot | null, available: readonly PlanEvidence[]): string {
  if (live.note) return live.note;
  if (available.length > 1) return "Planned by what you assume, not by the judgments that there are.";
  const judged = Math.max(live.pilot?.judged ?? 0, recorded?.judged ?? 0);
  return judged === 0
    ? "Nothing is judged yet: the numbers are assumptions. Change them to what you expect, or import judgments of an earlier campaign."
    : `${number(judged)} judged comparison${judged === 1 ? " is" : "s are"} too few to plan by; from ${fewestJudged} on they are used.`;
}
