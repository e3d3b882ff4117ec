import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandInFolder } from "../testing/command-in-folder";
import { type MockEndpoint, startMockEndpoint } from "../testing/mock-endpoint";

const tiebreak = commandInFolder();
let mock: MockEndpoint;

beforeAll(async () => {
  mock = await startMockEndpoint();
});
afterAll(() => mock.stop());

test("endpoints and fetches by command, with a key that is nowhere on the way", {
  timeout: 60_000,
}, async () => {
  const key = "sk-command-0123456789";
  const shown: string[] = [];
  const run = async (args: string[], stdin = "") => {
    const outcome = await tiebreak.run(args, { stdin, variables: { API_KEY: key } });
    shown.push(outcome.stdout, outcome.stderr);
    return outcome;
  };
  const rows = ["red", "green"].map((model) => ({
    prompt_id: "p",
    prompt: "Why?",
    model,
    completion: `${model} it is.`,
  }));
  const file = tiebreak.write("spring.jsonl", rows.map((row) => JSON.stringify(row)).join("\n"));
  await run(["import", file]);
  const add = ["endpoint", "add", "spring", "--url", mock.url];
  await run([...add, "--name", "red", "--model", "red", "--key-env", "API_KEY"]);
  await run([...add, "--name", "second", "--model", "green", "--key-stdin"], `${key}\n`);
  expect((await run([...add, "--name", "x", "--model", "x", "--key-env", "NOT_SET"])).exitCode).toBe(2);

  expect((await run(["endpoint", "list", "spring"])).stdout).toMatch(
    /red +red +http:\S+ +…6789\n.*second +green/,
  );
  expect((await run(["endpoint", "check", "spring", "second"])).stdout).toMatch(
    /Log-probabilities work, by echo/,
  );
  const scorers = ["--scorer", "red=red", "--scorer", "green=second"];
  expect((await run(["fetch", "spring", ...scorers, "--dry-run", "--price", "1"])).stdout).toMatch(
    /^4 requests for 2 completions, about \d+ tokens, 0\.00 at this price/,
  );
  expect((await run(["fetch", "spring", ...scorers])).stdout).toMatch(
    /^Fetched log-probabilities for 2 completions\.\nNext/,
  );
  expect((await run(["fetch", "spring", ...scorers])).stderr).toMatch(/nothing to fetch/);
  mock.trouble = ({ texts }) => (texts[0] === "red it is." ? { status: 400, body: key } : undefined);
  const embeddings = ["fetch", "spring", "--kind", "embeddings", "--endpoint", "second", "--batch-size", "1"];
  const partly = await run(embeddings);
  expect(partly.stdout).toMatch(/for 1 completions; 1 failed\.\nRun it again/);
  expect(partly.stderr).toMatch(/1 failed, such as p by red: the server answered 400: \[key\]/);
  expect((await run(["endpoint", "remove", "spring", "red"])).stdout).toMatch(/^Removed the endpoint "red"/);

  expect(mock.requests.every(({ authorization }) => authorization === `Bearer ${key}`)).toBe(true);
  expect(shown.join("\n")).not.toContain(key);
  expect(readFileSync(tiebreak.path("t.db"), "latin1")).not.toContain(key);
});
