import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandInFolder } from "../testing/command-in-folder";

const timeout = 60_000;
const { run, write, path } = commandInFolder();

/** Runs a command that must succeed, and reads its JSON. */
async function json(...args: string[]) {
  const { stdout, stderr, exitCode } = await run([...args, "--json"]);
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
}

const toLines = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const pairs = Array.from({ length: 12 }, (_, i) => ({
  prompt_id: `p${i}`,
  prompt: `Question ${i}?`,
  model_a: "one",
  model_b: "two",
  completion_a: "Short.",
  completion_b: `Long${" and longer".repeat(i)}.`,
  judgments: [{ annotator: "x", outcome: i % 3 === 0 ? "both_good" : "model_b" }],
}));

describe("a campaign by command", { timeout }, () => {
  test("import, rank, launch, invite, status, report, export, close", async () => {
    const file = write("pairs.jsonl", toLines(pairs));
    const settings = { name: "Spring", adoptImported: true, data: ["pairs.jsonl"], seed: "s" };
    const { campaignId } = await json(
      "campaign",
      "create",
      "--file",
      write("campaign.json", JSON.stringify(settings)),
    );
    expect(await json("campaign", "show", "Spring")).toMatchObject({
      id: campaignId,
      prompts: 12,
      importedJudgments: 12,
      blockers: ["Rank the comparisons first."],
    });
    const again = await json("import", file, "--campaign", "Spring");
    expect(again).toMatchObject({ importedBefore: true, importId: null, counts: { judgmentsAdded: 0 } });

    const ranking = await json("rank", "Spring", "--metric", "length-gap", "--preset", "sharp");
    expect(ranking).toMatchObject({
      metric: "length-gap",
      preset: "sharp",
      poolSize: 12,
      seed: "s",
      stale: false,
    });
    const next = await json("next", "Spring", "--limit", "3");
    expect(next.map(({ promptExternalId }: { promptExternalId: string }) => promptExternalId)).toEqual([
      "p11",
      "p10",
      "p9",
    ]);
    const first = String(next[0].comparisonId);
    for (const subject of [first, "p11"]) {
      expect(await json("explain", "Spring", subject)).toMatchObject({
        promptExternalId: "p11",
        order: { position: 1, size: 12, utility: 22 },
        metrics: [{ metric: "length-gap", position: 1 }],
      });
    }
    expect((await run(["explain", "Spring", first])).stdout).toContain("Ranked 1 of 12 by length gap.");
    const unknown = await run(["explain", "Spring", first, "--prompt"]);
    expect(unknown.stderr).toContain(`There is no comparison or prompt "${first}" in "Spring".`);
    expect(unknown.exitCode).toBe(1);
    expect((await run(["campaign", "launch", "Spring"])).stdout).toContain('"Spring" is live.');

    const url = "https://judge.example.org";
    const invited = await json(
      "invite",
      campaignId,
      "--name",
      "Amina",
      "--language",
      "ar",
      "--url",
      `${url}/`,
    );
    expect(invited).toMatchObject({ name: "Amina", role: "annotator", campaignId });
    expect(invited.link).toMatch(/^https:\/\/judge\.example\.org\/l\/[a-z0-9]{32}$/);

    const status = await json("status", "Spring");
    expect(status).toMatchObject({
      campaign: { state: "live" },
      flags: 0,
      progress: { planned: 12, closed: 12, open: 0 },
    });
    expect(status.people.map(({ name }: { name: string }) => name)).toEqual(["Lead", "Amina"]);

    const report = await json("report", "Spring");
    expect(report.content.counts).toMatchObject({ judgmentsImported: 12, closed: 12 });
    const output = path("judgments.csv");
    const exported = await run(["export", "judgments", "Spring", "--output", output]);
    expect(exported).toMatchObject({ stdout: "", stderr: `Wrote ${output}.\n`, exitCode: 0 });
    expect(readFileSync(output, "utf8").trim().split("\n")).toHaveLength(13);
    const draws = await run(["export", "draws", "Spring", "--json"]);
    expect(
      draws.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toHaveLength(12);
    expect((await run(["export", "ranking", "Spring"])).stdout.trim().split("\n")).toHaveLength(13);
    const preferences = await run(["export", "preferences", "Spring", "--minimum-margin", "0.5"]);
    const chosen = preferences.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(preferences.stderr).toMatch(new RegExp(`^${chosen.length} preferences?\\.`));
    expect(chosen[0]).toMatchObject({ margin: 1, judgments: 1, chosen_model: expect.any(String) });
    expect((await run(["export", "preferences", "Spring", "--format", "csv"])).exitCode).toBe(2);
    expect((await run(["export", "draws", "Spring", "--minimum-margin", "0.5"])).exitCode).toBe(2);
    const pdf = path("report.pdf");
    expect((await run(["report", "Spring", "--format", "pdf", "--output", pdf])).exitCode).toBe(0);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe("%PDF-");

    expect((await run(["campaign", "pause", "Spring"])).exitCode).toBe(0);
    expect((await run(["campaign", "resume", "Spring"])).exitCode).toBe(0);
    expect((await run(["campaign", "close", "Spring"])).exitCode).toBe(0);
    expect(await json("campaign", "list")).toMatchObject([{ id: campaignId, state: "closed", settled: 12 }]);
    const late = await run(["campaign", "extend", "Spring", "--budget", "20"]);
    expect(late).toMatchObject({ exitCode: 1, stderr: "A closed campaign cannot be extended.\n" });
  });

  test("a file alone makes a draft named after it, and the same content again changes nothing", async () => {
    const file = write("release 2.jsonl", toLines(pairs));
    const first = await json("import", file);
    expect(first).toMatchObject({ isNew: true, importedBefore: false, campaign: { name: "release 2" } });
    const again = await run(["import", write("copy.jsonl", toLines(pairs))]);
    expect(again.stdout).toMatch(
      new RegExp(
        `^copy\\.jsonl is in "release 2" \\(${first.campaign.id}\\) since .* nothing was changed\\.$`,
        "m",
      ),
    );
    expect(await json("campaign", "list")).toHaveLength(1);
  });

  test("a file with bad rows leaves nothing behind, names them, and gives up the good ones on request", async () => {
    const file = write("bad.jsonl", `${toLines(pairs.slice(0, 2))}{"prompt_id": 7}\nnot json\n`);
    const refused = await run(["import", file]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toBe("");
    expect(refused.stderr).toMatch(/^Line 3, .*\n(Line 3, .*\n)*Line 4: /);
    expect(refused.stderr).toContain("bad.jsonl was not imported and nothing was changed.");
    expect(await json("campaign", "list")).toEqual([]);
    const skipped = await run(["import", file, "--skip-bad"]);
    expect(skipped.exitCode).toBe(0);
    expect(skipped.stdout).toMatch(/^Imported 2 prompts, 2 models, 4 completions, 2 judgments from 4 rows/);
    expect(skipped.stderr).toMatch(/^Skipped\. Line 3/);
  });

  test("standard input goes into a campaign that is named", async () => {
    await json("campaign", "create", "--name", "Piped", "--budget", "5", "--no-prompt-once-per-annotator");
    const piped = await run(["import", "-", "--campaign", "Piped", "--format", "jsonl"], {
      stdin: toLines(pairs),
    });
    expect(piped).toMatchObject({ exitCode: 0, stderr: "" });
    const { settings, prompts } = await json("campaign", "show", "Piped");
    expect(settings).toMatchObject({ budget: 5, promptOncePerAnnotator: false });
    expect(prompts).toBe(12);
  });

  test("what cannot be done is said in a sentence that says what to do", async () => {
    const cases: [string[], RegExp][] = [
      [["status", "nowhere"], /^There is no campaign with the id or name "nowhere"\. .*campaign list\n$/],
      [["import", path("gone.jsonl")], /^There is no file .*gone\.jsonl\. Check the name\.\n$/],
      [["import", path()], /is a folder\. Name a file\.\n$/],
      [["replay", path("gone.jsonl")], /^There is no file .*gone\.jsonl/],
      [["campaign", "create", "--file", write("c.json", '{"name": "x", "metrik": "chrf"}')], /"metrik"/],
      [["campaign", "create", "--file", write("d.json", "{")], /d\.json is not JSON/],
    ];
    for (const [args, message] of cases) {
      const { stdout, stderr, exitCode } = await run(args);
      expect(stderr).toMatch(message);
      expect(stdout).toBe("");
      expect(exitCode, args.join(" ")).toBe(1);
    }
  });

  test("two campaigns of one name are told apart by id", async () => {
    await json("campaign", "create", "--name", "Twin");
    const { campaignId } = await json("campaign", "create", "--name", "Twin");
    const { stderr, exitCode } = await run(["campaign", "show", "Twin"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^2 campaigns are named "Twin"\. Give one of their ids: cmp_\w+, cmp_\w+\.\n$/);
    expect(await json("campaign", "show", campaignId)).toMatchObject({ id: campaignId });
  });

  test("the demo is live, is not loaded over other campaigns, and finishes what was cut off", async () => {
    const settings = JSON.parse(readFileSync(join("server", "demo", "campaign.json"), "utf8"));
    const { campaignId } = await json("campaign", "create", "--name", settings.name, "--seed", settings.seed);
    const demo = await json("demo", "--if-empty");
    expect(demo).toMatchObject({ campaignId, links: { lead: expect.stringContaining("/l/") } });
    const { people, progress } = await json("status", campaignId);
    expect(people).toMatchObject([
      { name: "Lead", role: "lead" },
      { name: "Demo annotator", role: "annotator", languages: null },
    ]);
    expect(progress).toMatchObject({ planned: 180, closed: 0, judgments: 0 });
    expect(await json("demo", "--if-empty")).toBeNull();
  });

  test("noise is found, left out and taken back", async () => {
    const rows = pairs.map((row, i) => ({ ...row, judgments: [], ...(i < 2 ? { completion_a: " " } : {}) }));
    const { campaign } = await json("import", write("noisy.jsonl", toLines(rows)));
    const found = await json("noise", campaign.id);
    expect(found).toMatchObject({ poolSize: 12, excluded: 0, isStale: false });
    const table = await run(["noise", campaign.id]);
    expect(table.stdout).toMatch(
      /^12 comparisons looked at, 0 left out\.\n\ndetector .*\nempty +2 +2 +16\.7 % +no +one 2\n$/,
    );
    const excluded = await run(["exclude", campaign.id, "empty"]);
    expect(excluded.stdout).toMatch(/^10 of 12 comparisons remain\. Next: npx tiebreak rank /);
    expect(await json("rank", campaign.id)).toMatchObject({ poolSize: 10 });
    const restored = await run(["restore", campaign.id, "empty"]);
    expect(restored.stdout).toMatch(/^What empty finds is not left out any more\. Next: /);
    expect(await json("noise", campaign.id)).toMatchObject({ excluded: 0 });
  });

  test("replay prints an array with one entry per metric", async () => {
    const file = write("judged.jsonl", toLines(pairs));
    const entries = await json(
      "replay",
      file,
      "--metric",
      "chrf",
      "--metric",
      "length-gap",
      "--bootstrap",
      "50",
    );
    expect(entries).toMatchObject([
      { dataset: "judged", metric: "chrf", pairs: 12, judgments: 12, top: { fraction: 0.2 } },
      { dataset: "judged", metric: "length-gap", tieRate: 4 / 12 },
    ]);
  });

  test("replay --campaigns prints how often what campaigns say is true", async () => {
    const judged = Array.from({ length: 24 }, (_, i) => ({ ...pairs[i % pairs.length], prompt_id: `q${i}` }));
    const file = write("campaigns.jsonl", toLines(judged));
    const [result] = await json("replay", file, "--campaigns", "5", "--judged", "0.5", "--scope", "pooled");
    expect(result).toMatchObject({ dataset: "campaigns", metric: "chrf", scope: "pooled", campaigns: 5 });
    expect(result.orders.map(({ fixed }: { fixed: object[] }) => fixed.length)).toEqual([1, 1, 1, 1, 1]);
    const { stdout } = await run(["replay", file, "--campaigns", "5", "--scope", "pooled"]);
    expect(stdout).toMatch(/campaigns by chrf: all model pairs as one pool, 24 comparisons, 24 judgments/);
    for (const name of ["measure, balanced", "measure, uniform", "explore, Wilson", "explore, as a sample"])
      expect(stdout.split(name)).toHaveLength(3);
  });

  test("worth says not yet on a dozen judgments, with a row per metric and the controls last", {
    timeout: 2 * timeout,
  }, async () => {
    await json("campaign", "create", "--name", "Worth", "--seed", "s");
    await json("import", write("judged.jsonl", toLines(pairs)), "--campaign", "Worth");
    // A thread each for a dozen comparisons: starting threads is what takes the time here.
    const compared = await run(["worth", "Worth", "--json"], { variables: { TIEBREAK_WORKERS: "1" } });
    const table = JSON.parse(compared.stdout);
    expect(table).toMatchObject({ evidence: "recorded", comparisons: 12, missing: 38, best: null });
    expect(table.rows.map(({ id }: { id: string }) => id).slice(-2)).toEqual(["mean-length", "random"]);
    const { stdout, stderr } = await run(["worth", "Worth"]);
    expect(stdout).toContain("Not measured yet: 12 comparisons are judged so far, about 38 more are needed.");
    expect(stderr).toMatch(
      /Token KL \(top-k\) was left out\. Needs completions with token log-probabilities/,
    );
    const control = await run(["worth", "Worth", "--evidence", "control"]);
    expect(control.stderr).toContain("There is no control sample before a campaign is launched");
    expect(control.exitCode).toBe(1);
  });
});

describe("serve", { timeout }, () => {
  /** A checkout with migrations, and pages that count as built. */
  function checkout({ isBuilt }: { isBuilt: boolean }): { TIEBREAK_ROOT: string } {
    symlinkSync(join(process.cwd(), "db"), path("db"));
    if (isBuilt) {
      mkdirSync(path(".next"));
      write(".next/BUILD_ID", "test");
    }
    return { TIEBREAK_ROOT: path() };
  }

  test("says that the pages are not built", async () => {
    const { stderr, exitCode } = await run(["serve"], { variables: checkout({ isBuilt: false }) });
    expect(stderr).toMatch(/^The pages are not built\. Run: npm run build/);
    expect(exitCode).toBe(1);
  });

  test("says that the port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    const variables = checkout({ isBuilt: true });
    const { stderr, exitCode } = await run(["serve", "--port", String(port)], { variables });
    await new Promise((resolve) => other.close(resolve));
    expect(stderr).toBe(`Port ${port} is taken. Stop what uses it, or choose another: --port ${port + 1}.\n`);
    expect(exitCode).toBe(1);
  });
});
