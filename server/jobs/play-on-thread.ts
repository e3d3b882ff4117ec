import { once } from "node:events";
import { type PlayPlanInput, playPlan } from "../plan/play-plan";
import type { PlayedPlan } from "../plan/schemas";
import { startWorker } from "./start-worker";

/** Comparisons over all campaigns that are played before a thread has started. */
const little = 20_000;

/** Plays a plan's campaigns on a thread of their own, so that judging never waits for them. */
export async function playOnThread(input: PlayPlanInput): Promise<PlayedPlan> {
  if (input.N * input.campaigns <= little) return playPlan(input);
  const worker = startWorker("plan", input);
  try {
    const [played] = (await once(worker, "message")) as [PlayedPlan];
    return played;
  } finally {
    await worker.terminate();
  }
}
