import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { arrangeStratum, rearrangeStratum } from "../draw/arrange-stratum";
import type { DrawPlan } from "../draw/draw-plan";
import type { ArrangeAnswer, ArrangeRequest } from "./arrange.worker";
import { startWorker } from "./start-worker";

/** Strata up to this size are arranged in less time than a thread takes to start. */
const smallStratum = 10_000;

/** Arranges the draws of strata, the large ones on a thread of their own so that judging never waits for them. */
export class Arranger {
  private worker: Worker | undefined;

  async arrange(request: ArrangeRequest): Promise<DrawPlan> {
    if (request.stratum.comparisonIds.length > smallStratum) return this.arrangeOnThread(request);
    return "next" in request ? rearrangeStratum(request) : arrangeStratum(request);
  }

  private async arrangeOnThread(request: ArrangeRequest): Promise<DrawPlan> {
    this.worker ??= startWorker("arrange");
    this.worker.postMessage(request);
    const [answer] = (await once(this.worker, "message")) as [ArrangeAnswer];
    if ("error" in answer) throw new Error(answer.error);
    return answer.plan;
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
  }
}
