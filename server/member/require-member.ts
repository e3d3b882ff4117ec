import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";

export interface Member {
  id: string;
  userId: string;
  campaignId: string;
  role: "lead" | "annotator";
  languages: string[] | null;
  judgmentCount: number;
  /** Gold and repeats given, counted with the judgments where the person sees them. */
  checkCount: number;
  practicedAt: number | null;
  guidelinesSeen: number | null;
  stoppedAt: number | null;
  quota: number | null;
  joinLinkId: string | null;
}

/**
 * The asking person's membership in a campaign. Someone who never was a member is told that there is no such campaign,
 * who was one and is no more that they are out of it, a member of the other role that it is not theirs to do.
 */
export async function requireMember(
  { database, actor }: Pick<VerbContext, "database" | "actor">,
  { campaignId, role }: { campaignId: string; role: "lead" | "annotator" | "any" },
): Promise<Member> {
  const rows = await memberStatement(database).execute({ campaignId, userId: actor });
  const found = rows[0];
  if (!found) throw new TiebreakError("not_found", `There is no campaign ${campaignId} for you.`);
  const { removedAt, ...member } = found;
  if (removedAt !== null) throw noLongerMember();
  if (role !== "any" && member.role !== role) {
    const wanted =
      role === "lead" ? "Only leads of this campaign can do this." : "Only annotators judge; leads do not.";
    throw new TiebreakError("not_allowed", wanted);
  }
  return member;
}

function memberStatement(connection: Connection) {
  return connection.prepared("member-of-campaign", ({ orm, tables: { member } }) =>
    orm
      .select({
        id: member.id,
        userId: member.userId,
        campaignId: member.campaignId,
        role: member.role,
        languages: member.languages,
        judgmentCount: member.judgmentCount,
        checkCount: member.checkCount,
        practicedAt: member.practicedAt,
        guidelinesSeen: member.guidelinesSeen,
        stoppedAt: member.stoppedAt,
        quota: member.quota,
        joinLinkId: member.joinLinkId,
        removedAt: member.removedAt,
      })
      .from(member)
      .where(
        sql`${member.campaignId} = ${sql.placeholder("campaignId")} and ${member.userId} = ${sql.placeholder("userId")}`,
      ),
  );
}

/** Told to whoever left or was removed, by every procedure alike, so that their page can say so. */
export function noLongerMember(): TiebreakError {
  return new TiebreakError(
    "not_allowed",
    "You are no longer part of this campaign. What you judged is kept; ask the person who invited you.",
    { reason: "no_longer_member" },
  );
}
