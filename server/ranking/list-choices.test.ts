import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestCampaign, makeRows } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { listChoices } from "./list-choices";

describe.each(dialects)("what an order can be set with, on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const choicesOf = async (rows: readonly object[]) => {
    const { campaignId } = await createTestCampaign(test, { rows, until: "imported" });
    return listChoices(test.database, campaignId);
  };

  it("is nothing before an import", async () => {
    const { campaignId } = await createTestCampaign(test, { until: "created" });
    expect(await listChoices(test.database, campaignId)).toEqual({ pairs: [], slices: [] });
  });

  it("counts the prompts that two models both completed, each sample once", async () => {
    const rows = makeRows({ prompts: 4, models: ["red", "green", "blue"] });
    const again = { ...rows[0], completion: "another sample", sample: 1 };
    const { pairs } = await choicesOf([...rows.slice(0, -1), again]);
    expect(pairs).toEqual([
      { modelA: "blue", modelB: "green", comparisons: 3 },
      { modelA: "blue", modelB: "red", comparisons: 3 },
      { modelA: "green", modelB: "red", comparisons: 4 },
    ]);
  });

  /** A row of a pairs file. */
  const pairRow = (i: number, more: object = {}) => ({
    prompt_id: `p${i}`,
    prompt: "Why?",
    model_a: "red",
    model_b: "green",
    completion_a: "Because.",
    completion_b: "Who knows?",
    ...more,
  });

  it("counts the rows of a pairs file", async () => {
    const { pairs } = await choicesOf([pairRow(1), pairRow(2)]);
    expect(pairs).toEqual([{ modelA: "green", modelB: "red", comparisons: 2 }]);
  });

  it("names languages, categories and tags, not keys that tell every prompt apart", async () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      pairRow(i, {
        language: i % 4 === 2 ? "de" : "en",
        category: "chat",
        metadata: {
          difficulty: i < 10 ? "hard" : "easy",
          line: i,
          source: "all the same",
          nested: { a: 1 },
        },
      }),
    );
    const { slices } = await choicesOf(rows);
    expect(slices).toEqual([
      { by: "language", value: "en", share: 0.75 },
      { by: "language", value: "de", share: 0.25 },
      { by: "category", value: "chat", share: 1 },
      { by: "tag", tag: "difficulty", value: "easy", share: 0.75 },
      { by: "tag", tag: "difficulty", value: "hard", share: 0.25 },
    ]);
  });

  it("takes as tags what all completions of a prompt say alike, however far apart they stand in the file", async () => {
    const rows = ["red", "green"].flatMap((model) =>
      Array.from({ length: 120 }, (_, i) => ({
        prompt_id: `p${i}`,
        prompt: "Why?",
        model,
        completion: `${model} ${i}`,
        score: i % 3,
        metadata: { difficulty: i % 4 === 0 ? "hard" : "easy", finish: model === "red" ? "stop" : "length" },
      })),
    );
    const { slices } = await choicesOf(rows);
    expect(slices).toEqual([
      { by: "tag", tag: "difficulty", value: "easy", share: 0.75 },
      { by: "tag", tag: "difficulty", value: "hard", share: 0.25 },
    ]);
    const beside = ["red", "green", "blue"].map((model) => ({
      prompt_id: "p",
      prompt: "Why?",
      model,
      completion: model,
      metadata: { finish: model === "red" ? "stop" : "length", level: 1 },
    }));
    const other = { ...beside[0], prompt_id: "q", metadata: { level: 2 } };
    expect((await choicesOf([...beside, other])).slices.map(({ tag, value }) => [tag, value])).toEqual([
      ["level", "1"],
      ["level", "2"],
    ]);
  });
});
