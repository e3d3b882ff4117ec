import { systemClock } from "../clock";
import { openProjectDatabase } from "../database";
import type { VerbContext } from "../verb-context";

/** Does a command's work on the configured database, as the operator, and closes it. */
export async function withContext<T>(work: (context: VerbContext) => Promise<T>): Promise<T> {
  const database = await openProjectDatabase();
  try {
    return await work({ database, clock: systemClock, actor: "operator" });
  } finally {
    await database.close();
  }
}
