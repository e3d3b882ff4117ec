import { serviceWorker } from "./service-worker";

// Made once, with the build: another build has another version, and what the last one kept is thrown away.
export const dynamic = "force-static";

/** The service worker's script. */
export function GET(): Response {
  const version = crypto.randomUUID();
  return new Response(`(${serviceWorker.toString()})(self, ${JSON.stringify(version)});`, {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache" },
  });
}
