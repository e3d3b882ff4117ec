import { expect, test } from "vitest";
import { commandInFolder } from "../testing/command-in-folder";
import { makeRows } from "../testing/test-campaign";

const timeout = 120_000;
const tiebreak = commandInFolder();
const run = (args: string[], stdin = "") => tiebreak.run(args, { stdin });

test("a campaign is planned by command, in words and in numbers", { timeout }, async () => {
  await run(["campaign", "create", "--name", "Spring"]);
  expect((await run(["plan", "Spring"])).stdout).toMatch(/^There is nothing to plan yet: import/);
  const rows = makeRows({ prompts: 48 }).map((row) => `${JSON.stringify(row)}\n`);
  await run(["import", "-", "--campaign", "Spring", "--format", "jsonl"], rows.join(""));

  const words = await run(["plan", "Spring", "--budget", "40", "--tie-rate", "0.4", "--seconds", "60"]);
  expect(words.stderr).toBe("");
  expect(words.stdout).toMatch(
    /^40 judgments will show a winner if the true win rate is beyond [\d.]+\u00a0%: about 40 minutes of annotator time\.$/m,
  );
  expect(words.stdout).toMatch(/^balanced \* .*min(utes)?$/m);

  const asked = ["--margin", "0.4", "--budget", "40", "--tie-rate", "0.2", "--preset", "uniform"];
  const numbers = await run(["plan", "Spring", ...asked, "--hours", "1", "--simulate", "--json"]);
  expect(numbers.stderr).toBe("");
  const plan = JSON.parse(numbers.stdout);
  expect(plan).toMatchObject({
    budget: 40,
    hoursPerDay: 1,
    margin: { value: 0.4, from: "set" },
    presets: [{}, {}, {}, { preset: "uniform", isOwn: true }],
  });
  expect(plan.played).toHaveLength(4);
  expect(plan.played[3]).toMatchObject({
    preset: "uniform",
    result: { played: { campaigns: 400, stopped: { isOwnRule: false } } },
  });
  expect(plan.played[3].result.played.shown).toBeGreaterThan(0.9);

  const tied = await run(["plan", "Spring", "--tie-rate", "1"]);
  expect(tied).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^If every comparison is a tie/) });
  const beyond = await run(["plan", "Spring", "--budget", "100"]);
  expect(beyond.stderr).toBe("The set has 48 comparisons: a budget of 100 is all of them.\n");
});
