import { type CompletionColumns, CompletionCounter } from "../report/parts/completion-columns";
import type { ReportInput } from "../report/report-input";

/** An input with the counts of its completions, one per prompt and model, written by `write`. */
export function withCompletions(
  input: ReportInput,
  write: (model: string, prompt: number) => string,
): ReportInput & { completions: CompletionColumns } {
  const models = [...new Set(input.strata.flatMap(({ modelA, modelB }) => [modelA, modelB]))].sort();
  const { count } = input.prompts;
  const counter = new CompletionCounter();
  const texts = models.flatMap((model) => Array.from({ length: count }, (_, prompt) => write(model, prompt)));
  counter.add({ from: 0, texts, languages: texts.map(() => "en") });
  const completions = counter.take({
    models,
    model: Int32Array.from(texts, (_, place) => Math.floor(place / count)),
    prompt: Int32Array.from(texts, (_, place) => place % count),
    sides: input.strata.map(({ modelA, modelB }, h) => {
      const placesOf = (model: string) =>
        input.pools[h]!.prompt.map((prompt) => models.indexOf(model) * count + prompt);
      return { a: placesOf(modelA), b: placesOf(modelB) };
    }),
  });
  return { ...input, completions };
}
