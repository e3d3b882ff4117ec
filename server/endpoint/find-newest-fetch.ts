import { and, eq } from "drizzle-orm";
import { findNewestJob } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { countFetched, importOfJob } from "./fetch-import";
import { listReasons } from "./fetch-reasons";
import { readFetchSettings } from "./read-fetch-settings";
import type { FetchView } from "./schemas";

/** The campaign's newest fetch: how far it is, what it brought and what failed. */
export async function findNewestFetch(
  { database }: VerbContext,
  campaignId: string,
): Promise<FetchView | null> {
  const job = await findNewestJob(database, campaignId, "fetch");
  if (!job) return null;
  const importId = importOfJob(job.id);
  const { dataImport } = database.tables;
  const published = await database.orm
    .select({ id: dataImport.id })
    .from(dataImport)
    .where(and(eq(dataImport.id, importId), eq(dataImport.state, "published")));
  const { scored, failed } = await countFetched(database, importId);
  return {
    job,
    settings: await readFetchSettings(database, job.id),
    importId: published[0]?.id ?? null,
    scored,
    failed,
    reasons: await listReasons(database, importId),
  };
}
