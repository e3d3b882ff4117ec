import { and, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { countWords } from "../plan/plan-words";
import { readsGroup } from "../task/reads-group";
import type { CampaignRow } from "./get-campaign-row";

interface Annotator {
  id: string;
  languages: string[] | null;
}

/** What keeps a launched campaign from going on, as sentences that say what to do. */
export async function listWarnings(
  database: Database,
  campaign: CampaignRow,
  strata: readonly { routingGroup: string; open: number }[],
): Promise<string[]> {
  const { member } = database.tables;
  const annotators = await database.orm
    .select({ id: member.id, languages: member.languages })
    .from(member)
    .where(and(eq(member.campaignId, campaign.id), eq(member.role, "annotator"), isNull(member.removedAt)));
  if (annotators.length === 0) return ["Nobody judges yet: invite annotators."];
  const groups = [...new Set(strata.filter(({ open }) => open > 0).map(({ routingGroup }) => routingGroup))];
  const readersOf = (group: string) => annotators.filter(({ languages }) => readsGroup(languages, group));
  const unread = groups.filter((group) => readersOf(group).length === 0);
  const warnings: string[] = [];
  if (unread.length > 0)
    warnings.push(
      `No annotator reads ${unread.join(", ")}; comparisons in it wait, and so does the estimate for all languages.`,
    );
  let stuck = 0;
  for (const group of groups)
    if (!unread.includes(group)) stuck += await countStuck(database, campaign, group, readersOf(group));
  if (stuck > 0) warnings.push(stuckWarning(stuck, campaign));
  return warnings;
}

function stuckWarning(stuck: number, { promptOncePerAnnotator: once }: CampaignRow): string {
  const waits = stuck === 1 ? "waits" : "wait";
  const met = once
    ? `met ${stuck === 1 ? "its prompt" : "their prompts"}`
    : `seen ${stuck === 1 ? "it" : "them"}`;
  return `${countWords(stuck, "open comparison")} ${waits} for somebody new: everyone invited has ${met} already. Invite more people.`;
}

/** How many open comparisons none of these annotators may still judge, whoever is at work now. */
async function countStuck(
  { orm, tables: { comparisonStatus: status, member, task } }: Database,
  { id, promptOncePerAnnotator }: CampaignRow,
  group: string,
  readers: Annotator[],
): Promise<number> {
  const met: SQL = promptOncePerAnnotator
    ? sql`${task.promptId} = ${status.promptId}`
    : sql`${task.comparisonId} = ${status.comparisonId}`;
  const ids = sql.join(
    readers.map((reader) => sql`${reader.id}`),
    sql`, `,
  );
  const rows = await orm
    .select({ stuck: count() })
    .from(status)
    .where(
      // The state is written out, so that SQLite sees that the partial index applies.
      sql`${status.campaignId} = ${id} and state = 'open' and ${status.routingGroup} = ${group}
        and not exists (select 1 from ${member} where ${member.id} in (${ids})
          and not exists (select 1 from ${task} where ${task.memberId} = ${member.id} and ${met}
            and ${task.state} in ('judged', 'skipped')))`,
    );
  return rows[0]?.stuck ?? 0;
}
