import type { TokenScores } from "@/server/core/disagreement/metric";
import type { Vocabulary } from "./top-k-sequence";

/** How tokenizers write a space or a line end inside a token: more bytes than it stands for. */
const spaceMarks = /[\u2581\u0120\u010a]/g;

/** The stored log-probabilities of one text under one model, as metrics read them. */
export function toTokenScores(
  { tokens, logprobs }: { tokens: string[]; logprobs: number[] },
  vocabulary: Vocabulary,
): TokenScores {
  return {
    tokenIds: Int32Array.from(tokens, (token) => vocabulary.idOf(token)),
    byteLengths: Int32Array.from(tokens, (token) => Buffer.byteLength(token.replace(spaceMarks, " "))),
    logProbs: Float64Array.from(logprobs),
  };
}
