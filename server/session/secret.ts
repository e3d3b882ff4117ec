import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { readEnv } from "../env";
import { newToken } from "../ids";

/** The secret that signs sessions: TIEBREAK_SECRET, else one made once and kept in the database. */
export async function sessionSecret(database: Database): Promise<string> {
  const configured = readEnv().TIEBREAK_SECRET;
  if (configured) return configured;
  return database.transaction(async ({ orm, tables: { setting } }) => {
    await orm
      .insert(setting)
      .values({ id: "session-secret", value: newToken() + newToken() })
      .onConflictDoNothing();
    const rows = await orm.select().from(setting).where(eq(setting.id, "session-secret"));
    return (rows[0] as { value: string }).value;
  });
}
