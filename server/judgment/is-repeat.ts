import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { TiebreakError } from "../errors";

/**
 * Whether the client key was used before by this member for the very same judgment.
 *
 * @throws TiebreakError `client_key_conflict` where it was used for another one.
 */
export async function isRepeat(
  tx: Transaction,
  memberId: string,
  clientKey: string,
  bodyHash: string,
): Promise<boolean> {
  const rows = await tx
    .prepared("judgment-by-client-key", ({ orm, tables: { judgment } }) =>
      orm
        .select({ bodyHash: judgment.bodyHash })
        .from(judgment)
        .where(
          sql`${judgment.memberId} = ${sql.placeholder("memberId")} and ${judgment.clientKey} = ${sql.placeholder("clientKey")}`,
        ),
    )
    .execute({ memberId, clientKey });
  const earlier = rows[0];
  if (!earlier) return false;
  if (earlier.bodyHash === bodyHash) return true;
  throw new TiebreakError(
    "client_key_conflict",
    "This client key was used for another judgment. Reload the page.",
  );
}
