import type { NextTask, TaskView } from "@/server/task/schemas";
import type { DeskDecision, KeptAct } from "./desk-record";
import type { DeskStore } from "./desk-store";

/** What is asked of the server besides delivering what was decided. */
export type DeskRequest = { kind: "next" } | { kind: "undo" } | { kind: "exchange"; taskIds: string[] };

/** How a failed request is to be taken. */
export type Failure = "unreachable" | "server" | "shut-out" | "refused";

export interface DeskQueueOptions {
  memory: string;
  openStore: () => Promise<DeskStore>;
  /** Sends one act or asks one thing; `held` are the tasks whose texts are here. */
  send: (act: KeptAct | DeskRequest, held: string[]) => Promise<NextTask>;
  failureOf: (error: unknown) => Failure;
  /** Resolves after so many milliseconds, or sooner when `signal` says so. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What the page should say beside the comparison. */
export type DeskNotice =
  | { kind: "refused"; error: unknown; times: number }
  | { kind: "passed-on" }
  | { kind: "decided-in-another-tab" }
  | { kind: "needs-connection" };

export interface DeskState {
  /** What the server said last. */
  answer: NextTask | undefined;
  /** The comparison in sight. */
  task: TaskView | undefined;
  /** What comes after it, here already. */
  ahead: TaskView[];
  /** Decisions that are kept on this device and not acknowledged yet. */
  unsent: number;
  /** What those add to the number of judgments that the server counts. */
  judgmentsOnTheirWay: number;
  canUndo: boolean;
  /** The last request had no answer; the number of tries since the last one that had. */
  failures: number;
  /** Whether what is kept outlives the tab. */
  lasts: boolean;
  notice: DeskNotice | undefined;
  /** Why asking again will not help. */
  shutOut: unknown;
  /** What was done last, counted, so that it can be announced. */
  done: { kind: "" | DeskDecision["kind"] | "undo" | "ready"; times: number };
}

/** Before anything is known. */
export const nothingYet: DeskState = {
  answer: undefined,
  task: undefined,
  ahead: [],
  unsent: 0,
  judgmentsOnTheirWay: 0,
  canUndo: false,
  failures: 0,
  lasts: true,
  notice: undefined,
  shutOut: undefined,
  done: { kind: "", times: 0 },
};
