import type { CampaignProgress } from "../../campaign/campaign-view";
import { getCampaignRow } from "../../campaign/get-campaign-row";
import { getProgress } from "../../campaign/get-progress";
import { listFlags } from "../../flag/list-flags";
import { listMembers } from "../../member/list-members";
import type { MemberView } from "../../member/schemas";
import { formatTable } from "../format-table";
import { nextPairTable } from "../next-pair-table";
import { minuteOf, percent } from "../number-words";
import { print, printJson } from "../print";
import { withCampaign } from "../with-campaign";

/** Prints how far a campaign is. */
export async function status(idOrName: string, { json }: { json?: boolean }): Promise<void> {
  const found = await withCampaign(idOrName, async (context, { id, name }) => {
    const { state } = await getCampaignRow(context.database, id);
    const progress = await getProgress(context, id);
    const flags = (await listFlags(context, { campaignId: id, state: "raised" })).length;
    return { campaign: { id, name, state }, progress, flags, people: await listMembers(context, id) };
  });
  if (json) return printJson(found);
  const { campaign, progress, flags, people } = found;
  const parts = [`${campaign.name} (${campaign.id}) is ${campaign.state}. ${describe(progress, flags)}`];
  if (progress.strata.length > 0) parts.push(strataTable(progress));
  if (progress.nextPairs) parts.push(nextPairTable(progress.nextPairs));
  if (progress.stop.pairs.some(({ step }) => step > 0)) parts.push(standingTable(progress));
  parts.push(peopleTable(people), ...progress.warnings);
  print(parts.join("\n\n"));
}

function describe(progress: CampaignProgress, flags: number): string {
  const { planned, closed, unjudgeable, open, judgments, extra, skips, activeAnnotators } = progress;
  const { given, wanted } = extra;
  const extras = given + wanted > 0 ? ` and ${given} extra, ${wanted} more wanted` : "";
  if (planned === 0) return "It is not launched.";
  const share = percent((closed + unjudgeable) / planned);
  return `${closed} of ${planned} comparisons closed (${share} settled), ${open} open, ${unjudgeable} unjudgeable; ${judgments} judgments${extras}, ${skips} skips, ${flags} flags to resolve; ${activeAnnotators} annotators active.`;
}

function strataTable({ strata, nextPairs }: CampaignProgress): string {
  const rows = strata.map((stratum) => [
    `${stratum.modelA} – ${stratum.modelB}`,
    stratum.routingGroup,
    ...[
      stratum.planned,
      stratum.opened,
      stratum.closedPrefix,
      stratum.open,
      stratum.completedBeyondPrefix,
    ].map(String),
  ]);
  // Where pairs get what others leave, no number is planned for one of them.
  const planned = nextPairs ? "even share" : "planned";
  return formatTable(["pair", "group", planned, "drawn", "closed prefix", "open", "beyond it"], rows);
}

/** Where the pairs stand by their confidence sequences. */
function standingTable({ stop }: CampaignProgress): string {
  const rows = stop.pairs.map((pair) => [
    `${pair.modelA} – ${pair.modelB}`,
    leads(pair),
    pair.winRate === null ? "–" : percent(pair.winRate),
    `${percent(pair.lower)} to ${percent(pair.upper)}`,
    pair.stopped ? `after ${pair.stopped.step}` : "–",
    pair.stillNeeded
      ? `${pair.stillNeeded.judgments} (${pair.stillNeeded.low} to ${pair.stillNeeded.high})`
      : "–",
  ]);
  const heads = ["pair", "so far", "win rate", "confidence sequence", "stopped", "judgments still needed"];
  return formatTable(heads, rows);
}

function leads({ modelA, modelB, conclusion }: CampaignProgress["stop"]["pairs"][number]): string {
  if (conclusion === "model_a") return `${modelA} ahead`;
  return conclusion === "model_b" ? `${modelB} ahead` : conclusion;
}

function peopleTable(people: readonly MemberView[]): string {
  const rows = people.map(({ name, role, languages, judgments, skips, holding, lastSeenAt, removedAt }) => [
    name,
    removedAt === null ? role : "removed",
    languages?.join(" ") ?? "any",
    ...[judgments, skips, holding].map(String),
    minuteOf(lastSeenAt),
  ]);
  return formatTable(["person", "role", "languages", "judgments", "skips", "holding", "last seen"], rows);
}
