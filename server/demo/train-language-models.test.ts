import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { DEMO_CATEGORIES, DEMO_LANGUAGES, DEMO_MODELS, readTexts } from "./read-texts";
import type { ScoredTokens } from "./score-tokens";
import { type DemoCompletions, scoreDemo } from "./train-language-models";

type Row = {
  prompt_id: string;
  model: string;
  completion: string;
  logprobs?: { scorers: Record<string, ScoredTokens>; truncated?: true };
};

const committed = readFileSync(new URL("./completions.jsonl", import.meta.url), "utf8");
const rows = committed
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Row);

describe("completions.jsonl", () => {
  it("holds one completion per prompt and model, in the import format, and no judgments", () => {
    expect(rows.length).toBe(readTexts().length * DEMO_MODELS.length);
    expect(new Set(rows.map((row) => `${row.prompt_id} ${row.model}`)).size).toBe(rows.length);
    const fields = new Set(rows.flatMap((row) => Object.keys(row)));
    expect([...fields].sort()).toEqual(
      ["category", "completion", "language", "logprobs", "model", "prompt", "prompt_id"].sort(),
    );
  });

  it("scores one prompt of each category and language under every model", () => {
    const scored = rows.filter((row) => row.logprobs);
    expect(scored.length).toBe(DEMO_CATEGORIES.length * DEMO_LANGUAGES.length * DEMO_MODELS.length);
    for (const { completion, logprobs } of scored) {
      const scorers = Object.values(logprobs?.scorers ?? {});
      expect(Object.keys(logprobs?.scorers ?? {})).toEqual([...DEMO_MODELS]);
      for (const { tokens, logprobs: own, top } of scorers) {
        expect(tokens).toEqual(scorers[0]?.tokens);
        expect([own.length, top.length]).toEqual([tokens.length, tokens.length]);
        const text = tokens.join("");
        expect(logprobs?.truncated ? completion.startsWith(text) : completion === text).toBe(true);
      }
    }
  });

  it("carries distributions: at most 10 tokens, falling, at most 1 in all, and agreeing with the actual token", () => {
    for (const scored of rows.flatMap((row) => Object.values(row.logprobs?.scorers ?? {}))) {
      scored.top.forEach((top, position) => {
        const values = top.map(([, logprob]) => logprob);
        const mass = values.reduce((sum, value) => sum + Math.exp(value), 0);
        const own = scored.logprobs[position] as number;
        const listed = top.find(([token]) => token === scored.tokens[position])?.[1];
        const isSound =
          top.length <= 10 &&
          mass <= 1 + 1e-6 &&
          own <= 0 &&
          values.every((value, i) => i === 0 || value <= (values[i - 1] as number)) &&
          (listed === undefined ? own <= (values.at(-1) as number) : listed === own);
        if (!isSound) expect.fail(`${scored.tokens.join("").slice(0, 40)} … position ${position}`);
      });
    }
  });
});

describe("scoreDemo", () => {
  let demo: DemoCompletions;
  beforeAll(() => {
    demo = scoreDemo(readTexts());
  }, 60_000);

  it("produces the committed file byte for byte (else run `npm run demo:train`)", () => {
    expect(demo.jsonl === committed).toBe(true);
  });

  it("finds each model's held-out style less surprising to its own language model than to the others", () => {
    for (const author of DEMO_MODELS) {
      const perplexities = demo.perplexities[author];
      for (const scorer of DEMO_MODELS) {
        if (scorer !== author) expect(perplexities[author]).toBeLessThan(perplexities[scorer]);
      }
    }
  });
});
