import { systemClock } from "./clock";
import { getDatabase, startWatching } from "./database";
import { discardAbandonedImports } from "./import/discard-import";
import { resumeJobs } from "./jobs/background";

/**
 * What the app does once when it starts: opens and migrates the database, takes up jobs that were left behind, watches
 * judging, and clears away imports that were cut off, without keeping visitors waiting for it.
 */
export async function startUp(): Promise<void> {
  const context = { database: await getDatabase(), clock: systemClock, actor: "operator" };
  await resumeJobs(context);
  await startWatching();
  discardAbandonedImports(context).catch((error: unknown) => console.error("clearing away imports:", error));
}
