import type { Database } from "@/db/client";
import { second } from "../clock";
import { TiebreakError } from "../errors";
import { EndpointLine } from "./endpoint-line";
import { openEndpoint } from "./open-endpoint";
import type { FetchSettings } from "./schemas";

/** What a fetch does with time and chance: arguments, so that tests need no sleeps. */
export interface FetchTools {
  wait: (ms: number) => Promise<void>;
  /** In [0, 1). */
  random: () => number;
}

/** A line to each endpoint that the settings name, by its id. */
export async function openLines(
  { database, clock }: { database: Database; clock: () => number },
  campaignId: string,
  settings: FetchSettings,
  tools: FetchTools,
): Promise<ReadonlyMap<string, EndpointLine>> {
  const { attempts, timeoutSeconds } = settings;
  const options = { ...tools, clock, attempts, timeoutMs: timeoutSeconds * second };
  const lines = new Map<string, EndpointLine>();
  for (const id of endpointIdsOf(settings)) {
    lines.set(id, new EndpointLine(await openEndpoint(database, campaignId, id), options));
  }
  return lines;
}

/** The endpoints that the settings name. */
export function endpointIdsOf({ kind, scorers, endpointId }: FetchSettings): string[] {
  if (kind === "logprobs") return [...new Set(scorers.map((scorer) => scorer.endpointId))];
  if (endpointId === undefined) throw new TiebreakError("invalid_input", "Choose the endpoint.");
  return [endpointId];
}

/** Works on what `source` gives in so many lanes at once; the first failure ends all of them. */
export async function inLanes<T>(
  source: AsyncGenerator<T>,
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let isOver = false;
  const lane = async () => {
    for (;;) {
      const next = await source.next();
      if (next.done || isOver) return;
      await work(next.value);
    }
  };
  const failFast = async () => {
    try {
      await lane();
    } catch (error) {
      isOver = true;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, failFast));
  const failed = ended.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}
