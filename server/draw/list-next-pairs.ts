import type { Connection } from "@/db/client";
import { type NextPair, nextPairs } from "./next-pairs";
import { listSequences, sharedBudgetLeft } from "./sequence";

/**
 * Each pair's chance to be judged next, as it is now; none has one once the budget is spent. Null where pairs take turns.
 *
 * @param strata whose models they are.
 */
export async function listNextPairs(
  connection: Connection,
  campaign: { id: string; pairAllocation: "even" | "uncertain" },
  strata: readonly { stratumId: number; modelA: string; modelB: string }[],
): Promise<NextPair[] | null> {
  const left = await sharedBudgetLeft(connection, campaign);
  if (left === null) return null;
  const sequences = new Map(
    (await listSequences(connection, campaign.id)).map((sequence) => [sequence.stratumId, sequence]),
  );
  return nextPairs(
    strata.flatMap(({ stratumId, modelA, modelB }) => {
      const sequence = sequences.get(stratumId);
      if (!sequence) return [];
      const { size, opened: drawn, wins, losses, ties, stopped } = sequence;
      return [{ modelA, modelB, size, drawn, wins, losses, ties, isStopped: stopped || left === 0 }];
    }),
  );
}
