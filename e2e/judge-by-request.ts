import type { Page } from "@playwright/test";
import type { Decision } from "@/server/judgment/schemas";
import type { NextTask } from "@/server/task/schemas";
import { expect } from "./app";

/** Judges all there is with the requests that the desk sends, for a report that needs many judgments quickly. */
export async function judgeByRequest(
  page: Page,
  campaignId: string,
  decide: (left: string, right: string) => Decision,
): Promise<void> {
  let next = await post<NextTask>(page, "task.next", { campaignId });
  for (let judged = 1; next.kind === "task"; judged++) {
    const { taskId, left, right } = next.tasks[0]!;
    const decision = decide(left, right);
    const input = { campaignId, taskId, decision, durationMs: 20_000, clientKey: `request-${judged}` };
    next = await post<NextTask>(page, "judgment.submit", input);
  }
}

/** Calls a procedure that changes something, as whoever is signed in on the page. */
export async function post<T>(page: Page, procedure: string, data: object): Promise<T> {
  const response = await page.request.post(`/api/trpc/${procedure}`, { data });
  expect(response.status(), procedure).toBe(200);
  return ((await response.json()) as { result: { data: T } }).result.data;
}
