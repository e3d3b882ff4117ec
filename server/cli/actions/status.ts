import type { CampaignProgress } from "../../campaign/campaign-view";
import { getCampaignRow } from "../../campaign/get-campaign-row";
import { getProgress } from "../../campaign/get-progress";
import { listFlags } from "../../flag/list-flags";
import { listMembers } from "../../member/list-members";
import type { MemberView } from "../../member/schemas";
import { formatTable } from "../format-table";
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
  parts.push(peopleTable(people), ...progress.warnings);
  print(parts.join("\n\n"));
}

function describe(progress: CampaignProgress, flags: number): string {
  const { planned, closed, unjudgeable, open, judgments, skips, activeAnnotators } = progress;
  if (planned === 0) return "It is not launched.";
  const share = percent((closed + unjudgeable) / planned);
  return `${closed} of ${planned} comparisons closed (${share} settled), ${open} open, ${unjudgeable} unjudgeable; ${judgments} judgments, ${skips} skips, ${flags} flags to resolve; ${activeAnnotators} annotators active.`;
}

function strataTable({ strata }: CampaignProgress): string {
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
  return formatTable(["pair", "group", "planned", "drawn", "closed prefix", "open", "beyond it"], rows);
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
