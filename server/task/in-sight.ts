import { type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Connection } from "@/db/client";

/**
 * Whether a leased task is the one that its holder has before them: of what they hold, that which they were given first.
 * What they hold beyond it is held ahead, so that their next comparison need not be asked for.
 *
 * @param now when leases are looked at: a placeholder or a moment.
 */
export function isInSight({ tables }: Connection, now: SQL): SQL {
  const { task } = tables;
  const earlier = alias(task, "earlier");
  return sql`not exists (select 1 from ${task} ${sql.identifier("earlier")} where ${earlier.memberId} = ${task.memberId}
    and ${earlier.state} = 'leased' and ${earlier.leaseExpiresAt} > ${now} and ${earlier.leasedAt} < ${task.leasedAt})`;
}
