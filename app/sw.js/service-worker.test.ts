import { runInThisContext } from "node:vm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { serviceWorker, type WorkerMessage, type WorkerScope } from "./service-worker";

const origin = "https://judge.example.org";

/** As much of the browser's caches as the worker uses. */
function makeCaches() {
  const all = new Map<string, Map<string, Response>>();
  const keyOf = (request: RequestInfo | URL) => new URL(urlOf(request), origin).pathname;
  const open = async (name: string) => {
    const kept = all.get(name) ?? new Map<string, Response>();
    all.set(name, kept);
    return {
      match: async (request: RequestInfo | URL) => kept.get(keyOf(request))?.clone(),
      put: async (request: RequestInfo | URL, answer: Response) => void kept.set(keyOf(request), answer),
      add: async (request: RequestInfo | URL) => void kept.set(keyOf(request), await network(urlOf(request))),
      keys: async () => [...kept.keys()].map((path) => ({ url: origin + path })),
    };
  };
  const caches = {
    open,
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
  };
  return { caches: caches as unknown as CacheStorage, names: () => [...all.keys()].sort(), all };
}

const urlOf = (request: RequestInfo | URL) =>
  typeof request === "string" ? request : "url" in request ? request.url : request.href;

let network: (url: string) => Promise<Response>;
let cut: boolean;
/** Who is signed in. */
let person: string | undefined;

