import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { EndpointLine } from "../endpoint/endpoint-line";
import { fetchEmbeddings, findEmbeddingLength, inBatches } from "../endpoint/fetch-embeddings";
import {
  countFetched,
  type Fetched,
  type FetchImport,
  importOfJob,
  openFetchImport,
  publishFetch,
  storeFetched,
} from "../endpoint/fetch-import";
import { fetchLogprobs, prepareScoring } from "../endpoint/fetch-logprobs";
import { listReasons } from "../endpoint/fetch-reasons";
import { listScope, readWanted } from "../endpoint/fetch-scope";
import { type FetchTools, inLanes, openLines } from "../endpoint/fetch-tools";
import { FetchJobInput, type FetchSettings } from "../endpoint/schemas";
import { TiebreakError } from "../errors";
import { discardImport } from "../import/discard-import";
import type { VerbContext } from "../verb-context";
import type { JobWork, Report } from "./run-job";

/** One fetch on its way. */
interface Fetching {
  context: VerbContext;
  job: { id: string; campaignId: string };
  target: FetchImport;
  settings: FetchSettings;
}

interface Prepared extends Fetching {
  lines: ReadonlyMap<string, EndpointLine>;
  /** Ids of the completions that it is about. */
  scope: readonly number[];
}

/** Tells that so many more completions are dealt with. */
type Advance = (completions: number) => Promise<void>;

const tools: FetchTools = { wait: (ms) => pause(ms), random: Math.random };

/** Fetches log-probabilities or embeddings with the process's own time and chance. */
export const runFetchJob: JobWork = (context, job, report) => fetchValues(tools, context, job, report);

/**
 * Asks endpoints for what completions lack and publishes it as an import. Every answer is stored as it comes, so that a
 * job taken up again asks for nothing twice; every completion ends with its values or with a named failure. When not one
 * value came, the job fails with the reasons and changes nothing.
 */
export async function fetchValues(
  withTools: FetchTools,
  context: VerbContext,
  job: { id: string; campaignId: string; input: Record<string, unknown> },
  report: Report,
): Promise<string> {
  const { database } = context;
  const { campaignId } = job;
  const { settings } = FetchJobInput.parse(job.input);
  const target = { id: importOfJob(job.id), campaignId, name: nameOf(settings) };
  // Taken up again after it was published, with only its own end left to write.
  if ((await openFetchImport(context, target, settings.kind)).isPublished) return target.id;
  const fetching: Fetching = { context, job, target, settings };
  try {
    const lines = await openLines(context, campaignId, settings, withTools);
    const scope = await listScope(database, campaignId, settings);
    const provenance = provenanceOf(settings, lines);
    try {
      await fetchAll({ ...fetching, lines, scope }, report);
    } catch (error) {
      // What has been paid for is kept, whatever broke; the rest can be fetched by another job.
      await publishIfAny(fetching, scope.length, provenance);
      throw error;
    }
    const failed = await publishIfAny(fetching, scope.length, provenance);
    if (failed !== undefined) throw await nothingFetched(database, target.id, failed);
  } catch (error) {
    await discardImport(context, { importId: target.id, campaignId });
    throw error;
  }
  return target.id;
}

function fetchAll(prepared: Prepared, report: Report): Promise<void> {
  const { settings, scope } = prepared;
  const isLogprobs = settings.kind === "logprobs";
  const step = isLogprobs ? "Fetching log-probabilities" : "Fetching embeddings";
  let done = 0;
  const advance = (completions: number) => {
    done += completions;
    return report({ done, total: scope.length, step });
  };
  return isLogprobs ? fetchAllLogprobs(prepared, advance) : fetchAllEmbeddings(prepared, advance);
}

/** Publishes what came; where nothing did, the number of completions that failed. */
async function publishIfAny(
  { context, target }: Fetching,
  wanted: number,
  provenance: Record<string, unknown>,
): Promise<number | undefined> {
  const { values, scored, failed } = await countFetched(context.database, target.id);
  if (values === 0) return failed;
  const there = Math.max(0, wanted - scored - failed);
  await publishFetch(context, target, { scored, failed, there }, provenance);
  return undefined;
}

async function fetchAllLogprobs(fetching: Prepared, advance: Advance): Promise<void> {
  const { context, target, settings, lines, scope } = fetching;
  await advance(0);
  const scoring = await prepareScoring(settings, lines);
  const wanted = readWanted(context.database, settings, scope, target.id);
  await inLanes(wanted, settings.concurrency, async (completion) => {
    for (const scorer of completion.missing) {
      const isStopped = await readStop(fetching);
      const fetched: Fetched = isStopped
        ? { completionId: completion.id, scorer, reason: stopped, attempts: 0 }
        : await fetchLogprobs(completion, scorer, scoring.get(scorer), settings.topK);
      await storeFetched(context, target.id, [fetched]);
    }
    await advance(1);
  });
}

async function fetchAllEmbeddings(fetching: Prepared, advance: Advance): Promise<void> {
  const { context, job, target, settings, lines, scope } = fetching;
  await advance(0);
  const [line] = [...lines.values()] as [EndpointLine];
  const length = await findEmbeddingLength(context.database, job.campaignId, target.id);
  const batches = inBatches(readWanted(context.database, settings, scope, target.id), settings.batchSize);
  await inLanes(batches, settings.concurrency, async ({ batch, there }) => {
    const isStopped = await readStop(fetching);
    const fetched: Fetched[] = isStopped
      ? batch.map(({ id }) => ({ completionId: id, scorer: "", reason: stopped, attempts: 0 }))
      : await fetchEmbeddings(line, batch, length);
    await storeFetched(context, target.id, fetched);
    await advance(batch.length + there);
  });
}

const stopped = "not asked: the fetch was stopped before";

/** Whether a lead has asked to end the job early. */
async function readStop({ context, job }: Fetching): Promise<boolean> {
  const { orm, tables } = context.database;
  const rows = await orm
    .select({ input: tables.job.input })
    .from(tables.job)
    .where(eq(tables.job.id, job.id));
  return rows[0]?.input["stop"] === true;
}

async function nothingFetched(database: Database, importId: string, failed: number): Promise<TiebreakError> {
  if (failed === 0) {
    return new TiebreakError(
      "conflict",
      "There is nothing to fetch: every completion has all of it already.",
    );
  }
  const [first] = await listReasons(database, importId);
  return new TiebreakError(
    "conflict",
    `Nothing was fetched for any of ${failed} completions: ${first?.reason}.`,
  );
}

/** What stands in the list of imports. */
function nameOf({ kind, scorers }: FetchSettings): string {
  if (kind === "embeddings") return "Embeddings";
  return `Log-probabilities by ${scorers.map(({ model }) => model).join(", ")}`;
}

/** Who said it, for the audit trail: never a key. */
function provenanceOf(
  { kind, scorers, template, topK }: FetchSettings,
  lines: ReadonlyMap<string, EndpointLine>,
): Record<string, unknown> {
  const endpoints = [...lines].map(([id, { access }]) => {
    const { name, baseUrl, servedModel } = access;
    return { id, name, baseUrl, servedModel };
  });
  return kind === "embeddings" ? { kind, endpoints } : { kind, endpoints, scorers, template, topK };
}
