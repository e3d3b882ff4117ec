import fc from "fast-check";
import type { JudgeVotes, PromptBlock, ScorableCompletion } from "@/server/core/disagreement/metric";
import { arbitraryText } from "./arbitrary-text";
import { tokenScores, topKSequence } from "./scored-block";

const mass = fc.double({ min: 1e-8, max: 0.3, noNaN: true });
const list = fc.dictionary(fc.constantFrom("1", "2", "3", "4"), mass, { maxKeys: 3 });
const logProb = fc.double({ min: -12, max: 0, noNaN: true });
const votes = fc.option(fc.record({ first: fc.nat(3), second: fc.nat(3), tie: fc.nat(3) }), {
  nil: undefined,
});

/** A completion with all that a metric may read; every model scored it, all by the same tokens. */
function completion(model: number, models: number): fc.Arbitrary<ScorableCompletion> {
  return fc.array(fc.nat(3), { maxLength: 4 }).chain((ids) => {
    const along = <T>(one: fc.Arbitrary<T>) =>
      fc.array(one, { minLength: ids.length, maxLength: ids.length });
    const byModel = <T>(one: fc.Arbitrary<T>) =>
      fc
        .array(one, { minLength: models, maxLength: models })
        .map((values) => new Map(values.map((value, by) => [by, value])));
    return fc.record({
      model: fc.constant(model),
      text: arbitraryText(8),
      topK: byModel(along(list).map((lists) => topKSequence(lists as Record<number, number>[]))),
      tokenScores: byModel(along(logProb).map((logProbs) => tokenScores(logProbs, { ids }))),
      embedding: fc
        .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 })
        .map((numbers) => Float32Array.from(numbers)),
      score: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: undefined }),
    });
  });
}

function block(models: number): fc.Arbitrary<PromptBlock> {
  const pairs: number[] = [];
  for (let a = 0; a < models; a++) for (let b = a + 1; b < models; b++) pairs.push(a, b);
  const text = arbitraryText(5);
  const samples = fc.oneof(
    fc.array(text, { maxLength: 1 }),
    fc.tuple(text, text),
    fc.tuple(text, text, text),
  );
  return fc.record({
    completions: fc.tuple(...Array.from({ length: models }, (_, model) => completion(model, models))),
    pairs: fc.constant(Int32Array.from(pairs)),
    keys: fc.constant(Int32Array.from({ length: pairs.length / 2 }, (_, key) => key)),
    samples: fc
      .array(samples, { minLength: models, maxLength: models })
      .map((texts) => new Map(texts.map((own, model) => [model, own]))),
    judgeVotes: fc.array(votes, { minLength: pairs.length / 2, maxLength: pairs.length / 2 }),
  });
}

/** All pairs of two or three completions with token probabilities, embeddings, scores, samples and judges' votes. */
export function arbitraryBlock(): fc.Arbitrary<PromptBlock> {
  return fc.oneof(block(2), block(3));
}

/** The block with the completions in reverse order, and each pair the other way round. */
export function reverseBlock(original: PromptBlock): PromptBlock {
  const last = original.completions.length - 1;
  return {
    ...original,
    completions: original.completions.toReversed(),
    pairs: original.pairs.map((_, i, pairs) => last - pairs[i ^ 1]!),
    judgeVotes: original.judgeVotes?.map((cast) => cast && turn(cast)),
  };
}

function turn({ first, second, tie }: JudgeVotes): JudgeVotes {
  return { first: second, second: first, tie };
}

/** The block of one of the pairs, without the other completions. */
export function pairAlone(original: PromptBlock, pair: number): PromptBlock {
  const [first, second] = original.pairs.subarray(2 * pair, 2 * pair + 2);
  return {
    ...original,
    completions: [original.completions[first!]!, original.completions[second!]!],
    pairs: Int32Array.of(0, 1),
    keys: original.keys.slice(pair, pair + 1),
    judgeVotes: original.judgeVotes?.slice(pair, pair + 1),
  };
}

/** Two models with the first completion, the second's data being the first's under its own name. */
export function twinBlock({ completions }: PromptBlock): PromptBlock {
  const [first] = completions as [ScorableCompletion];
  const both = <T>(data: ReadonlyMap<number, T> | undefined) =>
    data &&
    new Map([
      [0, data.get(0)!],
      [1, data.get(0)!],
    ]);
  const twin = { ...first, topK: both(first.topK), tokenScores: both(first.tokenScores) };
  return {
    completions: [
      { ...twin, model: 0 },
      { ...twin, model: 1 },
    ],
    pairs: Int32Array.of(0, 1),
    keys: Int32Array.of(0),
  };
}
