import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resolveFlag } from "../flag/resolve-flag";
import { addGold } from "../gold/add-gold";
import { trpcHandler } from "../http";
import { loadStrata } from "../ranking/load-strata";
import { appRouter } from "../router";
import { addSignInLink } from "../session/sign-in-link";
import { deskOf, taskOf } from "../testing/annotator-desk";
import { readLedger } from "../testing/ledger";
import { signIn, withDatabase } from "../testing/signed-in";
import { createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import type { NextTask } from "./schemas";

/** Everything that a task may hold, and nothing else. */
const taskKeys = [
  "taskId",
  "prompt",
  "turns",
  "system",
  "language",
  "left",
  "right",
  "leaseExpiresAt",
].sort();

/** Every key that any answer to an annotator may hold, at any depth. */
const answerKeys = new Set([
  ...taskKeys,
  "result",
  "data",
  "error",
  "message",
  "code",
  "httpStatus",
  "path",
  "tiebreak",
  "detail",
  "kind",
  "order",
  "tasks",
  "lost",
  "mine",
  "judgments",
  "canUndo",
  "reason",
  "role",
  "content",
  "campaignName",
  "guidelines",
  "outcomes",
  "state",
  "languages",
  "chosenLanguages",
  "leaseSeconds",
  "feedback",
  "practice",
  "guidelinesVersion",
  "guidelinesSeen",
  "guidelinesChange",
  "isPreview",
  "asks",
  "strength",
  "criteria",
  "reasons",
  "hint",
  "required",
  "choices",
  "text",
  "evidenceSpans",
  "reviseMinutes",
  "background",
  "mayLeave",
  "completion",
  "next",
  "at",
  "decision",
  "mayRevise",
  "task",
  "details",
  "correct",
  "spans",
  "side",
  "start",
  "end",
  "speaks",
  "isPanel",
  "personParameter",
  "problem",
  "quota",
  "id",
  "name",
  "user",
  "memberships",
  "campaignId",
  "campaignState",
]);

const secrets = {
  models: ["SECRETMODELONE", "SECRETMODELTWO"],
  lead: "Lena Lead",
  otherAnnotator: "SECRETCOLLEAGUE",
  externalId: "SECRETPROMPTID",
  category: "SECRETCATEGORY",
  metadata: "SECRETMETADATA",
  seed: "SECRETSEED",
  note: "odd",
};

function secretRows(): object[] {
  return Array.from({ length: 30 }, (_, i) =>
    secrets.models.map((model, m) => ({
      prompt_id: `${secrets.externalId}-${i}`,
      prompt: `Question ${i}`,
      category: secrets.category,
      language: "en",
      model,
      completion: `Answer ${"x".repeat(m * i + 1)} of ${i}`,
      metadata: { origin: secrets.metadata },
    })),
  ).flat();
}

/** What a value is made of, down to the lengths of ids: two answers of one shape cannot be told apart but by their words. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shapeOf).join()}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${key}:${shapeOf(inner)}`);
    return `{${entries.join()}}`;
  }
  if (typeof value === "string" && value.startsWith("tsk_")) return `id of ${value.length}`;
  return value === null ? "null" : typeof value;
}

const typeOf = (path: string) =>
  (appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)[path]?._def.type;

describe.each(dialects)("what an annotator can fetch on %s", (dialect) => {
  let test: TestDatabase;
  let campaign: TestCampaign;
  let cookie: string;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
    campaign = await createTestCampaign(test, {
      rows: secretRows(),
      seed: secrets.seed,
      annotators: 1,
      judgmentsPerComparison: 2,
      prefetch: 3,
      strength: "optional",
      criteria: [{ id: "correct", name: "Correctness", hint: null, required: false }],
      reasons: { choices: ["Wrong"], text: true, required: false },
      evidenceSpans: true,
    });
    const { userId } = campaign.annotators[0]!;
    const { token } = await test.database.transaction((tx) =>
      addSignInLink(tx, { userId, campaignId: campaign.campaignId, now: Date.now() }),
    );
    cookie = (await signIn(test.database, token)).cookie;
  });
  afterEach(() => test.drop());

  async function fetchAnswer(path: string, input: unknown): Promise<{ status: number; text: string }> {
    const url = `http://127.0.0.1/api/trpc/${path}`;
    const isQuery = typeOf(path) === "query";
    const body = JSON.stringify(input);
    const request = isQuery
      ? new Request(`${url}?input=${encodeURIComponent(body)}`, { headers: { cookie } })
      : new Request(url, { method: "POST", body, headers: { cookie, "content-type": "application/json" } });
    const answer = await withDatabase(test.database, () => trpcHandler(request));
    return { status: answer.status, text: await answer.text() };
  }

  const keysOf = (value: unknown): string[] =>
    value !== null && typeof value === "object"
      ? Object.entries(value).flatMap(([key, inner]) => [
          ...(Array.isArray(value) ? [] : [key]),
          ...keysOf(inner),
        ])
      : [];

  const valuesOf = (value: unknown): unknown[] =>
    value !== null && typeof value === "object" ? Object.values(value).flatMap(valuesOf) : [value];

  /** What no answer may contain: names, and the numbers of the ranking as they would be printed. */
  async function listForbidden(): Promise<string[]> {
    const { orm, tables } = test.database;
    const rankings = await orm.select().from(tables.ranking);
    const strata = await loadStrata(test.database, rankings[0]!);
    const draws = await orm.select().from(tables.draw);
    const numbers = [
      ...strata.flatMap(({ utilities, weights, ranks }) => [...utilities, ...weights, ...ranks]),
      ...draws.flatMap(({ q, largestInverse }) => [q, largestInverse]),
    ];
    const printed = numbers
      .filter((n): n is number => n !== null && !Number.isInteger(n))
      .map((n) => String(n));
    return [
      ...Object.values(secrets).flat(),
      rankings[0]!.id,
      "chrf",
      "model_a",
      "model_b",
      "a_left",
      "b_left",
      "ranked",
      "control",
      ...printed.filter((text) => text.length >= 8),
    ];
  }

  it("holds no model, metric, rank, arm or other person's judgment, in no answer and no error", async () => {
    const { campaignId, lead } = campaign;
    const colleague = await campaign.invite({ name: secrets.otherAnnotator });
    const other = deskOf(colleague);
    for (let i = 0; i < 3; i++) await other.judge("right");
    await other.skip((await other.take()).taskId);
    const foreign = (await other.take()).taskId;
    await other.flag(foreign);
    const { flags } = await readLedger(test.database, campaignId);
    await resolveFlag(lead.context, { campaignId, flagId: flags[0]!.id, ruling: "unjudgeable" });

    const forbidden = await listForbidden();
    expect(forbidden.length).toBeGreaterThan(60);
    const answers: { path: string; status: number; text: string }[] = [];
    const ask = async (path: string, input: object) => {
      const answer = await fetchAnswer(path, { campaignId, ...input });
      answers.push({ path, ...answer });
      return answer;
    };
    const reachable: string[] = [];
    const paths = Object.keys(appRouter._def.procedures).filter((path) => path !== "session.signOut");
    for (const path of paths) {
      const { text } = await ask(path, { name: "x", languages: ["en"] });
      if (!text.includes('"not_allowed"')) reachable.push(path);
    }
    // What the annotator reaches is named, so that a new procedure is looked at before it is let in.
    expect(reachable.sort()).toEqual([
      "join.describe",
      "join.leave",
      "judgment.mine",
      "judgment.review",
      "judgment.revise",
      "judgment.submit",
      "judgment.undo",
      "member.answerBackground",
      "member.chooseLanguages",
      "member.seeGuidelines",
      "session.me",
      "session.user",
      "task.desk",
      "task.flag",
      "task.heartbeat",
      "task.next",
      "task.release",
      "task.skip",
    ]);

    const decide = { decision: "left", durationMs: 1_000 };
    const take = async () => {
      const { text } = await ask("task.next", {});
      return taskOf(JSON.parse(text).result.data as NextTask);
    };
    const first = await take();
    await ask("task.heartbeat", { taskIds: [first.taskId, "tsk_none"] });
    await ask("judgment.submit", { taskId: first.taskId, ...decide, clientKey: "client-key-1" });
    await ask("judgment.submit", { taskId: first.taskId, ...decide, clientKey: "client-key-1" });
    await ask("judgment.submit", {
      taskId: first.taskId,
      ...decide,
      clientKey: "client-key-1",
      decision: "right",
    });
    await ask("judgment.submit", { taskId: first.taskId, ...decide, clientKey: "client-key-2" });
    await ask("judgment.submit", {
      taskId: (await take()).taskId,
      ...decide,
      decision: "tie",
      clientKey: "client-key-3",
    });
    await ask("judgment.mine", {});
    await ask("judgment.review", { taskId: first.taskId });
    const details = {
      strength: 2,
      criteria: { correct: "left" },
      reasons: ["Wrong"],
      spans: [{ side: "left", start: 0, end: 1, speaks: "for" }],
    };
    const revision = { taskId: first.taskId, ...decide, decision: "right", clientKey: "client-key-r" };
    expect((await ask("judgment.revise", { ...revision, details })).status).toBe(200);
    await ask("judgment.review", { taskId: first.taskId });
    await ask("judgment.review", { taskId: foreign });
    await ask("judgment.revise", { ...revision, taskId: foreign, clientKey: "client-key-f" });
    await ask("judgment.undo", {});
    await ask("task.skip", { taskId: (await take()).taskId });
    await ask("task.flag", { taskId: (await take()).taskId, reason: "other", note: "mine" });
    for (const path of ["task.heartbeat", "task.skip", "task.flag", "judgment.submit", "task.release"])
      await ask(path, {
        taskId: foreign,
        taskIds: [foreign],
        reason: "other",
        ...decide,
        clientKey: "client-key-4",
      });
    for (let i = 0; i < 5; i++)
      await ask("judgment.submit", {
        taskId: (await take()).taskId,
        ...decide,
        clientKey: `client-key-${i + 5}`,
      });

    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(20);
    expect(answers.filter(({ status }) => status >= 400).length).toBeGreaterThan(20);
    for (const { path, status, text } of answers) {
      expect({ path, status: status === 500 ? text : "as it should be" }).toEqual({
        path,
        status: "as it should be",
      });
      const told = forbidden.filter((secret) => text.includes(secret));
      expect({ path, told }).toEqual({ path, told: [] });
      expect({ path, unknown: keysOf(JSON.parse(text)).filter((key) => !answerKeys.has(key)) }).toEqual({
        path,
        unknown: [],
      });
    }
  });

  it("is a task of exactly the listed fields, with an id that tells nothing", async () => {
    const colleague = deskOf(await campaign.invite());
    const mine = taskOf(
      JSON.parse((await fetchAnswer("task.next", { campaignId: campaign.campaignId })).text).result.data,
    );
    const theirs = await colleague.take();
    for (const task of [mine, theirs]) {
      expect(Object.keys(task).sort()).toEqual(taskKeys);
      expect(task.taskId).toMatch(/^tsk_[0-9a-z]{20}$/);
    }
    expect(mine.prompt).toBe(theirs.prompt);
    expect(mine.taskId).not.toBe(theirs.taskId);
  });

  it("tells nothing of a judgment being an extra one", async () => {
    const rules = { judgmentsPerComparison: 2, extraUpTo: 3 };
    campaign = await createTestCampaign(test, { rows: secretRows().slice(2, 4), annotators: 3, ...rules });
    const { campaignId } = campaign;
    const { userId } = campaign.annotators[0]!;
    const { token } = await test.database.transaction((tx) =>
      addSignInLink(tx, { userId, campaignId, now: Date.now() }),
    );
    cookie = (await signIn(test.database, token)).cookie;
    for (const [i, person] of campaign.annotators.slice(1).entries()) {
      const desk = deskOf(person);
      const task = await desk.take();
      await desk.submit(task.taskId, task.left.includes("xx") === (i === 0) ? "left" : "right");
    }
    const forbidden = [...(await listForbidden()), "extra", "purpose", "main"];
    const answers: { text: string }[] = [];
    const ask = async (path: string, input: object) => {
      const answer = await fetchAnswer(path, { campaignId, ...input });
      answers.push(answer);
      return JSON.parse(answer.text).result.data as NextTask;
    };
    const task = taskOf(await ask("task.next", {}));
    expect(Object.keys(task).sort()).toEqual(taskKeys);
    await ask("task.heartbeat", { taskIds: [task.taskId] });
    const decide = { decision: "left", durationMs: 1_000 };
    const after = await ask("judgment.submit", { taskId: task.taskId, ...decide, clientKey: "client-key-1" });
    expect(after).toMatchObject({ kind: "waiting", reason: "all_done", mine: { judgments: 1 } });
    expect(taskOf(await ask("judgment.undo", {})).taskId).toBe(task.taskId);
    await ask("task.skip", { taskId: task.taskId });
    expect((await readLedger(test.database, campaignId)).judgments.at(-1)).toMatchObject({
      purpose: "extra",
    });
    for (const { text } of answers) {
      expect(forbidden.filter((secret) => text.includes(secret))).toEqual([]);
      expect(keysOf(JSON.parse(text)).filter((key) => !answerKeys.has(key))).toEqual([]);
    }
  });

  it.each([
    { name: "one language", options: { languages: ["en"] }, fitting: "en", other: null },
    { name: "languages", options: { languages: ["en", "de"] }, fitting: "de", other: null },
    { name: "no language", options: {}, fitting: null, other: "en" },
  ])(
    "tells nothing of a task being gold or a repeat in a pool of $name: same keys, same ids, same kinds of values",
    async ({ options, fitting, other }) => {
      const rules = { goldShare: 0.25, repeatShare: 0.25, prefetch: 3, seed: secrets.seed };
      campaign = await createTestCampaign(test, { prompts: 80, annotators: 1, ...rules, ...options });
      const { campaignId } = campaign;
      for (let i = 0; i < 30; i++) {
        const known = {
          campaignId,
          prompt: `Prompt ${100 + i}`,
          completionA: "red text",
          completionB: "green text",
          accepted: ["model_a" as const],
          explanation: "SECRETEXPLANATION",
        };
        await addGold(campaign.lead.context, { ...known, language: fitting });
        // What could be told by a field that is null, or is not, does not get in.
        await addGold(campaign.lead.context, { ...known, language: other }).catch(() => {});
        await addGold(campaign.lead.context, { ...known, language: fitting, system: "Be brief." }).catch(
          () => {},
        );
      }
      const { userId } = campaign.annotators[0]!;
      const { token } = await test.database.transaction((tx) =>
        addSignInLink(tx, { userId, campaignId, now: Date.now() }),
      );
      cookie = (await signIn(test.database, token)).cookie;
      const ask = async (path: string, input: object) => {
        const { status, text } = await fetchAnswer(path, { campaignId, ...input });
        expect(status).toBe(200);
        return { text, data: JSON.parse(text).result.data as NextTask };
      };
      let next = await ask("task.next", {});
      const shapes = new Map<string, Set<string>>();
      const texts: string[] = [next.text];
      let keys = 100;
      const purposeOf = async (taskId: string) =>
        (await readLedger(test.database, campaignId)).tasks.find(({ id }) => id === taskId)!.purpose;
      for (let i = 0; i < 90; i++) {
        const task = taskOf(next.data);
        const purpose = await purposeOf(task.taskId);
        const isUndone = i % 9 === 0;
        const submit = () =>
          ask("judgment.submit", {
            taskId: task.taskId,
            decision: "left",
            durationMs: 1_000,
            clientKey: `client-key-${++keys}`,
          });
        const answers = [{ text: JSON.stringify(task) }, await submit()];
        if (isUndone) answers.push(await ask("judgment.undo", {}), await submit());
        next = await ask("task.next", {});
        texts.push(...answers.map(({ text }) => text));
        const shape = answers.map(({ text }) => shapeOf(JSON.parse(text))).join();
        const key = isUndone ? `${purpose}, undone` : purpose;
        shapes.set(key, (shapes.get(key) ?? new Set()).add(shape));
      }
      expect([...shapes.keys()]).toEqual(expect.arrayContaining(["main", "gold", "repeat"]));
      for (const purpose of ["main", "gold", "repeat"])
        expect({ purpose, shapes: [...shapes.get(purpose)!] }).toEqual({
          purpose,
          shapes: [...shapes.get("main")!],
        });
      expect(shapes.get("main")!.size).toBe(1);
      for (const text of texts)
        for (const word of ["SECRETEXPLANATION", "gold", "repeat", "preview", "accepted", "purpose"])
          expect(text).not.toContain(word);
      expect(next.data.mine.judgments).toBe(90);
    },
  );

  it("tells in the list of one's own judgments nothing of how many others made", async () => {
    campaign = await createTestCampaign(test, { prompts: 60, annotators: 2 });
    const { campaignId } = campaign;
    const { userId } = campaign.annotators[0]!;
    const { token } = await test.database.transaction((tx) =>
      addSignInLink(tx, { userId, campaignId, now: Date.now() }),
    );
    cookie = (await signIn(test.database, token)).cookie;
    const [mine, other] = campaign.annotators.map(deskOf);
    for (let i = 0; i < 27; i++) {
      if (i % 5 === 0) await other!.judge();
      await mine!.judge();
    }
    const own = (await readLedger(test.database, campaignId)).judgments.filter(
      ({ memberId }) => memberId === campaign.annotators[0]!.memberId,
    );
    const told: unknown[] = [];
    let before: unknown;
    const listed: string[] = [];
    do {
      const { text } = await fetchAnswer("judgment.mine", { campaignId, before });
      const page = JSON.parse(text).result.data;
      listed.push(...page.judgments.map(({ taskId }: { taskId: string }) => taskId));
      told.push(...valuesOf(page).filter((value) => typeof value === "number"));
      before = page.next;
    } while (before !== null);
    expect(new Set(listed)).toEqual(new Set(own.map(({ taskId }) => taskId)));
    expect(listed).toHaveLength(27);
    // Every number is when one of their own was made.
    const times = new Set(own.map(({ createdAt }) => createdAt));
    expect(told.filter((value) => !times.has(value as number))).toEqual([]);
  });

  it("keeps the same shape when the server fails", async () => {
    const { transaction } = test.database;
    const fail = () => Promise.reject(new Error(`boom ${secrets.models[0]}`));
    Object.assign(test.database, { transaction: fail });
    const logged: unknown[] = [];
    const log = console.error;
    console.error = (...line: unknown[]) => logged.push(line);
    const request = new Request("http://127.0.0.1/api/trpc/task.next", {
      method: "POST",
      body: JSON.stringify({ campaignId: campaign.campaignId }),
      headers: { cookie, "content-type": "application/json" },
    });
    const answer = await withDatabase(test.database, () => trpcHandler(request));
    console.error = log;
    Object.assign(test.database, { transaction });
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toContain("boom");
    expect(text).not.toContain(secrets.models[0]);
    expect(text).not.toContain("stack");
    expect(JSON.parse(text).error.message).toMatch(/went wrong on the server/);
    expect(String(logged)).toContain("boom");
  });
});
