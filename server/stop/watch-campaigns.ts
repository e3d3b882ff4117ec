import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { VerbContext } from "../verb-context";
import { extendSequences } from "./extend-sequences";

/** What a campaign's sequences follow from, as cheap to read as can be: unchanged, nothing was judged, undone or ruled. */
interface Mark {
  judged: string;
  /** Rulings, exclusions and removals may change what was read long ago. */
  ruled: string;
}

/**
 * A look at all campaigns that are judged: each call brings the sequences of those up to date in which something has
 * happened since the last. At the first call everything is looked at, so that nothing is lost when a process ends.
 */
export function createWatcher(context: VerbContext): { look: () => Promise<void> } {
  const seen = new Map<string, Mark>();
  return {
    async look() {
      const judged = await listJudged(context.database);
      // One that was closed since is looked at once more, for its last judgments.
      const left = [...seen.keys()].filter((id) => !judged.includes(id));
      for (const campaignId of [...judged, ...left]) {
        const mark = await readMark(context.database, campaignId);
        const before = seen.get(campaignId);
        const all = before?.ruled !== mark.ruled;
        if (all || before?.judged !== mark.judged) await extendSequences(context, campaignId, { all });
        seen.set(campaignId, mark);
      }
      for (const campaignId of left) seen.delete(campaignId);
    },
  };
}

async function listJudged({ orm, tables: { campaign } }: Database): Promise<string[]> {
  const rows = await orm
    .select({ id: campaign.id })
    .from(campaign)
    .where(
      and(
        inArray(campaign.state, ["live", "paused"]),
        eq(campaign.mode, "measure"),
        isNotNull(campaign.rankingId),
      ),
    );
  return rows.map(({ id }) => id);
}

async function readMark({ orm, tables }: Database, campaignId: string): Promise<Mark> {
  const { judgment, audit, comparisonStatus: status, drawSequence } = tables;
  const judged = await orm
    .select({ last: sql<number | null>`max(${judgment.id})` })
    .from(judgment)
    .where(eq(judgment.campaignId, campaignId));
  const open = await orm
    .select({ n: sql<number>`count(*)`, sum: sql<number | null>`sum(${status.openingNumber})` })
    .from(status)
    // Written out, so that SQLite sees that the partial index applies.
    .where(sql`${status.campaignId} = ${campaignId} and ${status}.state = 'open'`);
  const opened = await orm
    .select({ sum: sql<number | null>`sum(${drawSequence.opened})` })
    .from(drawSequence)
    .where(eq(drawSequence.campaignId, campaignId));
  const ruled = await orm
    .select({ last: sql<number | null>`max(${audit.id})` })
    .from(audit)
    .where(eq(audit.campaignId, campaignId));
  return { judged: JSON.stringify([judged, open, opened]), ruled: JSON.stringify(ruled) };
}
