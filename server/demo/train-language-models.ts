import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type NgramModel, trainNgramModel } from "./n-gram-model";
import { DEMO_MODELS, type DemoModel, type DemoPrompt, readTexts } from "./read-texts";
import { meanSurprise, scoreTokens } from "./score-tokens";
import { type Tokenizer, trainTokenizer } from "./tokenizer";

const MERGES = 1500;
const FOLDS = 4;
const TOP = 10;
const MAX_TOKENS = 64;

export type DemoCompletions = {
  /** The file `completions.jsonl`: one line per completion. */
  jsonl: string;
  /** Held-out perplexity per token: `perplexities[author][scorer]`, over the scored prompts. */
  perplexities: Record<DemoModel, Record<DemoModel, number>>;
};

/**
 * Train one language model per demo model on that model's own completions, and let all of them score each
 * other's text. A scored prompt is never in the training text of the models that score it (4 folds).
 */
export function scoreDemo(prompts: DemoPrompt[]): DemoCompletions {
  const texts = prompts.flatMap((p) => [p.prompt, ...Object.values(p.completions)]);
  const tokenizer = trainTokenizer(texts, MERGES);
  const scored = prompts.filter((p) => p.promptId.endsWith("-1"));
  const logprobs = new Map<string, object>();
  const surprises = new Map<string, number[]>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const heldOut = scored.filter((_, index) => index % FOLDS === fold);
    const models = trainModels(
      tokenizer,
      prompts.filter((p) => !heldOut.includes(p)),
    );
    for (const prompt of heldOut) {
      for (const author of DEMO_MODELS) {
        const ids = tokenizer.encode(prompt.completions[author]);
        logprobs.set(`${prompt.promptId} ${author}`, scoreUnderAll(models, tokenizer, ids));
        for (const scorer of DEMO_MODELS) {
          const key = `${author} ${scorer}`;
          surprises.set(key, [...(surprises.get(key) ?? []), meanSurprise(models[scorer], ids)]);
        }
      }
    }
  }
  return {
    jsonl: prompts.map((p) => toLines(p, logprobs)).join(""),
    perplexities: toPerplexities(surprises),
  };
}

function trainModels(tokenizer: Tokenizer, prompts: DemoPrompt[]): Record<DemoModel, NgramModel> {
  const train = (model: DemoModel) =>
    trainNgramModel(
      prompts.map((p) => tokenizer.encode(p.completions[model])),
      tokenizer.tokens.length,
    );
  return Object.fromEntries(DEMO_MODELS.map((model) => [model, train(model)])) as Record<
    DemoModel,
    NgramModel
  >;
}

function scoreUnderAll(models: Record<DemoModel, NgramModel>, tokenizer: Tokenizer, ids: number[]): object {
  const kept = ids.slice(0, MAX_TOKENS);
  const scorers = Object.fromEntries(
    DEMO_MODELS.map((scorer) => [scorer, scoreTokens(models[scorer], kept, tokenizer.tokens, TOP)]),
  );
  return kept.length < ids.length ? { scorers, truncated: true } : { scorers };
}

function toLines(prompt: DemoPrompt, logprobs: Map<string, object>): string {
  return DEMO_MODELS.map((model) => {
    const row = {
      prompt_id: prompt.promptId,
      prompt: prompt.prompt,
      model,
      completion: prompt.completions[model],
      language: prompt.language,
      category: prompt.category,
      logprobs: logprobs.get(`${prompt.promptId} ${model}`),
    };
    return `${JSON.stringify(row)}\n`;
  }).join("");
}

function toPerplexities(surprises: Map<string, number[]>): DemoCompletions["perplexities"] {
  const perplexity = (author: DemoModel, scorer: DemoModel) => {
    const values = surprises.get(`${author} ${scorer}`) ?? [];
    return Math.exp(values.reduce((sum, value) => sum + value, 0) / values.length);
  };
  const row = (author: DemoModel) =>
    Object.fromEntries(DEMO_MODELS.map((scorer) => [scorer, perplexity(author, scorer)]));
  return Object.fromEntries(
    DEMO_MODELS.map((author) => [author, row(author)]),
  ) as DemoCompletions["perplexities"];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { jsonl, perplexities } = scoreDemo(readTexts());
  writeFileSync(new URL("./completions.jsonl", import.meta.url), jsonl);
  process.stdout.write("Held-out perplexity per token (rows: author, columns: scorer)\n");
  for (const author of DEMO_MODELS) {
    const cells = DEMO_MODELS.map((scorer) => perplexities[author][scorer].toFixed(0).padStart(8));
    process.stdout.write(`${author.padEnd(16)}${cells.join("")}\n`);
  }
  process.stdout.write(`Wrote completions.jsonl, ${(Buffer.byteLength(jsonl) / 1e6).toFixed(1)} MB\n`);
}
