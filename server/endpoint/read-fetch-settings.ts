import { and, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found } from "../errors";
import { FetchJobInput, type FetchSettings } from "./schemas";

/** What a fetch job was asked for. */
export async function readFetchSettings({ orm, tables }: Connection, jobId: string): Promise<FetchSettings> {
  const { job } = tables;
  const rows = await orm
    .select({ input: job.input })
    .from(job)
    .where(and(eq(job.id, jobId), eq(job.kind, "fetch")));
  return FetchJobInput.parse(found(rows[0], "fetch", jobId).input).settings;
}
