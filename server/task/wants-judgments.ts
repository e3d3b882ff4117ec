import { type SQL, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";

/** Whether a comparison awaits judgments: it is open, or closed and wants an extra one. */
export function wantsJudgments(status: Connection["tables"]["comparisonStatus"]): SQL {
  return sql`(${status.state} = 'open' or (${status.state} = 'closed' and ${status.extraWanted} > ${status.extraCount}))`;
}
