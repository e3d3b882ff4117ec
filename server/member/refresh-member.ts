import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found } from "../errors";
import { type Member, noLongerMember } from "./require-member";

/**
 * The membership as it stands within the transaction: another request may have changed it since this one arrived.
 *
 * @throws TiebreakError `not_allowed` where it ended meanwhile.
 */
export async function refreshMember(connection: Connection, before: Member): Promise<Member> {
  const rows = await connection
    .prepared("refresh-member", ({ orm, tables: { member } }) =>
      orm
        .select({
          judgmentCount: member.judgmentCount,
          checkCount: member.checkCount,
          practicedAt: member.practicedAt,
          stoppedAt: member.stoppedAt,
          removedAt: member.removedAt,
        })
        .from(member)
        .where(sql`${member.id} = ${sql.placeholder("memberId")}`),
    )
    .execute({ memberId: before.id });
  const { removedAt, ...now } = found(rows[0], "membership", before.id);
  if (removedAt !== null) throw noLongerMember();
  return { ...before, ...now };
}
