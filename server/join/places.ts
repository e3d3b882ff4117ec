import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { minute } from "../clock";

/** Whoever gave no sign of life for so long has given their place back; they may still go on. */
export const quietMs = 30 * minute;

export interface Places {
  joinLinkId: string;
  joined: number;
  working: number;
  finished: number;
  left: number;
}

/** How many people came by each link of a campaign, and what became of them. */
export async function countPlaces(
  { orm, tables: { member } }: Connection,
  campaignId: string,
  now: number,
): Promise<Places[]> {
  const isGone = sql`${member.removedAt} is not null or ${member.stoppedAt} is not null`;
  const isQuiet = sql`coalesce(${member.lastSeenAt}, ${member.createdAt}) <= ${now - quietMs}`;
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number>`sum(case when ${condition} then 1 else 0 end)`.mapWith(Number);
  const rows = await orm
    .select({
      joinLinkId: sql<string>`${member.joinLinkId}`,
      joined: sql<number>`count(*)`.mapWith(Number),
      finished: count(sql`${member.finishedAt} is not null and ${member.removedAt} is null`),
      left: count(
        sql`${member.removedAt} is not null or (${member.finishedAt} is null and (${isGone} or ${isQuiet}))`,
      ),
    })
    .from(member)
    .where(sql`${member.campaignId} = ${campaignId} and ${member.joinLinkId} is not null`)
    .groupBy(member.joinLinkId);
  return rows.map((row) => ({ ...row, working: row.joined - row.finished - row.left }));
}
