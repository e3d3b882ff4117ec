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
  for (const id of endpointIdsOf(settings)) await getEndpointRow(database, campaignId, id);
  requireDraft((await getCampaignRow(database, campaignId)).state);
  await refuseWhileRunning(database, campaignId, "launch");
  await refuseWhileRunning(database, campaignId, "fetch");
  const scope = await listScope(database, campaignId, settings);
  if (scope.length === 0) {
    throw new TiebreakError("wrong_state", "There are no completions of these models. Import them first.");
  }
  const input = FetchJobInput.parse({ settings });
  const jobId = await queueJob(context, { campaignId, kind: "fetch", input });
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

/** Fetches again with an earlier fetch's settings: what is there by now is left out, what failed is tried again. */
export async function retryFetch(context: VerbContext, input: FetchJobChoice): Promise<{ jobId: string }> {
  const { campaignId, jobId } = FetchJobChoice.parse(input);
  await getJob(context.database, campaignId, jobId);
  const settings = await readFetchSettings(context.database, jobId);
  return startFetch(context, { campaignId, settings });
}
