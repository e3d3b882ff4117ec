import { parentPort } from "node:worker_threads";
import {
  arrangeStratum,
  type ChangeRequest,
  type LaunchRequest,
  rearrangeStratum,
} from "../draw/arrange-stratum";
import type { DrawPlan } from "../draw/draw-plan";

export type ArrangeRequest = LaunchRequest | ChangeRequest;

export type ArrangeAnswer = { plan: DrawPlan } | { error: string };

parentPort?.on("message", (request: ArrangeRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: ArrangeRequest): ArrangeAnswer {
  try {
    return { plan: "next" in request ? rearrangeStratum(request) : arrangeStratum(request) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
