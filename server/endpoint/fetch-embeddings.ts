import { and, eq, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { embedTexts } from "./embed-texts";
import type { EndpointLine } from "./endpoint-line";
import type { Fetched } from "./fetch-import";
import type { WantedCompletion } from "./fetch-scope";

/** How many numbers the campaign's embeddings have, once there is one. */
export class EmbeddingLength {
  constructor(private length: number | undefined) {}

  readonly read = () => this.length;

  /** The first vector of a campaign says how long all of them are. */
  settle(length: number): void {
    this.length ??= length;
  }
}

export async function findEmbeddingLength(
  { orm, tables }: Database,
  campaignId: string,
  importId: string,
): Promise<EmbeddingLength> {
  const { embedding, dataImport } = tables;
  const isStored = or(eq(dataImport.state, "published"), eq(dataImport.id, importId));
  const rows = await orm
    .select({ vector: embedding.vector })
    .from(dataImport)
    .innerJoin(embedding, eq(embedding.importId, dataImport.id))
    .where(and(eq(dataImport.campaignId, campaignId), isStored))
    .limit(1);
  return new EmbeddingLength(rows[0] && rows[0].vector.length / Float32Array.BYTES_PER_ELEMENT);
}

/** The vectors of a batch of completions; an empty one has nothing to embed. */
export async function fetchEmbeddings(
  line: EndpointLine,
  batch: readonly WantedCompletion[],
  length: EmbeddingLength,
): Promise<Fetched[]> {
  const placeOf = ({ id }: WantedCompletion) => ({ completionId: id, scorer: "" });
  const empty = batch.filter(({ text }) => text === "");
  const full = batch.filter(({ text }) => text !== "");
  const embedded =
    full.length > 0
      ? await embedTexts(
          line,
          full.map(({ text }) => text),
          length.read,
        )
      : [];
  const fetched = embedded.map((one, i): Fetched => {
    const place = placeOf(full[i] as WantedCompletion);
    if (!("vector" in one)) return { ...place, ...one };
    length.settle(one.vector.length);
    if (one.vector.length === length.read()) return { ...place, ...one };
    const reason = `has ${one.vector.length} numbers where others of this campaign have ${length.read()}`;
    return { ...place, reason, attempts: 1 };
  });
  const reason = "the completion is empty: there is nothing to embed";
  return [...fetched, ...empty.map((one) => ({ ...placeOf(one), reason, attempts: 0 }))];
}

/** Completions in batches of so many, those that lack nothing left out but told of. */
export async function* inBatches(
  source: AsyncGenerator<WantedCompletion>,
  size: number,
): AsyncGenerator<{ batch: WantedCompletion[]; there: number }> {
  let batch: WantedCompletion[] = [];
  let there = 0;
  for await (const completion of source) {
    if (completion.missing.length === 0) there++;
    else batch.push(completion);
    if (batch.length < size) continue;
    yield { batch, there };
    batch = [];
    there = 0;
  }
  yield { batch, there };
}