describe("the service worker", () => {
  let kept: ReturnType<typeof makeCaches>;
  let listeners: Record<string, (event: never) => void>;
  const asked: string[] = [];
  beforeEach(() => {
    asked.length = 0;
    cut = false;
    person = "usr_ana";
    network = async (url) => {
      asked.push(url);
      if (cut) throw new TypeError("Failed to fetch");
      return new Response(`from the network: ${url}`);
    };
    kept = makeCaches();
    start("one");
  });

  /** As the browser runs it: from its text alone. */
  const start = (version: string) => {
    listeners = {};
    const scope: WorkerScope = {
      location: { origin },
      caches: kept.caches,
      clients: { claim: async () => {} },
      cookieStore: {
        get: async (name) => (name === "tiebreak-person" && person ? { value: person } : null),
      },
      fetch: (input) => network(urlOf(input)),
      skipWaiting: async () => {},
      addEventListener: (kind: string, listener: (event: never) => void) => {
        listeners[kind] = listener;
      },
    };
    (runInThisContext(`(${serviceWorker.toString()})`) as typeof serviceWorker)(scope, version);
  };
  const happen = async (kind: string, event: object = {}) => {
    const work: Promise<unknown>[] = [];
    const waitUntil = (one: Promise<unknown>) => work.push(one);
    let answer: Promise<Response> | undefined;
    const respondWith = (one: Promise<Response>) => {
      answer = one;
    };
    listeners[kind]?.({ ...event, waitUntil, respondWith } as never);
    await Promise.all(work);
    return answer;
  };
  const tell = (data: WorkerMessage) => happen("message", { data });
  /** A Request cannot be made to navigate by a script, so that the event's is only like one. */
  const answerOf = async (request: { url: string; mode: string; method: string }) =>
    (await happen("fetch", { request })) as Response | undefined;
  const visit = (path: string) => answerOf({ url: origin + path, mode: "navigate", method: "GET" });
  const page = "/judge/cmp_1";
  const keep = (owner = "usr_ana") => tell({ kind: "keep", owner, page, parts: ["/_next/static/a.js"] });

  it("answers pages from the network while there is one, and from what is kept when there is none", async () => {
    await keep();
    asked.length = 0;
    expect(await (await visit(page))!.text()).toContain("from the network");
    expect(asked).not.toEqual([]);
    cut = true;
    expect(await (await visit(page))!.text()).toContain(page);
    await expect(visit("/judge/cmp_2")).rejects.toThrow("Failed to fetch");
  });

  it("takes the kept page where the server only fails, or does not answer in time", async () => {
    await keep();
    network = async () => new Response("Bad gateway", { status: 502 });
    expect(await (await visit(page))!.text()).toContain(page);
    vi.useFakeTimers();
    network = () => new Promise(() => {});
    const slow = visit(page);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await (await slow)!.text()).toContain(page);
    vi.useRealTimers();
  });

  it("asks for a part once", async () => {
    await keep();
    asked.length = 0;
    const part = () => answerOf({ url: `${origin}/_next/static/a.js`, mode: "no-cors", method: "GET" });
    expect(await (await part())!.text()).toContain("a.js");
    expect(asked).toEqual([]);
  });

  it("keeps what the page names before the page, and goes on where one part fails", async () => {
    const html = (name: string) =>
      `<link href="/_next/static/${name}.css"><script src="/_next/static/${name}.js"></script>[\\"/_next/static/late-${name}.js\\"]`;
    const serve = (name: string, failing?: string) => {
      network = async (url) => {
        asked.push(url);
        if (failing && url.includes(failing)) throw new TypeError("Failed to fetch");
        return new Response(url === page ? html(name) : `part ${url}`);
      };
    };
    const partsKept = () => [...(kept.all.get("tiebreak-parts-one")?.keys() ?? [])];
    const pageKept = () => kept.all.get("tiebreak-pages-one")?.get(page)?.clone().text();
    serve("b", "b.css");
    await keep();
    expect(partsKept()).toEqual(["/_next/static/b.js", "/_next/static/late-b.js", "/_next/static/a.js"]);
    expect(await pageKept()).toBe(html("b"));
    serve("b");
    await keep();
    expect(partsKept()).toContain("/_next/static/b.css");
    serve("c", "c.js");
    await keep();
    expect(await pageKept()).toBe(html("b"));
    serve("c");
    await keep();
    expect(await pageKept()).toBe(html("c"));
  });

  it("leaves the API alone, and everything of other pages", async () => {
    const request = { mode: "cors", method: "POST", url: `${origin}/api/trpc/task.next` };
    expect(await answerOf(request)).toBeUndefined();
    expect(await answerOf({ ...request, method: "GET" })).toBeUndefined();
    expect(await answerOf({ mode: "navigate", method: "GET", url: `${origin}/campaigns` })).toBeUndefined();
    expect(
      await answerOf({ mode: "no-cors", method: "GET", url: "https://elsewhere.example/_next/static/x" }),
    ).toBeUndefined();
  });

  it("keeps nothing of one person for another, and nothing after signing out", async () => {
    await keep("usr_ana");
    person = "usr_ben";
    await tell({ kind: "keep", owner: "usr_ben", page: "/judge/cmp_2", parts: [] });
    cut = true;
    await expect(visit(page)).rejects.toThrow("Failed to fetch");
    expect(await (await visit("/judge/cmp_2"))!.text()).toContain("cmp_2");
    await tell({ kind: "forget" });
    await expect(visit("/judge/cmp_2")).rejects.toThrow("Failed to fetch");
  });

  it("opens a kept page for its owner alone, whatever the server does", async () => {
    await keep("usr_ana");
    network = async () => new Response("Bad gateway", { status: 502 });
    for (const other of ["usr_ben", undefined]) {
      person = other;
      expect((await visit(page))!.status).toBe(502);
    }
    vi.useFakeTimers();
    let answer: (response: Response) => void = () => {};
    network = () => new Promise((resolve) => (answer = resolve));
    const slow = visit(page);
    await vi.advanceTimersByTimeAsync(60_000);
    answer(new Response("of Ben"));
    expect(await (await slow)!.text()).toBe("of Ben");
    vi.useRealTimers();
    network = () => Promise.reject(new TypeError("Failed to fetch"));
    await expect(visit("/judge")).rejects.toThrow("Failed to fetch");
    person = "usr_ana";
    expect(await (await visit(page))!.text()).toContain(page);
  });

  it("keeps nothing for a page left open by someone who is no longer signed in", async () => {
    person = "usr_ben";
    await keep("usr_ana");
    // Somebody else signs in while the page is on its way.
    person = "usr_ana";
    const before = network;
    network = async (url) => {
      person = "usr_ben";
      return before(url);
    };
    await keep("usr_ana");
    network = before;
    cut = true;
    person = "usr_ana";
    await expect(visit(page)).rejects.toThrow("Failed to fetch");
  });

  it("keeps no page that was not given", async () => {
    network = async () => Object.defineProperty(new Response("sign in"), "redirected", { value: true });
    await keep();
    cut = true;
    network = async () => Promise.reject(new TypeError("Failed to fetch"));
    await expect(visit(page)).rejects.toThrow("Failed to fetch");
  });

  it("throws away what another build kept, and nobody else's", async () => {
    await keep();
    await kept.caches.open("someone-elses");
    start("two");
    await happen("activate");
    expect(kept.names()).toEqual(["someone-elses"]);
  });
});
