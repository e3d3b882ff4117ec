import { and, asc, eq, isNull } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { TiebreakError } from "../errors";
import { readPoolFields, unlikePool } from "./pool-fields";

/** @throws TiebreakError `wrong_state` where gold that was added before the pool was there could be told from it. */
export async function refuseUnlikeGold(connection: Connection, campaignId: string): Promise<void> {
  const { goldComparison: gold } = connection.tables;
  const rows = await connection.orm
    .select({ use: gold.use, language: gold.language, system: gold.system, turns: gold.turns })
    .from(gold)
    .where(and(eq(gold.campaignId, campaignId), eq(gold.use, "gold"), isNull(gold.retiredAt)))
    .orderBy(asc(gold.id));
  if (rows.length === 0) return;
  const pool = await readPoolFields(connection, campaignId);
  const unlike = rows.flatMap((known) => unlikePool(known, pool).slice(0, 1));
  const [first] = unlike;
  if (!first) return;
  throw new TiebreakError(
    "wrong_state",
    `Annotators could tell ${unlike.length} of the ${rows.length} gold comparisons from the rest: the ${first.field} ${first.reason}. Retire these and add them anew.`,
  );
}
