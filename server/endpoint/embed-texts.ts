import { parseEmbedding } from "@/server/readers/parse-embedding";
import type { AskFailure } from "./ask-server";
import { type EndpointLine, isFailure } from "./endpoint-line";

/** A vector, or why there is none, for each text; in the order of the texts. */
export type Embedded = ({ vector: Float32Array } | { reason: string; attempts: number })[];

/**
 * The vectors of texts from the endpoint's model, in one request. One that cannot be answered as a whole is halved until
 * it is clear which texts are to blame. `length` is what vectors must have, once that is known.
 */
export async function embedTexts(
  line: EndpointLine,
  texts: readonly string[],
  length: () => number | undefined,
): Promise<Embedded> {
  const body = { model: line.access.servedModel, input: texts, encoding_format: "float" };
  const answer = await line.ask("/embeddings", body, (json) => readVectors(json, texts.length));
  if (!isFailure(answer)) return answer.value.map((vector) => checkLength(vector, answer.attempts, length()));
  if (answer.kind !== "text" || texts.length === 1) {
    return texts.map(() => ({ reason: answer.reason, attempts: answer.attempts }));
  }
  const middle = Math.ceil(texts.length / 2);
  const first = await embedTexts(line, texts.slice(0, middle), length);
  return [...first, ...(await embedTexts(line, texts.slice(middle), length))];
}

function checkLength(
  vector: Float32Array | { reason: string },
  attempts: number,
  length: number | undefined,
): Embedded[number] {
  if ("reason" in vector) return { reason: vector.reason, attempts };
  if (length === undefined || vector.length === length) return { vector };
  const reason = `has ${vector.length} numbers where this campaign's embeddings have ${length}: vectors of two embedding models cannot be compared`;
  return { reason, attempts };
}

/** The vectors in the order of their indexes: one for each text, or the answer is of no use. */
function readVectors(json: string, count: number): (Float32Array | { reason: string })[] | AskFailure {
  let answer: { data?: unknown } | null;
  try {
    answer = JSON.parse(json);
  } catch {
    return { kind: "again", reason: "the answer is not JSON" };
  }
  const data = answer?.data;
  if (!Array.isArray(data)) return { kind: "text", reason: "the answer has no list data" };
  if (data.length !== count) {
    return { kind: "text", reason: `the answer has ${data.length} embeddings for ${count} texts` };
  }
  const vectors: (Float32Array | { reason: string } | undefined)[] = Array.from({ length: count });
  for (const [place, entry] of data.entries()) {
    const { index = place, embedding } = (entry ?? {}) as { index?: unknown; embedding?: unknown };
    if (!Number.isInteger(index) || !((index as number) in vectors) || vectors[index as number]) {
      return { kind: "text", reason: `the answer has the index ${String(index)} twice, or out of place` };
    }
    const vector = parseEmbedding(embedding);
    vectors[index as number] = "reason" in vector ? { reason: `${vector.field}: ${vector.reason}` } : vector;
  }
  return vectors as (Float32Array | { reason: string })[];
}
