import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getCampaign } from "../campaign/get-campaign";
import { launchCampaign } from "../campaign/launch-campaign";
import { minute, second } from "../clock";
import { discardFetch } from "../endpoint/discard-fetch";
import { findNewestFetch } from "../endpoint/find-newest-fetch";
import { previewFetch } from "../endpoint/preview-fetch";
import { removeEndpoint } from "../endpoint/remove-endpoint";
import { FetchSettings } from "../endpoint/schemas";
import { retryFetch } from "../endpoint/start-fetch";
import { stopFetch } from "../endpoint/stop-fetch";
import { discardAbandonedImports } from "../import/discard-import";
import { listImports } from "../import/list-imports";
import { createFetchCampaign, type FetchCampaign } from "../testing/fetch-campaign";
import { type MockTrouble, openAiLogprobs, startMockEndpoint } from "../testing/mock-endpoint";
import { refusal } from "../testing/refusal";
import { createTestCampaign, importRows, makeRows, rank } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { fetchValues } from "./fetch-job";
import { getJob, listWaitingJobs, takeJob } from "./job-row";
import { runJob } from "./run-job";

const completion = (prompt: number, model: string) => `${model} says ${prompt}, or so.`;
/** The completion that things go wrong with, as it ends the text that is sent. */
const marked = completion(1, "red");

