import { expect, test } from "vitest";
import { commandInFolder } from "../testing/command-in-folder";

const timeout = 120_000;
const tiebreak = commandInFolder();
const run = (...args: string[]) => tiebreak.run(args);

/** Longer answers of the second model are preferred, mostly; the others tie. */
const pairs = Array.from({ length: 150 }, (_, i) => {
  const longer = (i * 7) % 15;
  return {
    prompt_id: `p${i}`,
    prompt: `Question ${i}?`,
    model_a: "one",
    model_b: "two",
    completion_a: `Answer ${i} is short.`,
    completion_b: `Answer ${i} is long${" and longer".repeat(longer)}.`,
    judgments: [{ annotator: "x", outcome: longer > 6 !== (i % 9 === 0) ? "model_b" : "tie" }],
  };
});

test("a campaign learns from its judgments, and what is not drawn is ordered by it", {
  timeout,
}, async () => {
  tiebreak.write("pairs.jsonl", pairs.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const settings = { name: "Spring", outcomes: "three", adoptImported: true, budget: 90, seed: "s" };
  const file = tiebreak.write("campaign.json", JSON.stringify({ ...settings, data: ["pairs.jsonl"] }));
  await run("campaign", "create", "--file", file);
  const early = await run("learn", "Spring");
  expect(early).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/Launch the campaign first/) });
  await run("rank", "Spring");
  expect((await run("campaign", "launch", "Spring")).stderr).toBe("");
  const few = await run("learn", "Spring");
  expect(few).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/there are 90, so 10 more are/) });
  await run("campaign", "extend", "Spring", "--budget", "120");

  const learned = await run("learn", "Spring", "--json");
  expect(learned.stderr).toBe("");
  const predictor = JSON.parse(learned.stdout);
  expect(predictor).toMatchObject({ judgments: 120, comparisons: 120, bestMetric: expect.any(String) });
  expect(predictor.learned.auc).toBeGreaterThan(0.6);

  const reordered = await run("reorder", "Spring", "--predictor", predictor.id, "--json");
  expect(reordered.stderr).toBe("");
  expect(JSON.parse(reordered.stdout)).toMatchObject({
    predictorId: predictor.id,
    preset: "minimum-variance",
    comparisons: 30,
    fromDraw: { earliest: 121, latest: 121 },
  });
  const again = await run("reorder", "Spring", "--metric", "length-gap", "--preset", "sharp");
  expect(again.stdout).toMatch(/^Ordered 30 comparisons anew by length gap, sharp, from draw 121 on\./);

  expect(await run("reorder", "Spring")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/Say what to order by/),
  });
  expect(await run("reorder", "Spring", "--metric", "chrf", "--preset", "minimum-variance")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/needs --predictor/),
  });
});
