import { and, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { ScorableCompletion } from "@/server/core/disagreement/metric";
import { toFloat32 } from "./arrays";
import type { BlockSource, DataNeeds } from "./load-blocks";
import { loadTokenScores } from "./load-token-scores";

/** What a completion may carry beside its text. */
type CompletionData = Omit<ScorableCompletion, "model" | "text">;

const idsPerQuery = 5_000;

/** By completion id, what a metric with these needs reads beside the text. */
export async function loadCompletionData(
  database: Database,
  source: BlockSource,
  ids: number[],
  { needs, column }: DataNeeds,
): Promise<ReadonlyMap<number, CompletionData>> {
  if (needs === "top-k" || needs === "token-scores") return loadTokenScores(database, source, ids, needs);
  if (needs === "embeddings") return loadInParts(ids, (part) => findEmbeddings(database, source, part));
  if (needs === "scores" || needs === "judge-votes-scores")
    return loadInParts(ids, (part) => findScores(database, part, column ?? "score"));
  return new Map();
}

async function loadInParts(
  ids: number[],
  find: (part: number[]) => Promise<[number, CompletionData][]>,
): Promise<Map<number, CompletionData>> {
  const found = new Map<number, CompletionData>();
  for (let from = 0; from < ids.length; from += idsPerQuery) {
    for (const [id, data] of await find(ids.slice(from, from + idsPerQuery))) found.set(id, data);
  }
  return found;
}

async function findEmbeddings(
  { orm, tables: { embedding } }: Database,
  { importIds }: BlockSource,
  ids: number[],
): Promise<[number, CompletionData][]> {
  const rows = await orm
    .select({ id: embedding.completionId, vector: embedding.vector })
    .from(embedding)
    .where(and(inArray(embedding.completionId, ids), inArray(embedding.importId, importIds)));
  return rows.map(({ id, vector }) => [id, { embedding: toFloat32(vector) }]);
}

/** By completion id, the numbers of a metadata column; completions without one are left out. */
export async function findScores(
  { orm, tables: { completion } }: Database,
  ids: number[],
  column: string,
): Promise<[number, CompletionData][]> {
  const rows = await orm
    .select({ id: completion.id, metadata: completion.metadata })
    .from(completion)
    .where(inArray(completion.id, ids));
  return rows.flatMap(({ id, metadata }): [number, CompletionData][] => {
    const score = metadata?.[column];
    return typeof score === "number" ? [[id, { score }]] : [];
  });
}
