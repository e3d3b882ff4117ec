import { and, eq, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { createRandom } from "@/server/core/sampling/random";

export interface NamedModel {
  id: number;
  name: string;
}

/**
 * Which of two models is a: a coin thrown by the campaign's seed, so that neither import order nor the alphabet
 * decides.
 *
 * @example orientPair("demo-1", { id: 1, name: "x" }, { id: 2, name: "y" }) // [x, y] or [y, x], always the same
 */
export function orientPair<M extends { name: string }>(seed: string, first: M, second: M): [M, M] {
  const [low, high] = first.name < second.name ? [first, second] : [second, first];
  const coin = createRandom(`${seed}/pair/${JSON.stringify([low.name, high.name])}`).next();
  return coin < 0.5 ? [low, high] : [high, low];
}

export interface OrientedPair {
  pairId: number;
  modelAId: number;
  modelBId: number;
}

/** The campaign's pair of these two models, added if it is new. */
export async function findOrAddPair(
  tx: Transaction,
  campaign: { id: string; seed: string },
  first: NamedModel,
  second: NamedModel,
): Promise<OrientedPair> {
  const { modelPair } = tx.tables;
  const [a, b] = orientPair(campaign.seed, first, second);
  const isThisPair = or(
    and(eq(modelPair.modelAId, a.id), eq(modelPair.modelBId, b.id)),
    and(eq(modelPair.modelAId, b.id), eq(modelPair.modelBId, a.id)),
  );
  const find = async () => {
    const isOurs = eq(modelPair.campaignId, campaign.id);
    return (await tx.orm.select().from(modelPair).where(and(isOurs, isThisPair)))[0];
  };
  const add = async () => {
    const row = { campaignId: campaign.id, modelAId: a.id, modelBId: b.id };
    return (await tx.orm.insert(modelPair).values(row).onConflictDoNothing().returning())[0];
  };
  // Another job may build the same pool at the same time: what it added in between is found then.
  const pair = (await find()) ?? (await add()) ?? (await find());
  if (!pair) throw new Error("the pair was not stored");
  return { pairId: pair.id, modelAId: pair.modelAId, modelBId: pair.modelBId };
}
