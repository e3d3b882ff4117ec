import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@/db/client";
import { systemClock } from "../clock";
import { projectRoot } from "../env";
import type { VerbContext } from "../verb-context";

/** Does the work on an empty SQLite database that is removed afterwards, also when the person gives up (Ctrl-C). */
export async function withTemporaryDatabase<T>(work: (context: VerbContext) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "tiebreak-replay-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const giveUp = () => {
    remove();
    process.exit(130);
  };
  process.once("SIGINT", giveUp);
  try {
    const database = await openDatabase(join(folder, "replay.db"), {
      migrations: join(projectRoot(), "db", "migrations"),
    });
    try {
      return await work({ database, clock: systemClock, actor: "operator" });
    } finally {
      await database.close();
    }
  } finally {
    process.removeListener("SIGINT", giveUp);
    remove();
  }
}
