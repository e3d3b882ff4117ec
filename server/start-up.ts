import { systemClock } from "./clock";
import { getDatabase } from "./database";
import { resumeJobs } from "./jobs/background";

/** What the app does once when it starts: opens and migrates the database, takes up jobs that were left behind. */
export async function startUp(): Promise<void> {
  await resumeJobs({ database: await getDatabase(), clock: systemClock, actor: "operator" });
}
