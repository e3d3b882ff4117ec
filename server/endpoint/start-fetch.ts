import type { Connection } from "@/db/client";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { requireDraft } from "../import/begin-import";
import { getJob, queueJob, refuseWhileRunning } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { listScope } from "./fetch-scope";
import { endpointIdsOf } from "./fetch-tools";
import { getEndpointRow } from "./get-endpoint-row";
import { readFetchSettings } from "./read-fetch-settings";
import { type FetchInput, FetchJobChoice, FetchJobInput } from "./schemas";

/** Queues the fetching of log-probabilities or embeddings into a draft campaign; returns the job's id. */
export async function startFetch(
  context: VerbContext,
  { campaignId, settings }: FetchInput,
): Promise<{ jobId: string }> {
  const { database } = context;
  const check = (connection: Connection) => requireFetchable(connection, { campaignId, settings });
  await check(database);
  const scope = await listScope(database, campaignId, settings);
  if (scope.length === 0) {
    throw new TiebreakError("wrong_state", "There are no completions of these models. Import them first.");
  }
  const input = FetchJobInput.parse({ settings });
  const jobId = await queueJob(context, { campaignId, kind: "fetch", input, check });
  const { kind } = settings;
  await database.transaction((tx) =>
    recordAudit(tx, context, {
      campaignId,
      action: "endpoint.start-fetch",
      subject: jobId,
      detail: { kind },
    }),
  );
  return { jobId };
}

/** Refuses what cannot be fetched now: into a launched campaign, from a removed endpoint, or beside another fetch. */
async function requireFetchable(connection: Connection, { campaignId, settings }: FetchInput): Promise<void> {
  for (const id of endpointIdsOf(settings)) await getEndpointRow(connection, campaignId, id);
  requireDraft((await getCampaignRow(connection, campaignId)).state);
  await refuseWhileRunning(connection, campaignId, "launch");
  await refuseWhileRunning(connection, campaignId, "fetch");
}

/** Fetches again with an earlier fetch's settings: what is there by now is left out, what failed is tried again. */
export async function retryFetch(context: VerbContext, input: FetchJobChoice): Promise<{ jobId: string }> {
  const { campaignId, jobId } = FetchJobChoice.parse(input);
  await getJob(context.database, campaignId, jobId);
  const settings = await readFetchSettings(context.database, jobId);
  return startFetch(context, { campaignId, settings });
}
