import { eq } from "drizzle-orm";
import type { Connection } from "@/db/client";

export interface PairNames {
  modelA: string;
  modelB: string;
}

/** The two models' names per pair id. */
export async function loadPairNames(
  { orm, tables }: Connection,
  campaignId: string,
): Promise<Map<number, PairNames>> {
  const models = await orm.select().from(tables.model).where(eq(tables.model.campaignId, campaignId));
  const names = new Map(models.map(({ id, name }) => [id, name]));
  const pairs = await orm.select().from(tables.modelPair).where(eq(tables.modelPair.campaignId, campaignId));
  return new Map(
    pairs.map(({ id, modelAId, modelBId }) => [
      id,
      { modelA: names.get(modelAId) as string, modelB: names.get(modelBId) as string },
    ]),
  );
}