describe.each(dialects)("fetching log-probabilities on %s", (dialect) => {
  let test: TestDatabase;
  let one: FetchCampaign;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
    one = await createFetchCampaign(test, { completion });
  });
  afterEach(async () => {
    await one.mock.stop();
    await test.drop();
  });

  /** Something goes wrong with one scorer's requests for one completion, the first `times` times. */
  const trouble = (what: MockTrouble, times = Infinity) => {
    let left = times;
    one.mock.trouble = ({ model, texts }) =>
      model === "green" && texts.some((text) => text.endsWith(marked)) && left-- > 0 ? what : undefined;
  };

  it("has every model score every model's completions, once, and publishes them as an import", async () => {
    const preview = await previewFetch(one.lead, {
      campaignId: one.campaignId,
      settings: FetchSettings.parse({
        kind: "logprobs",
        scorers: Object.entries(one.endpoints).map(([model, endpointId]) => ({ model, endpointId })),
        pricePerMillion: 2,
      }),
    });
    const view = await one.fetch();
    expect(view).toMatchObject({
      scored: 6,
      failed: 0,
      reasons: [],
      job: { state: "done", done: 6, total: 6 },
    });
    const asked = one.asked();
    expect(asked).toHaveLength(12);
    expect(new Set(asked).size).toBe(12);
    expect(asked).toContain(`green Prompt 1\n\n${marked}`);
    expect(preview).toEqual({
      completions: 6,
      requests: 12,
      tokens: Math.ceil(asked.reduce((sum, text) => sum + text.replace(/^\S+ /, "").length / 4, 0)),
      cost: expect.closeTo((2 * preview.tokens) / 1e6, 5),
      there: 0,
    });
    for (const [name, scorers] of Object.entries(await one.stored())) {
      expect(Object.keys(scorers).sort()).toEqual(["green", "red"]);
      const [prompt, model] = name.split(" ") as [string, string];
      for (const { tokens, logprobs } of Object.values(scorers)) {
        expect(tokens.join("")).toBe(completion(Number(prompt.slice(1)), model));
        expect(logprobs).toEqual(tokens.map((token) => -token.length / 4));
      }
    }
    const [imported] = await listImports(one.lead, one.campaignId);
    expect(imported).toMatchObject({
      id: view!.importId,
      fileName: "Log-probabilities by green, red",
      shape: "logprobs",
      counts: { rows: 6, bad: 0, promptsAdded: 0, completionsAdded: 0 },
    });
    // Nothing is left to do.
    expect(await one.fetch()).toMatchObject({
      importId: null,
      job: { state: "failed", error: /nothing to fetch/ },
    });
    expect(one.asked()).toHaveLength(12);
  });

  it.each<[string, MockTrouble, RegExp, number]>([
    [
      "fails",
      { status: 500, body: '{"error": {"message": "out of memory"}}' },
      /answered 500: out of memory/,
      3,
    ],
    ["is rate-limited", { status: 429 }, /answered 429/, 3],
    ["stalls", "stall", /no answer within 0.4 seconds/, 3],
    ["is cut off", "cut", /the connection failed/, 3],
    ["is no JSON", { answer: "<html>" }, /the answer is not JSON/, 3],
    ["holds NaN", { answer: '{"choices":[{"logprobs":{"token_logprobs":[NaN]}}]}' }, /not JSON/, 3],
    ["is refused", { status: 400, body: '{"detail": "too long"}' }, /answered 400: too long/, 1],
    ["lacks its choices", { answer: { object: "list" } }, /no choices\[0\].logprobs/, 1],
    ["is null", { answer: null }, /no choices\[0\].logprobs/, 1],
    ["lacks its tokens", { answer: { choices: [{ logprobs: {} }] } }, /logprobs.tokens: is missing/, 1],
    [
      "has too few numbers",
      { answer: { choices: [{ logprobs: { tokens: ["a", "b"], token_logprobs: [-1] } }] } },
      /has 1 entries where tokens has 2/,
      1,
    ],
    [
      "has other tokens",
      scoredAs(["Prompt 1\n\n", "red says 1, or not."]),
      /"red says 1, or not\." *, does not fit/,
      1,
    ],
    ["ends early", scoredAs(["Prompt 1\n\n", "red says 1"]), /stop 8 characters before/, 1],
    [
      "has a token across the border",
      scoredAs(["Prompt 1\n", "\nred says 1, or so."]),
      /lies across the beginning/,
      1,
    ],
    ["is positive", scoredAs(["Prompt 1\n\n", marked], 0.5), /0.5 is positive/, 1],
    ["has no number", scoredAs(["Prompt 1\n\n", marked], null), /has no log-probability/, 1],
    ["is not normalised", scoredAs(["Prompt 1\n\n", marked], -0.1, [["x", -0.1]]), /add up to 1.8/, 1],
  ])("names the completion whose answer %s, and scores the others", async (_, what, reason, attempts) => {
    trouble(what);
    const isStalled = what === "stall";
    const view = await one.fetch({ attempts: 3, timeoutSeconds: isStalled ? 0.4 : 60 });
    expect(view).toMatchObject({
      scored: 5,
      failed: 1,
      job: { state: "done" },
      reasons: [{ completions: 1, example: { promptId: "p1", model: "red" } }],
    });
    expect(view!.reasons[0]!.reason).toMatch(reason);
    expect(view!.reasons[0]!.reason).toMatch(/^green: /);
    const { orm, tables } = test.database;
    expect(await orm.select().from(tables.fetchFailure)).toMatchObject([
      { importId: view!.importId, attempts },
    ]);
    const isMarked = (text: string) => text === `green Prompt 1\n\n${marked}`;
    const others = one.asked().filter((text) => !isMarked(text));
    expect(one.asked().filter(isMarked)).toHaveLength(attempts);
    expect(new Set(others).size).toBe(11);
    // On a busy machine a right answer may come too late for the short patience of the test with a stall.
    if (!isStalled) expect(others).toHaveLength(11);
    const stored = await one.stored();
    expect(Object.keys(stored)).toHaveLength(6);
    // Its own model scored it all the same.
    expect(Object.keys(stored["p1 red"]!)).toEqual(["red"]);

    // Tried again, only what failed is asked for.
    one.mock.trouble = () => undefined;
    one.mock.requests.length = 0;
    test.advance(1);
    const again = await retryFetch(one.lead, { campaignId: one.campaignId, jobId: view!.job.id });
    await one.run(again.jobId);
    expect(await findNewestFetch(one.lead, one.campaignId)).toMatchObject({ scored: 1, failed: 0 });
    expect(one.asked()).toEqual([`green Prompt 1\n\n${marked}`]);
  });

  it("tries again after what passes, with pauses that double", async () => {
    trouble({ status: 502 }, 3);
    expect(await one.fetch()).toMatchObject({ scored: 6, failed: 0 });
    expect(one.waits).toEqual([750, 1_500, 3_000]);
  });

  it("waits as long as the server asks for, whoever asks next", async () => {
    trouble({ status: 429, headers: { "retry-after": "7" } }, 1);
    expect(await one.fetch({ concurrency: 1 })).toMatchObject({ scored: 6, failed: 0 });
    expect(one.waits.reduce((sum, ms) => sum + ms, 0)).toBe(7 * second);
    one.waits.length = 0;
    await discardFetch(one.lead, {
      campaignId: one.campaignId,
      importId: (await listImports(one.lead, one.campaignId))[0]!.id,
    });
    // As a date, by the clock of the context: a quarter past.
    const until = new Date(one.lead.clock() + 20 * second).toUTCString();
    trouble({ status: 503, headers: { "retry-after": until } }, 1);
    expect(await one.fetch({ concurrency: 1 })).toMatchObject({ scored: 6, failed: 0 });
    const waited = one.waits.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThan(18 * second);
    expect(waited).toBeLessThanOrEqual(20 * second);
  });

  it("gives an endpoint up that fails again and again, keeps what came and names the rest", async () => {
    const many = await createFetchCampaign(test, { prompts: 40 });
    let answered = 0;
    many.mock.trouble = ({ texts }) =>
      texts[0]?.startsWith("Prompt") && ++answered > 20 ? { status: 500 } : undefined;
    const view = await many.fetch({ attempts: 2, concurrency: 1 });
    expect(view).toMatchObject({ scored: 10, failed: 70, job: { state: "done" } });
    expect(view!.reasons.map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(/^red: not asked, since the endpoint failed before: the server answered 500/),
    );
    // Ten completions that were given up, two requests each, of both endpoints.
    expect(many.asked()).toHaveLength(20 + 2 * 10 * 2);
    await many.mock.stop();
  });

  it.each<[string, MockTrouble, RegExp]>([
    [
      "a wrong key",
      { status: 401, body: "Incorrect API key provided: sk-mock-0123456789" },
      /401: Incorrect API key provided: \[key\]\. Check the key/,
    ],
    ["a wrong path", { status: 404, body: '{"message": "Not Found"}' }, /404: Not Found\. Check the address/],
    [
      "a server that only chats",
      { answer: { choices: [{ message: {} }] } },
      /no log-probabilities of a given text/,
    ],
  ])("fails at once, and changes nothing, with %s", async (_, what, error) => {
    const keyed = await createFetchCampaign(test, { key: "sk-mock-0123456789" });
    keyed.mock.trouble = () => what;
    const view = await keyed.fetch();
    expect(view).toMatchObject({ importId: null, scored: 0, failed: 6, job: { state: "failed" } });
    expect(view!.job.error).toMatch(error);
    expect(view!.job.error).toMatch(/^Nothing was fetched for any of 6 completions/);
    expect(keyed.asked()).toEqual([]);
    expect(
      keyed.mock.requests.every(({ authorization }) => authorization === "Bearer sk-mock-0123456789"),
    ).toBe(true);
    expect(await listImports(keyed.lead, keyed.campaignId)).toHaveLength(1);
    await keyed.mock.stop();
  });

  it("says that nobody answers at an address", async () => {
    await one.mock.stop();
    const view = await one.fetch({ attempts: 2 });
    expect(view!.job.error).toMatch(/the connection failed \(ECONNREFUSED\)/);
    one.mock = await startMockEndpoint();
  });

  it("follows no redirect, so that the key goes nowhere else", async () => {
    const other = await startMockEndpoint();
    one.mock.trouble = () => ({ status: 307, headers: { location: `${other.url}/completions` } });
    const view = await one.fetch();
    expect(view!.job.error).toMatch(/sends to another address, http:\/\/127\.0\.0\.1:\d+: give that one/);
    expect(other.requests).toEqual([]);
    await other.stop();
  });

  it.each([
    [
      { echo: true, zeroTokens: false, promptLogprobs: false },
      { echo: true, max_tokens: 1 },
    ],
    [
      { echo: false, zeroTokens: true, promptLogprobs: true },
      { max_tokens: 1, prompt_logprobs: 5 },
    ],
  ])("finds how a server scores a given text: %j", async (supports, body) => {
    one.mock.supports = supports;
    expect(await one.fetch()).toMatchObject({ scored: 6, failed: 0 });
    expect(one.mock.requests.at(-1)!.body).toMatchObject(body);
    const { tokens } = (await one.stored())["p1 red"]!["green"]!;
    expect(tokens.join("")).toBe(marked);
  });

  it("asks for nothing twice when it is killed half-way and taken up again", async () => {
    const many = await createFetchCampaign(test, { prompts: 10 });
    // The process dies while the 31st request and those beside it are on their way: nothing of it runs on.
    many.mock.trouble = (_, count) => (count > 30 ? "stall" : undefined);
    const jobId = await many.start({ timeoutSeconds: 600 });
    const job = (await takeJob(many.lead, jobId))!;
    const dead = { wait: () => new Promise<void>(() => {}), random: () => 0.5 };
    void fetchValues(dead, many.lead, job, async () => {});
    await expect.poll(() => many.mock.stalled, { interval: 5 }).toBe(4);
    const before = many.asked();
    const hanging = before.slice(-4);
    const stored = await many.stored();
    expect(Object.values(stored).flatMap((scorers) => Object.keys(scorers))).toHaveLength(before.length - 4);
    // Nothing reads it, and nobody clears it away, however long the server is off.
    expect(await listImports(many.lead, many.campaignId)).toHaveLength(1);
    test.advance(60 * minute);
    expect(await discardAbandonedImports(many.lead)).toBe(0);
    await importRows(many.lead, many.campaignId, makeRows({ prompts: 11 }));

    many.mock.trouble = () => undefined;
    many.mock.requests.length = 0;
    expect(await listWaitingJobs(many.lead)).toEqual([jobId]);
    await many.run(jobId);
    const after = many.asked();
    // The prompt that came meanwhile is among what is fetched; what was stored is not asked for again.
    expect(before.length - 4 + after.length).toBe(2 * 22);
    expect(after.filter((text) => before.includes(text)).sort()).toEqual(hanging.sort());
    expect(await findNewestFetch(many.lead, many.campaignId)).toMatchObject({ scored: 22, failed: 0 });
    const all = Object.values(await many.stored());
    expect(all.map((scorers) => Object.keys(scorers).sort())).toEqual(Array(22).fill(["green", "red"]));
    await many.mock.stop();
  });

  it("ends early when a lead stops it, and keeps what came", async () => {
    const jobId = await one.start({ concurrency: 1 });
    let stop: Promise<void> | undefined;
    one.mock.trouble = ({ texts }) => {
      if (texts.some((text) => text.endsWith(marked)))
        stop ??= stopFetch(one.lead, { campaignId: one.campaignId, jobId });
      return undefined;
    };
    await one.run(jobId);
    await stop;
    const view = await findNewestFetch(one.lead, one.campaignId);
    expect(view!.job.state).toBe("done");
    expect(view!.scored).toBeGreaterThan(0);
    expect(view!.scored + view!.failed).toBe(6);
    expect(view!.reasons[0]!.reason).toMatch(/not asked: the fetch was stopped/);
  });

  it("keeps what came when something else breaks", async () => {
    const jobId = await one.start({ concurrency: 1 });
    const job = (await takeJob(one.lead, jobId))!;
    const tools = { wait: async () => {}, random: () => 0 };
    const full = async ({ done }: { done: number }) => {
      if (done === 2) throw new Error("the disk is full");
    };
    await expect(fetchValues(tools, one.lead, job, full)).rejects.toThrow("the disk is full");
    expect(await listImports(one.lead, one.campaignId)).toMatchObject([
      { shape: "logprobs", counts: { rows: 2 } },
      {},
    ]);
    expect(Object.keys(await one.stored())).toHaveLength(2);
  });

  it("goes together with files that bring log-probabilities of their own", async () => {
    await one.fetch();
    const stored = (await one.stored())["p1 red"]!;
    const [, row] = makeRows({ completion, models: ["red"] });
    const give = (scorers: object) =>
      importRows(one.lead, one.campaignId, [{ ...row, logprobs: { scorers } }]);
    // The same again, and one scorer of it: nothing new.
    await give(stored);
    await give({ red: stored["red"] });
    expect(await listImports(one.lead, one.campaignId)).toHaveLength(2);
    expect(await refusal(give({ red: { ...stored["red"], logprobs: [-1, -1, -1, -1, -1] } }))).toBe(
      "invalid_input",
    );
    await give({ red: stored["red"], blue: { tokens: [marked], logprobs: [-1] } });
    expect(await listImports(one.lead, one.campaignId)).toHaveLength(3);
  });

  it("fills the template with system prompt and turns, and each model's own where it has one", async () => {
    const rows = ["red", "green"].map((model) => ({
      prompt_id: "t",
      system: "Be brief.",
      turns: [
        { role: "user", content: "Hi" },
        { role: "assistant", content: "Hello" },
        { role: "user", content: "Why?" },
      ],
      model,
      completion: `Because ${model}`,
    }));
    const talk = await createFetchCampaign(test, { rows });
    const scorers = [
      { model: "red", endpointId: talk.endpoints["red"]! },
      { model: "green", endpointId: talk.endpoints["green"]!, template: "<|user|>{prompt}<|end|>\n" },
    ];
    await talk.fetch({ scorers });
    expect(talk.asked()).toContain(
      "red Be brief.\n\nUser: Hi\n\nAssistant: Hello\n\nUser: Why?\n\nBecause green",
    );
    expect(talk.asked()).toContain(
      "green <|user|>User: Hi\n\nAssistant: Hello\n\nUser: Why?<|end|>\nBecause red",
    );
    await talk.mock.stop();
  });

  it("needs no server for an empty completion", async () => {
    const empty = await createFetchCampaign(test, {
      completion: (_, model) => (model === "red" ? "" : "Yes."),
    });
    expect(await empty.fetch()).toMatchObject({ scored: 6, failed: 0 });
    expect(empty.asked()).toHaveLength(6);
    expect((await empty.stored())["p0 red"]).toEqual({
      red: { tokens: [], logprobs: [], top: [] },
      green: { tokens: [], logprobs: [], top: [] },
    });
    await empty.mock.stop();
  });

  it("is for drafts, and holds up a launch until it is done", async () => {
    await rank(one.lead, one.campaignId);
    const jobId = await one.start();
    expect(await refusal(launchCampaign(one.lead, one.campaignId))).toBe("busy");
    expect(await refusal(one.start())).toBe("busy");
    const endpointId = one.endpoints["red"]!;
    expect(await refusal(removeEndpoint(one.lead, { campaignId: one.campaignId, endpointId }))).toBe("busy");
    await runJob(one.lead, jobId);
    expect((await getJob(test.database, one.campaignId, jobId)).state).toBe("done");
    expect((await getCampaign(one.lead, one.campaignId)).ranking?.staleReason).toMatch(/imported since/);
    const live = await createTestCampaign(test);
    const { importId } = (await findNewestFetch(one.lead, one.campaignId))!;
    await test.database.transaction((tx) =>
      tx.orm
        .update(tx.tables.campaign)
        .set({ state: "live" })
        .where(eq(tx.tables.campaign.id, one.campaignId)),
    );
    expect(await refusal(one.start())).toBe("wrong_state");
    const { campaignId } = one;
    expect(await refusal(discardFetch(one.lead, { campaignId, importId: importId! }))).toBe("wrong_state");
    expect(
      await refusal(discardFetch(live.lead.context, { campaignId: live.campaignId, importId: importId! })),
    ).toBe("not_found");
  });

  it("is taken away again without touching the files' data", async () => {
    const { importId } = (await one.fetch())!;
    const { campaignId } = one;
    const file = (await listImports(one.lead, campaignId)).at(-1)!;
    expect(await refusal(discardFetch(one.lead, { campaignId, importId: file.id }))).toBe("wrong_state");
    await discardFetch(one.lead, { campaignId, importId: importId! });
    expect(await one.stored()).toEqual({});
    expect(await listImports(one.lead, campaignId)).toHaveLength(1);
    expect(await getCampaign(one.lead, campaignId)).toMatchObject({
      prompts: 3,
      models: [{ completions: 3 }, { completions: 3 }],
    });
    expect(await one.fetch()).toMatchObject({ scored: 6 });
  });
});

/** An answer in which the text's tokens are these; the last ones have this log-probability. */
function scoredAs(tokens: string[], logprob: number | null = -1, top: [string, number][] = []): MockTrouble {
  const scored = tokens.map((token, i) => {
    const own: [string, number][] = top.length > 0 ? [[token, logprob ?? -1]] : [];
    return { token, logprob: i === 0 ? null : logprob, top: i === 0 ? [] : [...own, ...top] };
  });
  return { answer: { choices: [{ logprobs: openAiLogprobs(scored) }] } };
}
