import { once } from "node:events";
import { buildPool, listImportedPrompts, type PoolOrigin } from "../comparison/build-pool";
import { findChosenPairs } from "../comparison/pair-choice";
import { findNewestInspection, inspectionBasis } from "../noise/find-inspection";
import { loadStretch } from "../noise/load-stretch";
import { storeInspection } from "../noise/store-inspection";
import { type InspectionResult, type Stretch, TextInspector } from "../noise/text-inspector";
import { hasScoreSet, poolBasis } from "../ranking/score-sets";
import type { VerbContext } from "../verb-context";
import type { InspectAnswer, InspectRequest } from "./inspect.worker";
import type { Report } from "./run-job";
import { startWorker } from "./start-worker";

/** So few texts are looked at before a thread would have started. */
const fewCompletions = 400;
const promptsPerStretch = 100;
const step = "Looking for noise";

/**
 * Looks for noise in the texts of a pool, unless the newest inspection looked at just that with the same detectors. Returns
 * the inspection's id. The pool is built if it is not there.
 */
export async function ensureInspected(
  context: VerbContext,
  origin: PoolOrigin,
  report: Report,
): Promise<string> {
  const { database } = context;
  const { campaignId, importIds, pairChoice } = origin;
  const basis = inspectionBasis(origin);
  const newest = await findNewestInspection(database, campaignId);
  if (newest?.basis === basis) return newest.id;
  if (!(await hasScoreSet(database, campaignId, poolBasis(origin))))
    await buildPool(database, origin, (done, total) => report({ done, total, step: "Building comparisons" }));
  const promptIds = await listImportedPrompts(database, importIds);
  const pairIds = await findChosenPairs(database, campaignId, pairChoice);
  const load = (from: number) => {
    const ids = promptIds.slice(from, from + promptsPerStretch);
    return loadStretch(database, { campaignId, importIds, pairIds }, ids);
  };
  const result = await inspect({ load, total: promptIds.length }, report);
  return storeInspection(context, { campaignId, basis, result });
}

async function inspect(
  { load, total }: { load: (from: number) => Promise<Stretch>; total: number },
  report: Report,
): Promise<InspectionResult> {
  let stretch = await load(0);
  const isSmall = total <= promptsPerStretch && stretch.completions.length <= fewCompletions;
  const inspector = isSmall ? inspectHere() : inspectOnThread();
  try {
    for (let done = 0; done < total; done += promptsPerStretch) {
      await report({ done, total, step });
      // The next stretch is loaded while this one is looked at.
      [stretch] = await Promise.all([load(done + promptsPerStretch), inspector.add(stretch)]);
    }
    await report({ done: total, total, step });
    return await inspector.finish();
  } finally {
    await inspector.stop();
  }
}

interface Inspecting {
  add(stretch: Stretch): Promise<void>;
  finish(): Promise<InspectionResult>;
  stop(): Promise<void>;
}

function inspectHere(): Inspecting {
  const inspector = new TextInspector();
  return {
    add: async (stretch) => inspector.add(stretch),
    finish: async () => inspector.finish(),
    stop: async () => {},
  };
}

function inspectOnThread(): Inspecting {
  const worker = startWorker("inspect");
  const ask = async (request: InspectRequest) => {
    worker.postMessage(request);
    const [answer] = (await once(worker, "message")) as [InspectAnswer];
    if ("error" in answer) throw new Error(answer.error);
    return answer.result;
  };
  return {
    add: async (stretch) => void (await ask({ stretch })),
    finish: async () => (await ask({ finish: true })) as InspectionResult,
    stop: async () => void (await worker.terminate()),
  };
}
