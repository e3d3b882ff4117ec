import { parentPort } from "node:worker_threads";
import { type InspectionResult, type Stretch, TextInspector } from "../noise/text-inspector";

/** A stretch of the pool, or the wish for what was found in all of it. */
export type InspectRequest = { stretch: Stretch } | { finish: true };

export type InspectAnswer = { result: InspectionResult | null } | { error: string };

const inspector = new TextInspector();

parentPort?.on("message", (request: InspectRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: InspectRequest): InspectAnswer {
  try {
    if ("finish" in request) return { result: inspector.finish() };
    inspector.add(request.stretch);
    return { result: null };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
