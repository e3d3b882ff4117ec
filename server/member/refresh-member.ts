import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found } from "../errors";
import type { Member } from "./require-member";

/** The membership as it stands within the transaction: another request may have changed it since this one arrived. */
export async function refreshMember(connection: Connection, before: Member): Promise<Member> {
  const rows = await connection
    .prepared("refresh-member", ({ orm, tables: { member } }) =>
      orm
        .select({
          judgmentCount: member.judgmentCount,
          checkCount: member.checkCount,
          practicedAt: member.practicedAt,
          stoppedAt: member.stoppedAt,
        })
        .from(member)
        .where(sql`${member.id} = ${sql.placeholder("memberId")}`),
    )
    .execute({ memberId: before.id });
  return { ...before, ...found(rows[0], "membership", before.id) };
}
