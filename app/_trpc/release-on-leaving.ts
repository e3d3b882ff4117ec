import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type ReleaseInput = inferRouterInputs<AppRouter>["task"]["release"];

/** Gives a task back while the page goes away: the browser still sends it, and nobody waits for the answer. */
export function releaseOnLeaving(input: ReleaseInput): void {
  const request = {
    method: "POST",
    keepalive: true,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  };
  fetch("/api/trpc/task.release", request).catch(() => undefined);
}
