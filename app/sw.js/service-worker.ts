/** What is used of a service worker's global scope: the compiler knows the page's alone. */
export interface WorkerScope {
  readonly location: { origin: string };
  readonly caches: CacheStorage;
  readonly clients: { claim(): Promise<void> };
  /** Some browsers have none. */
  readonly cookieStore?: { get(name: string): Promise<{ value?: string } | null> };
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  skipWaiting(): Promise<void>;
  addEventListener(kind: "install" | "activate", listener: (event: WorkerEvent) => void): void;
  addEventListener(kind: "message", listener: (event: WorkerEvent & { data: WorkerMessage }) => void): void;
  addEventListener(kind: "fetch", listener: (event: WorkerFetch) => void): void;
}

interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface WorkerFetch extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** keep: the page that is open, for its owner, so that it opens without a connection. forget: all pages. */
export type WorkerMessage =
  | { kind: "keep"; owner: string; page: string; parts: string[] }
  | { kind: "forget" };

/**
 * Keeps the shell of the desk: the page as it was opened last, for one person, and the scripts, styles and fonts that it
 * is made of. Answers of the API are never kept here. Pages come from the network while there is one; a kept one is shown
 * only while its owner is signed in.
 *
 * Its text is what the browser runs, so it may use nothing from outside itself.
 */
export function serviceWorker(scope: WorkerScope, version: string): void {
  const prefix = "tiebreak-";
  const pages = `${prefix}pages-${version}`;
  const parts = `${prefix}parts-${version}`;
  const ownerKey = "/tiebreak-owner";
  /** Set by the server with each sign-in. */
  const personCookie = "tiebreak-person";
  /** A connection that takes longer is as good as none where the page is kept. */
  const patienceMs = 4000;

  scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
  scope.addEventListener("activate", (event) => {
    const tidy = async () => {
      for (const name of await scope.caches.keys())
        if (name.startsWith(prefix) && name !== pages && name !== parts) await scope.caches.delete(name);
      await scope.clients.claim();
    };
    event.waitUntil(tidy());
  });
  scope.addEventListener("message", (event) => {
    event.waitUntil(event.data.kind === "keep" ? keep(event.data) : scope.caches.delete(pages));
  });
  scope.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== scope.location.origin) return;
    if (url.pathname.startsWith("/_next/static/")) event.respondWith(part(request));
    else if (request.mode === "navigate" && /^\/judge(\/|$)/.test(url.pathname))
      event.respondWith(page(request, url.pathname));
  });

  async function keep(message: { owner: string; page: string; parts: string[] }): Promise<void> {
    // A page that was left open says it too, when somebody else has long signed in.
    if ((await signedIn()) !== message.owner) return;
    const owner = await (await (await scope.caches.open(pages)).match(ownerKey))?.text();
    if (owner !== message.owner) await scope.caches.delete(pages);
    const kept = await scope.caches.open(pages);
    await kept.put(ownerKey, new Response(message.owner));
    const answer = await scope.fetch(message.page, { credentials: "same-origin" });
    const isGiven = answer.ok && !answer.redirected && (await signedIn()) === message.owner;
    const named = isGiven ? (await answer.clone().text()).match(/\/_next\/static\/[^"'`\\\s<>()&]+/g) : null;
    const isWhole = await keepParts(new Set([...(named ?? []), ...message.parts]));
    // The page comes after what it is made of; one that lacks some replaces none.
    if (isGiven && (isWhole || !(await kept.match(message.page)))) await kept.put(message.page, answer);
  }

  async function signedIn(): Promise<string | undefined> {
    return (await scope.cookieStore?.get(personCookie))?.value;
  }

  /** What is kept, where it is of the person who is signed in. */
  async function ownPages(): Promise<Cache | undefined> {
    const kept = await scope.caches.open(pages);
    const owner = await (await kept.match(ownerKey))?.text();
    return owner !== undefined && owner === (await signedIn()) ? kept : undefined;
  }

  /** Whether all came that there are. */
  async function keepParts(urls: ReadonlySet<string>): Promise<boolean> {
    const made = await scope.caches.open(parts);
    let isWhole = true;
    for (const url of urls) {
      try {
        if (await made.match(url)) continue;
        const answer = await scope.fetch(url);
        if (answer.ok) await made.put(url, answer);
      } catch {
        isWhole = false;
      }
    }
    return isWhole;
  }

  /** Parts are named for what is in them, so that one that is kept is never old. */
  async function part(request: Request): Promise<Response> {
    const made = await scope.caches.open(parts);
    const kept = await made.match(request);
    if (kept) return kept;
    const answer = await scope.fetch(request);
    if (answer.ok) await made.put(request, answer.clone());
    return answer;
  }

  async function page(request: Request, path: string): Promise<Response> {
    const network = scope.fetch(request).then(
      (answer) => (answer.status < 500 ? answer : undefined),
      () => undefined,
    );
    const kept = await (await ownPages())?.match(path);
    const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs));
    const answer = await (kept ? Promise.race([network, late]) : network);
    return answer ?? kept ?? (await onlyDesk(path)) ?? scope.fetch(request);
  }

  /** Whoever opens the start page without a connection is taken to the desk that is kept. */
  async function onlyDesk(path: string): Promise<Response | undefined> {
    if (path !== "/judge") return undefined;
    const kept = (await (await ownPages())?.keys()) ?? [];
    const desk = kept.map(({ url }) => new URL(url).pathname).find((one) => one.startsWith("/judge/"));
    return desk === undefined ? undefined : Response.redirect(desk);
  }
}
