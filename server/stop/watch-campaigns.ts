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

/** Up to where a campaign was read. Judgments taken back too may change what was read long ago. */
interface Read extends Mark {
  taken: number;
}

/**
 * A look at all campaigns that are judged: each call brings the sequences of those up to date in which something has
 * happened since the last. At the first call everything is looked at, so that nothing is lost when a process ends.
 *
 * A campaign that cannot be read is tried again at each look and keeps none of the others waiting.
 *
 * @param tell is told of each error once, and again when it is another one or comes back; "" when no campaign could be listed.
 */
export function createWatcher(
  context: VerbContext,
  tell: (campaignId: string, error: unknown) => void,
): { look: () => Promise<void> } {
  const seen = new Map<string, Read>();
  const told = new Map<string, string>();
  const attempt = async (campaignId: string, read: () => Promise<void>) => {
    try {
      await read();
      told.delete(campaignId);
    } catch (error) {
      if (told.get(campaignId) !== String(error)) tell(campaignId, error);
      told.set(campaignId, String(error));
    }
  };
  return {
    look: () =>
      attempt("", async () => {
        const judged = await listJudged(context.database);
        // One that was closed since is looked at once more, for its last judgments.
        const left = [...seen.keys()].filter((id) => !judged.includes(id));
        for (const campaignId of [...judged, ...left])
          await attempt(campaignId, async () => {
            seen.set(campaignId, await lookAt(context, campaignId, seen.get(campaignId)));
            if (left.includes(campaignId)) seen.delete(campaignId);
          });
      }),
  };
}

/** Reads what is new in a campaign; returns up to where it has read. */
async function lookAt(context: VerbContext, campaignId: string, before: Read | undefined): Promise<Read> {
  const mark = await readMark(context.database, campaignId);
  const isRuled = before?.ruled !== mark.ruled;
  if (before && !isRuled && before.judged === mark.judged) return before;
  const taken = await countTaken(context.database, campaignId);
  await extendSequences(context, campaignId, { all: isRuled || before?.taken !== taken });
  return { ...mark, taken };
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

async function countTaken({ orm, tables: { judgment, withdrawal } }: Database, campaignId: string) {
  const rows = await orm
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(withdrawal)
    // Few are taken back: each is looked up, not each judgment of the campaign.
    .where(
      sql`exists (select 1 from ${judgment} where ${judgment.id} = ${withdrawal.judgmentId} and ${judgment.campaignId} = ${campaignId})`,
    );
  return rows[0]?.n ?? 0;
}
