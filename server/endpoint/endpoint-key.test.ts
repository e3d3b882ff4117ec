import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFetchCampaign } from "../testing/fetch-campaign";
import { refusal } from "../testing/refusal";
import { createTestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { addEndpoint } from "./add-endpoint";
import { checkEndpoint } from "./check-endpoint";
import { listEndpoints } from "./list-endpoints";
import { openEndpoint } from "./open-endpoint";
import { removeEndpoint } from "./remove-endpoint";
import { AddEndpointInput } from "./schemas";
import { openKey, sealKey } from "./seal-key";

const key = "sk-secret-abcdefgh-7788";

describe("a sealed key", () => {
  const secret = "one secret of the server";
  const endpoint = { id: "ept_1", name: "One" };

  it("opens under the secret and endpoint it was sealed for, and no other", () => {
    const sealed = sealKey(key, secret, "ept_1");
    expect(openKey(sealed, secret, endpoint)).toBe(key);
    expect(sealKey(key, secret, "ept_1")).not.toBe(sealed);
    expect(() => openKey(sealed, "another", endpoint)).toThrow(/cannot be read.*Remove the endpoint/);
    expect(() => openKey(sealed, secret, { ...endpoint, id: "ept_2" })).toThrow(/cannot be read/);
    const changed = Buffer.from(sealed, "base64");
    changed[changed.length - 1]! ^= 1;
    expect(() => openKey(changed.toString("base64"), secret, endpoint)).toThrow(/cannot be read/);
    expect(() => openKey("AAAA", secret, endpoint)).toThrow(/cannot be read/);
  });
});

describe("the address of an endpoint", () => {
  const parse = (baseUrl: string, more: object = {}) =>
    AddEndpointInput.safeParse({ campaignId: "c", name: "One", servedModel: "m", baseUrl, ...more });

  it.each(["http://127.0.0.1:8000/v1", "https://api.example.org/v1/"])("may be %s", (baseUrl) => {
    expect(parse(baseUrl).data?.baseUrl).toBe(baseUrl.replace(/\/$/, ""));
  });

  it.each([
    "file:///etc/passwd",
    "ftp://example.org/v1",
    "example.org/v1",
    "https://user:pass@example.org/v1",
    "https://example.org/v1?key=abc",
    "https://example.org/v1#x",
  ])("may not be %s", (baseUrl) => {
    expect(parse(baseUrl).success).toBe(false);
  });

  it("takes no key that could not stand in a header", () => {
    expect(parse("http://a/v1", { key: "two words" }).success).toBe(false);
    expect(parse("http://a/v1", { key: "line\nbreak" }).success).toBe(false);
    expect(JSON.stringify(parse("http://a/v1", { key: "gehéim-0815" }).error)).not.toContain("0815");
  });
});

describe.each(dialects)("endpoints on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  /** Everything that the database holds, as text. */
  async function dump(): Promise<string> {
    const { orm, tables } = test.database;
    const parts = await Promise.all(Object.values(tables).map((table) => orm.select().from(table)));
    return JSON.stringify(parts, (_, value) => {
      const bytes = value as { type?: string; data?: number[] } | null;
      return bytes?.type === "Buffer" && bytes.data ? Buffer.from(bytes.data).toString("latin1") : value;
    });
  }

  it("keep their key out of the database, the console and every answer", async () => {
    const printed: unknown[] = [];
    const spies = (["log", "info", "warn", "error", "debug"] as const).map((method) =>
      vi.spyOn(console, method).mockImplementation((...args) => void printed.push(...args)),
    );
    const said: unknown[] = [];
    const one = await createFetchCampaign(test, { key });
    const { campaignId, lead, mock } = one;
    const endpointId = one.endpoints["red"]!;
    const ask = { campaignId, endpointId };
    // A server that repeats the key wherever it can.
    const repeats = [
      { status: 401, body: JSON.stringify({ error: { message: `Wrong key ${key}` } }) },
      { status: 400, body: key },
      { status: 302, headers: { location: `http://127.0.0.1:1/${key}` } },
      { answer: { choices: [{ logprobs: { tokens: [key], token_logprobs: [key] } }] } },
      { answer: { data: [{ index: key, embedding: [key] }] } },
    ];
    for (const trouble of repeats) {
      mock.trouble = () => trouble;
      said.push(await checkEndpoint(lead, ask));
      said.push(await one.fetch());
      said.push(await one.fetch({ kind: "embeddings" }));
    }
    mock.trouble = ({ texts }, count) =>
      texts[0]?.endsWith("Lima") ? undefined : repeats[count % repeats.length];
    said.push(await one.fetch({ attempts: 1 }));
    mock.trouble = () => undefined;
    said.push(await one.fetch());
    said.push(await listEndpoints(lead, campaignId));
    expect(mock.requests.every(({ authorization }) => authorization === `Bearer ${key}`)).toBe(true);
    expect((await openEndpoint(test.database, campaignId, endpointId)).key).toBe(key);
    await mock.stop();

    const stored = await dump();
    expect(stored).toContain("Wrong key [key]");
    expect(stored).toContain(`"keyHint":"${key.slice(-4)}"`);
    expect(stored).not.toContain(key);
    expect(JSON.stringify(said)).not.toContain(key);
    expect(printed.map(String).join()).not.toContain(key);
    for (const spy of spies) spy.mockRestore();

    await removeEndpoint(lead, ask);
    expect(await refusal(openEndpoint(test.database, campaignId, endpointId))).toBe("not_found");
    const { orm, tables } = test.database;
    const row = (await orm.select().from(tables.endpoint)).find(({ id }) => id === endpointId);
    expect(row).toMatchObject({ keyCiphertext: null, keyHint: null, name: "red" });
    expect((await orm.select().from(tables.audit)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["endpoint.add", "endpoint.remove", "endpoint.start-fetch", "endpoint.fetch"]),
    );
  });

  it("have names of their own within a campaign, which is free again after removal", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { until: "created" });
    const input = { campaignId, name: "One", baseUrl: "http://127.0.0.1:9/v1", servedModel: "m" };
    const { endpointId } = await addEndpoint(lead.context, input);
    expect(await refusal(addEndpoint(lead.context, input))).toBe("conflict");
    await removeEndpoint(lead.context, { campaignId, endpointId });
    expect(await refusal(removeEndpoint(lead.context, { campaignId, endpointId }))).toBe("not_found");
    await addEndpoint(lead.context, { ...input, key: "short" });
    expect(await listEndpoints(lead.context, campaignId)).toMatchObject([{ name: "One", keyHint: "" }]);
  });

  it("are checked in plain words", async () => {
    const { campaignId, lead, mock, endpoints } = await createFetchCampaign(test);
    const ask = { campaignId, endpointId: endpoints["red"]! };
    expect(await checkEndpoint(lead, ask)).toEqual({
      logprobs: { works: true, words: "Log-probabilities work, by echo with logprobs." },
      embeddings: { works: true, words: "Embeddings work: 3 numbers each." },
      notes: [],
    });
    mock.supports = { echo: false, zeroTokens: false, promptLogprobs: false };
    mock.trouble = ({ path }) => (path === "/v1/embeddings" ? { status: 404 } : undefined);
    expect(await checkEndpoint(lead, ask)).toMatchObject({
      logprobs: { works: false, words: expect.stringMatching(/neither by echo nor by prompt_logprobs/) },
      embeddings: { works: false, words: expect.stringMatching(/answered 404\. Check the address/) },
    });
    await mock.stop();
  });
});
