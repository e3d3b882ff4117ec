import { createReadStream } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCampaign } from "../campaign/create-campaign";
import { TiebreakError } from "../errors";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { discardAbandonedImports } from "./discard-import";
import { type ImportFileInput, type ImportResult, importFile } from "./import-file";
import { listImports } from "./list-imports";
import { abandonedAfterMs } from "./staging";

async function* chunksOf(text: string, size = 1 << 16): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join("\n");
const completionRow = {
  prompt_id: "1",
  prompt: "Why?",
  model: "atlas",
  completion: "Because.",
  language: "en",
};
const pairRow = {
  prompt_id: "1",
  prompt: "Why?",
  model_a: "atlas",
  model_b: "birch",
  output_a: "Because.",
  output_b: "No idea.",
  votes: [
    { annotator: "x", vote: "a" },
    { annotator: "y", vote: "tie" },
  ],
};
const scored = { tokens: ["Be"], logprobs: [-0.5] };

describe.each(dialects)("importFile on %s", (dialect) => {
  let test: TestDatabase;
  let campaignId: string;

  beforeEach(async () => {
    test = await createTestDatabase(dialect);
    ({ campaignId } = await createCampaign(test.as("operator"), { name: "Test", seed: "test" }));
  });
  afterEach(() => test.drop());

  const run = (content: string, input: Partial<ImportFileInput> = {}): Promise<ImportResult> =>
    importFile(test.as("operator"), {
      campaignId,
      source: chunksOf(content),
      fileName: "data.jsonl",
      ...input,
    });

  const refusal = async (promise: Promise<unknown>): Promise<TiebreakError> => {
    const error = await promise.then(
      () => undefined,
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(TiebreakError);
    return error as TiebreakError;
  };

  /** Every row of every table that an import may touch. */
  const contents = async () => {
    const { orm, tables } = test.database;
    const { dataImport, model, modelPair, prompt, completion, tokenScores, comparison, judgment, audit } =
      tables;
    const read = [dataImport, model, modelPair, prompt, completion, tokenScores, comparison, judgment, audit];
    return Promise.all(read.map((table) => orm.select().from(table)));
  };

  const rowsOf = <Name extends "prompt" | "completion" | "comparison" | "judgment" | "model" | "tokenScores">(
    name: Name,
  ) => test.database.orm.select().from(test.database.tables[name]);

  it("imports completions with everything they carry", async () => {
    const turns = [{ role: "user", content: "Why?" }];
    const rows = [
      {
        ...completionRow,
        category: "c",
        system: "s",
        turns,
        meta: { k: 1 },
        logprobs: { scorers: { atlas: scored } },
      },
      { ...completionRow, model: "birch", output: "No.", completion: undefined },
      { ...completionRow, sample: 1 },
      { ...completionRow, prompt_id: 2, prompt: "How?", language: undefined },
    ];
    const result = await run(lines(rows));
    expect(result).toMatchObject({
      shape: "completions",
      format: "jsonl",
      problemCount: 0,
      counts: {
        rows: 4,
        bad: 0,
        promptsAdded: 2,
        modelsAdded: 2,
        completionsAdded: 4,
        judgmentsAdded: 0,
        unchanged: 0,
      },
    });
    expect(await rowsOf("prompt")).toMatchObject([
      { externalId: "1", text: "Why?", language: "en", category: "c", system: "s", turns },
      { externalId: "2", text: "How?", language: null, turns: null },
    ]);
    expect(await rowsOf("completion")).toMatchObject([
      { text: "Because.", sample: 0, metadata: { k: 1 } },
      { text: "No.", sample: 0, metadata: null },
      { text: "Because.", sample: 1 },
      { text: "Because.", sample: 0 },
    ]);
    expect(await rowsOf("tokenScores")).toMatchObject([{ scorers: { atlas: scored } }]);
    expect(await listImports(test.as("operator"), campaignId)).toMatchObject([
      { id: result.importId, fileName: "data.jsonl", sha256: result.sha256, counts: result.counts },
    ]);
  });

  it("turns pairs and their judgments to the campaign's own a and b", async () => {
    const turned = {
      ...pairRow,
      prompt_id: "2",
      model_a: "birch",
      model_b: "atlas",
      output_a: "No idea.",
      output_b: "Because.",
      votes: [{ annotator: "x", vote: "b" }],
    };
    const result = await run(lines([pairRow, turned]));
    expect(result.counts).toMatchObject({
      promptsAdded: 2,
      modelsAdded: 2,
      completionsAdded: 4,
      judgmentsAdded: 3,
    });
    const [comparisons, completions, models, judgments] = await Promise.all([
      rowsOf("comparison"),
      rowsOf("completion"),
      rowsOf("model"),
      rowsOf("judgment"),
    ]);
    expect(comparisons).toHaveLength(2);
    const modelOf = (completionId: number | undefined) => {
      const completion = completions.find(({ id }) => id === completionId);
      return models.find(({ id }) => id === completion?.modelId)?.name;
    };
    const [first, second] = comparisons;
    expect(modelOf(first?.completionAId)).toBe(modelOf(second?.completionAId));
    const preferred = judgments
      .filter(({ importedAnnotator }) => importedAnnotator === "x")
      .map(({ comparisonId, outcome }) => {
        const comparison = comparisons.find(({ id }) => id === comparisonId);
        return modelOf(outcome === "model_a" ? comparison?.completionAId : comparison?.completionBId);
      });
    expect(preferred).toEqual(["atlas", "atlas"]);
    expect(judgments).toHaveLength(3);
    expect(
      new Set(judgments.map(({ source, purpose, memberId }) => `${source} ${purpose} ${memberId}`)),
    ).toEqual(new Set(["imported main null"]));
  });

  it("makes other texts of one model in a pairs file its next samples", async () => {
    const other = { ...pairRow, output_a: "Why not?", votes: [] };
    const result = await run(lines([pairRow, other, { ...other, output_b: "Hm." }]));
    expect(result.counts).toMatchObject({ completionsAdded: 4, unchanged: 0 });
    expect((await rowsOf("completion")).map(({ text, sample }) => [text, sample])).toEqual([
      ["Because.", 0],
      ["No idea.", 0],
      ["Why not?", 1],
      ["Hm.", 1],
    ]);
    expect(await rowsOf("comparison")).toHaveLength(3);
  });

  it.each([
    [
      "completions",
      [
        { ...completionRow, logprobs: { scorers: { a: scored } } },
        { ...completionRow, model: "birch" },
      ],
    ],
    ["pairs", [pairRow, { ...pairRow, output_a: "Why not?", votes: [] }]],
  ])("changes nothing when the same %s come again", async (_, rows) => {
    await run(lines(rows));
    const before = await contents();
    const again = await run(lines(rows));
    expect(again.importId).toBeNull();
    expect(again.counts).toMatchObject({
      rows: 2,
      unchanged: 2,
      promptsAdded: 0,
      completionsAdded: 0,
      judgmentsAdded: 0,
    });
    expect(await contents()).toEqual(before);
  });

  it("adds what is new beside what is unchanged", async () => {
    await run(lines([completionRow]));
    const scores = { scorers: { atlas: scored } };
    const result = await run(
      lines([completionRow, { ...completionRow, logprobs: scores }, { ...completionRow, model: "m" }]),
    );
    expect(result.counts).toMatchObject({
      unchanged: 1,
      completionsAdded: 1,
      modelsAdded: 1,
      promptsAdded: 0,
    });
    expect(await rowsOf("tokenScores")).toMatchObject([
      { importId: result.importId, scorers: scores.scorers },
    ]);
  });

  it.each([
    ["truncated JSON", '{"prompt_id":"3","prompt":"Wh', undefined, /cut off/],
    [
      "a wrong type",
      JSON.stringify({ ...completionRow, completion: 7 }),
      "completion",
      /expected text, got number 7/,
    ],
    [
      "a key given twice",
      '{"prompt_id":1,"prompt":"p","model":"m","model":"n","completion":"c"}',
      "model",
      /twice/,
    ],
    [
      "10 MB on one line",
      JSON.stringify({ ...completionRow, completion: "x".repeat(1e7) }),
      undefined,
      /longer than 8 MiB/,
    ],
    [
      "NaN",
      '{"prompt_id":1,"prompt":"p","model":"m","completion":"c","logprobs":{"tokens":["a"],"logprobs":[NaN]}}',
      "logprobs.logprobs[0]",
      /NaN is not JSON/,
    ],
    [
      "a positive log-probability",
      JSON.stringify({
        ...completionRow,
        logprobs: { scorers: { m: { tokens: ["a"], logprobs: [-1], top: [[["a", 2]]] } } },
      }),
      "logprobs.scorers.m.top[0][0]",
      /positive/,
    ],
    [
      "another prompt under the same id",
      JSON.stringify({ ...completionRow, prompt: "What?" }),
      "prompt",
      /an earlier row of this file/,
    ],
    [
      "another text of the same sample",
      JSON.stringify({ ...completionRow, completion: "x" }),
      "completion",
      /an earlier row of this file/,
    ],
  ])("refuses a file with %s by line and field, the database as before", async (_, bad, field, reason) => {
    await run(lines([{ ...completionRow, prompt_id: "0" }]));
    const before = await contents();
    const content = `${lines([completionRow])}\n\n${bad}`;
    const error = await refusal(run(content));
    expect(error.code).toBe("invalid_input");
    expect(error.message).toMatch(/data\.jsonl was not imported and nothing was changed\. Line 3/);
    const problems = error.detail?.problems as { line: number; field?: string; reason: string }[];
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line: 3, reason: expect.stringMatching(reason) });
    if (field) expect(problems[0]?.field).toBe(field);
    expect(await contents()).toEqual(before);

    const skipped = await run(content, { skipBad: true });
    expect(skipped.counts).toMatchObject({ rows: 2, bad: 1, completionsAdded: 1 });
    expect(skipped.problems).toHaveLength(1);
  });

  it("reads CSV with a byte-order mark, and refuses a broken one whole even when bad rows are skipped", async () => {
    const header = "prompt_id,prompt,model,completion";
    const result = await run(`\ufeff${header}\r\n1,"Why, then?",atlas,Because.\r\n`, {
      fileName: "data.csv",
    });
    expect(result).toMatchObject({ format: "csv", counts: { completionsAdded: 1 } });
    const before = await contents();
    for (const bad of [
      `${header}\n2,"p,m,c\n3,p,m,c`,
      `${header},model\n2,p,m,c,m`,
      "prompt_id,prompt\n2,p",
    ]) {
      expect((await refusal(run(bad, { fileName: "data.csv", skipBad: true }))).code).toBe("invalid_input");
    }
    expect(await contents()).toEqual(before);
  });

  it("names the import that brought the earlier value of a conflict", async () => {
    const { importId } = await run(lines([pairRow]), { fileName: "first.jsonl" });
    const error = await refusal(run(lines([{ ...pairRow, votes: [{ annotator: "x", vote: "b" }] }])));
    expect(error.message).toContain(
      'annotator "x" has judged this comparison otherwise already, in first.jsonl',
    );
    expect(error.message).toContain(importId);
  });

  it("keeps the first 1,000 problems and counts all", async () => {
    const bad = Array.from({ length: 1_200 }, (_, index) => ({
      ...completionRow,
      prompt_id: index,
      sample: "x",
    }));
    const error = await refusal(run(lines(bad)));
    expect(error.detail?.problemCount).toBe(1_200);
    expect(error.detail?.problems).toHaveLength(1_000);
  });

  it("imports nothing when the source breaks off", async () => {
    const before = await contents();
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield* chunksOf(
        `${lines(Array.from({ length: 300 }, (_, index) => ({ ...completionRow, prompt_id: index, prompt: "x".repeat(9_000) })))}\n`,
      );
      throw new Error("connection lost");
    }
    await expect(run("", { source: breaking() })).rejects.toThrow("connection lost");
    expect(await contents()).toEqual(before);
  });

  it("lets one import run at a time, and clears away one that was cut off", async () => {
    const { orm, tables } = test.database;
    const stuck = new Promise<never>(() => {});
    let markStaged = () => {};
    const isStaged = new Promise<void>((resolve) => {
      markStaged = resolve;
    });
    async function* hanging(): AsyncGenerator<Uint8Array> {
      const rows = Array.from({ length: 300 }, (_, index) => ({
        ...pairRow,
        prompt_id: index,
        prompt: "x".repeat(9_000),
      }));
      yield* chunksOf(`${lines(rows)}\n`, 1 << 22);
      markStaged();
      await stuck;
    }
    const before = await contents();
    void run("", { source: hanging() });
    await isStaged;
    expect((await orm.select().from(tables.comparison)).length).toBeGreaterThan(0);
    expect((await refusal(run(lines([completionRow])))).code).toBe("busy");
    test.advance(abandonedAfterMs + 1);
    expect(await discardAbandonedImports(test.as("operator"))).toBe(1);
    expect(await contents()).toEqual(before);
    expect((await run(lines([completionRow]))).counts.completionsAdded).toBe(1);
  });

  it("refuses a campaign that was launched, and one that is not there", async () => {
    expect((await refusal(run("", { campaignId: "cmp_none" }))).code).toBe("not_found");
    const { campaign } = test.database.tables;
    await test.database.transaction((tx) => tx.orm.update(campaign).set({ state: "live" }));
    expect((await refusal(run(lines([completionRow])))).code).toBe("wrong_state");
  });

  const folder = process.env.TIEBREAK_DATA_DIR;
  it.skipIf(!folder).each([
    ["pandalm", { rows: 999, promptsAdded: 170, modelsAdded: 5, judgmentsAdded: 2_997 }],
    ["tulu_human", { rows: 996, promptsAdded: 332, modelsAdded: 4, judgmentsAdded: 1_141 }],
  ])("imports %s of TIEBREAK_DATA_DIR as it is, twice", async (name, counts) => {
    const file = () => createReadStream(join(folder as string, `${name}.jsonl`));
    const result = await run("", { source: file() });
    expect(result.counts).toMatchObject({ ...counts, bad: 0, unchanged: 0 });
    expect(await rowsOf("comparison")).toHaveLength(counts.rows);
    expect(await run("", { source: file() })).toMatchObject({
      importId: null,
      counts: { unchanged: counts.rows },
    });
  });
});

describe("importFile", () => {
  it("stores what any file says, however often its rows come and however the file is cut", async () => {
    const row = fc.record({
      prompt_id: fc.constantFrom("1", "2", "3"),
      model: fc.constantFrom("m", "n"),
      sample: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 300 }),
        async (keys, size) => {
          const test = await createTestDatabase();
          const context = test.as("operator");
          const { campaignId } = await createCampaign(context, { name: "Test" });
          const rows = keys.map((key) => ({
            ...key,
            prompt: `p${key.prompt_id}`,
            completion: JSON.stringify(key),
          }));
          const result = await importFile(context, {
            campaignId,
            source: chunksOf(lines(rows), size),
            fileName: "x.jsonl",
          });
          const distinct = new Set(rows.map(({ completion }) => completion));
          expect(result.counts).toMatchObject({
            rows: keys.length,
            completionsAdded: distinct.size,
            unchanged: keys.length - distinct.size,
          });
          const stored = await test.database.orm.select().from(test.database.tables.completion);
          expect(new Set(stored.map(({ text }) => text))).toEqual(distinct);
          await test.drop();
        },
      ),
      { numRuns: 10 },
    );
  });
});
