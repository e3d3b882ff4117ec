import { asc, eq } from "drizzle-orm";
import type { VerbContext } from "../verb-context";
import { addUser } from "./add-user";

/** The lead whom the operator's campaigns belong to: the first one there was, added when there is none. */
export async function ensureLead({ database, clock }: VerbContext): Promise<{ userId: string }> {
  return database.transaction(async (tx) => {
    const { user } = tx.tables;
    const leads = await tx.orm
      .select({ userId: user.id })
      .from(user)
      .where(eq(user.role, "lead"))
      .orderBy(asc(user.createdAt), asc(user.id))
      .limit(1);
    return leads[0] ?? { userId: await addUser(tx, { name: "Lead", role: "lead", now: clock() }) };
  });
}
