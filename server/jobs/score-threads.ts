import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import type { PromptBlock } from "@/server/core/disagreement/metric";
import { readEnv } from "../env";
import { TiebreakError } from "../errors";
import { metricTitle } from "../ranking/metric-title";
import type { ScoreAnswer, ScoreRequest, ScoreWorkerData } from "./score.worker";
import { startWorker } from "./start-worker";

interface Thread {
  worker: Worker;
  settle?: { resolve: (utilities: Float64Array) => void; reject: (error: Error) => void };
}

/** What scores stretches of a pool, several at a time. */
export interface BlockScorers {
  /** How many stretches are scored at the same time. */
  readonly size: number;
  /** One utility per pair of the blocks, in their order. Rejects when the metric cannot take them. */
  score(chunk: number, blocks: PromptBlock[]): Promise<Float64Array>;
  stop(): Promise<void>;
}

/** Worker threads that score stretches of the pool, each thread one at a time. */
export class ScoreThreads implements BlockScorers {
  private readonly threads: Thread[];
  private readonly waiting: ((thread: Thread) => void)[] = [];
  private readonly idle: Thread[];

  /** As many threads as the machine is good for, and no more than there are stretches to score. */
  constructor(data: ScoreWorkerData, stretches: number) {
    const most = readEnv().TIEBREAK_WORKERS ?? Math.min(8, availableParallelism());
    this.threads = Array.from({ length: Math.min(most, stretches) }, () => this.startThread(data));
    this.idle = [...this.threads];
  }

  get size(): number {
    return this.threads.length;
  }

  async score(chunk: number, blocks: PromptBlock[]): Promise<Float64Array> {
    const thread = this.idle.pop() ?? (await new Promise<Thread>((resolve) => this.waiting.push(resolve)));
    try {
      return await new Promise((resolve, reject) => {
        thread.settle = { resolve, reject };
        thread.worker.postMessage({ chunk, blocks } satisfies ScoreRequest);
      });
    } finally {
      const next = this.waiting.shift();
      if (next) next(thread);
      else this.idle.push(thread);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.threads.map(({ worker }) => worker.terminate()));
  }

  private startThread(data: ScoreWorkerData): Thread {
    const thread: Thread = { worker: startWorker("score", data) };
    thread.worker.on("message", (answer: ScoreAnswer) => {
      if ("error" in answer) thread.settle?.reject(metricRefusal(data.metric, answer.error));
      else thread.settle?.resolve(answer.utilities);
    });
    thread.worker.on("error", (error) => thread.settle?.reject(error));
    return thread;
  }
}

/** What a metric says of data that it cannot take, such as lists of two tokenizers: nothing is broken, another metric may do. */
export function metricRefusal(metric: string, reason: string): TiebreakError {
  return new TiebreakError("invalid_input", `${metricTitle(metric)} cannot score this data. ${reason}`);
}
