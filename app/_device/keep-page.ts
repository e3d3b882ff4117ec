import type { WorkerMessage } from "@/app/sw.js/service-worker";

/** Whether this browser can open pages without a connection, for their owner alone: over https and on localhost. */
export function canKeepPages(): boolean {
  return window.isSecureContext && "serviceWorker" in navigator && "cookieStore" in window;
}

/**
 * Has the page that is open kept for its owner, so that it opens without a connection. Whatever was kept for somebody else
 * is forgotten.
 *
 * @returns stops following a new worker, which begins with nothing.
 */
export function keepPage(owner: string): () => void {
  if (!canKeepPages()) return () => {};
  const workers = navigator.serviceWorker;
  const tell = async () => {
    const { active } = await workers.ready;
    const parts = performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name))
      .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/_next/static/"))
      .map(({ pathname, search }) => pathname + search);
    const message: WorkerMessage = { kind: "keep", owner, page: location.pathname, parts };
    active?.postMessage(message);
  };
  const onWorker = () => void tell();
  workers.addEventListener("controllerchange", onWorker);
  // A browser that refuses, as some do in private windows, goes without.
  workers.register("/sw.js", { scope: "/judge" }).then(tell, () => undefined);
  return () => workers.removeEventListener("controllerchange", onWorker);
}

/** Forgets every page that is kept for opening without a connection. */
export async function forgetPages(): Promise<void> {
  if (!canKeepPages()) return;
  const registration = await navigator.serviceWorker.getRegistration("/judge");
  registration?.active?.postMessage({ kind: "forget" } satisfies WorkerMessage);
  for (const name of await caches.keys()) if (name.startsWith("tiebreak-pages-")) await caches.delete(name);
}
