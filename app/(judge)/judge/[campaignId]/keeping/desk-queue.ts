import type { NextTask, TaskView } from "@/server/task/schemas";
import { newClientKey } from "../client-key";
import {
  type DeskDecision,
  type DeskRecord,
  emptyRecord,
  judgmentsOnTheirWay,
  type Kept,
  type KeptAct,
  mostRecent,
  orderNow,
  recordAnswer,
  taskOfDecision,
} from "./desk-record";
import { type DeskQueueOptions, type DeskRequest, type DeskState, nothingYet } from "./desk-state";
import { type DeskStore, storeInMemory } from "./desk-store";
import { alone, joinTabs, type OtherTabs } from "./other-tabs";

const longestPauseMs = 8_000;
/** The numbers of acts that no store has come after all that it gives. */
const firstOnlyHere = 2 ** 50;
/** A server that fails over one act so often is asked for the next one; this one is tried again after a reload. */
const mostServerFailures = 8;
/** When the server has not answered by then, what is held here is shown meanwhile. */
const patienceMs = 2_500;

/**
 * What one tab shows and sends. A decision shows the next comparison at once, from what is held here, and is kept on this
 * device until the server has acknowledged it; acts are sent one after the other, by one tab at a time, and as often as
 * it takes. The server takes each of them once.
 */
export function createDeskQueue(options: DeskQueueOptions) {
  const { memory, send, failureOf, pause = pauseFor } = options;
  const self = newClientKey();
  let store: DeskStore;
  let tabs: OtherTabs = { exist: () => false, tell: () => {}, close: () => {} };
  let record: DeskRecord = emptyRecord(memory);
  let kept: Kept[] = [];
  /** Decided here, and not in the store yet. */
  let unwritten: Kept[] = [];
  /** Decided here, and refused by the store, as when the disk is full: they last as long as the tab. */
  let onlyHere: Kept[] = [];
  let lastOnlyHere = firstOnlyHere;
  /** Acts that are done with, whatever the store still lists. */
  const dropped = new Set<number>();
  let writing: Promise<unknown> = Promise.resolve();
  /** Acts that may have reached the server. */
  const tried = new Set<number>();
  const setAside = new Set<number>();
  const serverFailures = new Map<number, number>();
  let requests: DeskRequest[] = [];
  let sight: string | undefined;
  let isReady = false;
  let isSending = false;
  let isOpen = true;
  let wake = new AbortController();
  const listeners = new Set<() => void>();
  let state = nothingYet;

  const acts = () => [...kept, ...unwritten];
  const textOf = (taskId: string) => record.tasks.find((task) => task.taskId === taskId);
  const did = (kind: DeskState["done"]["kind"]) => ({ kind, times: state.done.times + 1 });

  /** Works out what is to be seen from what is held and kept. */
  function show(change: Partial<DeskState> = {}): void {
    const order = orderNow(record.order, acts()).filter((taskId) => textOf(taskId) !== undefined);
    // What someone is reading stays where it is while it is theirs.
    if (sight === undefined || !order.includes(sight)) sight = isReady ? order[0] : undefined;
    const isHere = isReady && sight !== undefined;
    const unsent = acts();
    state = {
      ...state,
      answer: record.answer,
      task: isHere ? textOf(sight as string) : undefined,
      ahead: order.filter((taskId) => taskId !== sight).map((taskId) => textOf(taskId) as TaskView),
      unsent: unsent.filter(({ act }) => act.kind !== "undo").length,
      // Practice is counted nowhere.
      judgmentsOnTheirWay: record.answer?.practice == null ? judgmentsOnTheirWay(unsent) : 0,
      // In a practice round what was right has been told, or soon is.
      canUndo:
        record.answer?.practice == null &&
        ((record.answer?.canUndo ?? false) || unsent.some(({ act }) => act.kind !== "undo")),
      lasts: (store?.lasts ?? true) && onlyHere.length === 0,
      ...change,
    };
    for (const listener of listeners) listener();
  }

  async function start(): Promise<void> {
    isOpen = true;
    store = await options.openStore();
    tabs = joinTabs(`tiebreak-desk-${memory}`, self, () => void readAgain());
    await read().catch(() => {
      // It opens, and cannot be read.
      store = storeInMemory();
    });
    show();
    const patience = setTimeout(() => beReady(), patienceMs);
    await ask({ kind: "next" });
    clearTimeout(patience);
  }

  async function read(): Promise<void> {
    const [one, stored] = await Promise.all([store.readRecord(memory), store.listKept(memory)]);
    record = one;
    kept = allKept(stored);
  }

  function allKept(stored: readonly Kept[]): Kept[] {
    return [...stored, ...onlyHere].filter(({ number }) => !dropped.has(number));
  }

  /** Another tab decided or heard something. */
  async function readAgain(): Promise<void> {
    const before = sight;
    await read().catch(() => {});
    const wasDecided = before !== undefined && record.recent.some(({ taskId }) => taskId === before);
    const isGone = before !== undefined && !orderNow(record.order, acts()).includes(before);
    show(isGone && wasDecided ? { notice: { kind: "decided-in-another-tab" } } : {});
    void deliver();
  }

  function beReady(change: Partial<DeskState> = {}): void {
    isReady = true;
    show(change);
  }

  async function changeRecord(change: (record: DeskRecord) => DeskRecord): Promise<void> {
    record = change(record);
    await store.changeRecord(memory, change).catch(() => {});
  }

  /** Shows the next comparison at once, and sends the decision as soon as it is kept. */
  async function decide(decision: DeskDecision): Promise<void> {
    const taskId = taskOfDecision(decision);
    if (taskId !== sight || !isOpen) return;
    const isPractice = record.answer?.practice != null;
    const remember = (one: DeskRecord): DeskRecord =>
      isPractice
        ? one
        : { ...one, recent: [...one.recent, { taskId, kind: decision.kind }].slice(-mostRecent) };
    sight = undefined;
    const entry: Kept = { number: Number.POSITIVE_INFINITY, memory, taskId, act: decision };
    unwritten.push(entry);
    record = remember(record);
    show({ notice: undefined, done: did(decision.kind) });
    writing = write(entry);
    const isOurs = await writing;
    await store.changeRecord(memory, (one) => (isOurs ? remember(one) : one)).catch(() => {});
    if (!isOurs) await readAgain();
    if (!isOurs) show({ notice: { kind: "decided-in-another-tab" } });
    tabs.tell();
    await deliver();
  }

  /** Keeps an act; false when another tab has decided the task. */
  async function write(entry: Kept): Promise<boolean> {
    const keepHere = () => {
      const here = { ...entry, number: ++lastOnlyHere };
      onlyHere.push(here);
      return here.number;
    };
    // What follows on one that is only here must not overtake it.
    const number =
      onlyHere.length > 0
        ? keepHere()
        : await store.keep(memory, entry.taskId, entry.act).catch(() => keepHere());
    unwritten = unwritten.filter((one) => one !== entry);
    if (number !== undefined) kept.push({ ...entry, number });
    return number !== undefined;
  }

  /** Takes back what was decided last: on this device where it has not left it, else by asking the server. */
  async function undo(): Promise<void> {
    if (unwritten.some(({ taskId }) => taskId === record.recent.at(-1)?.taskId)) await writing;
    const last = record.recent.at(-1);
    if (!last || textOf(last.taskId) === undefined) {
      if (state.failures > 0) return show({ notice: { kind: "needs-connection" } });
      return ask({ kind: "undo" });
    }
    const forget = (one: DeskRecord): DeskRecord => ({
      ...one,
      recent: one.recent.filter(({ taskId }) => taskId !== last.taskId),
    });
    const mine = kept.filter(({ taskId }) => taskId === last.taskId).at(-1);
    const isStillHere =
      mine !== undefined && mine.act.kind !== "undo" && !tried.has(mine.number) && !tabs.exist();
    record = forget(record);
    sight = undefined;
    if (isStillHere) {
      const done = drop([mine.number]);
      // Before all that the server may have put in front meanwhile.
      sight = last.taskId;
      if (!record.order.includes(last.taskId)) record = { ...record, order: [last.taskId, ...record.order] };
      show({ notice: undefined, done: did("undo") });
      await done;
    } else {
      const act: KeptAct = { kind: "undo", taskId: last.taskId, of: last.kind };
      const entry: Kept = { number: Number.POSITIVE_INFINITY, memory, taskId: last.taskId, act };
      unwritten.push(entry);
      show({ notice: undefined, done: did("undo") });
      await write(entry);
    }
    await store.changeRecord(memory, forget).catch(() => {});
    tabs.tell();
    await deliver();
  }

  async function ask(request: DeskRequest): Promise<void> {
    if (!isOpen) return;
    requests = [...requests.filter(({ kind }) => kind !== request.kind), request];
    await deliver();
  }

  /** Sends what is kept, then what is asked, until there is nothing left. */
  async function deliver(): Promise<void> {
    wake.abort();
    wake = new AbortController();
    if (isSending || !isOpen || store === undefined) return;
    isSending = true;
    try {
      await alone(`tiebreak-send-${memory}`, async () => {
        while (isOpen && (await sendNext()));
      });
    } finally {
      isSending = false;
    }
  }

  /** Sends one thing; false when there is nothing left, or no use in going on. */
  async function sendNext(): Promise<boolean> {
    // Another tab may have added or sent some.
    kept = await store.listKept(memory).then(allKept, () => kept);
    const entry = kept.find(({ number }) => !setAside.has(number));
    const request = entry ? undefined : requests[0];
    if (!entry && !request) return false;
    if (entry) tried.add(entry.number);
    try {
      const answer = await send(
        entry ? entry.act : (request as DeskRequest),
        record.tasks.map((one) => one.taskId),
      );
      await take(answer, entry, request);
      return true;
    } catch (error) {
      return failed(error, entry, request);
    }
  }

  async function take(
    answer: NextTask,
    entry: Kept | undefined,
    request: DeskRequest | undefined,
  ): Promise<void> {
    const before = { sight, waited: record.answer?.kind === "waiting" };
    // Both at once, so that nothing is shown in between as neither sent nor on its way.
    const dropping = entry ? drop([entry.number]) : undefined;
    const recording = changeRecord((one) => recordAnswer(one, answer, kept));
    // Whatever was asked for, every answer says what comes next.
    requests = requests.filter((one) => one !== request && one.kind !== "next");
    await Promise.all([dropping, recording]);
    if (request?.kind === "undo") sight = undefined;
    isReady = true;
    const order = orderNow(record.order, acts());
    const isGone = before.sight !== undefined && sight !== undefined && !order.includes(before.sight);
    const change: Partial<DeskState> = { failures: 0, shutOut: undefined };
    const wasDecided = acts().some(({ taskId }) => taskId === before.sight);
    // That a decision was refused says more, and stays until the next one.
    const isTold = request?.kind === "exchange" || state.notice?.kind === "refused";
    if (isGone && !wasDecided && answer.kind === "task" && !isTold) change.notice = { kind: "passed-on" };
    if (request?.kind === "undo") change.done = did("undo");
    if (before.waited && answer.kind === "task" && request?.kind === "next") change.done = did("ready");
    show(change);
    tabs.tell();
  }

  async function drop(numbers: number[]): Promise<void> {
    for (const number of numbers) dropped.add(number);
    kept = kept.filter(({ number }) => !dropped.has(number));
    onlyHere = onlyHere.filter(({ number }) => !dropped.has(number));
    await store.drop(numbers).catch(() => {});
  }

  async function failed(
    error: unknown,
    entry: Kept | undefined,
    request: DeskRequest | undefined,
  ): Promise<boolean> {
    const failure = failureOf(error);
    if (failure === "shut-out") {
      show({ shutOut: error });
      return false;
    }
    if (failure === "refused" || (request?.kind === "undo" && failure !== "unreachable")) {
      await refuse(error, entry, request);
      return true;
    }
    if (request?.kind === "undo") {
      // Sent again it would take back one more, so it is tried once.
      requests = requests.filter((one) => one !== request);
      beReady({ notice: { kind: "needs-connection" } });
      return true;
    }
    if (failure === "server" && entry) {
      const times = (serverFailures.get(entry.number) ?? 0) + 1;
      serverFailures.set(entry.number, times);
      if (times >= mostServerFailures) setAside.add(entry.number);
    }
    beReady({ failures: state.failures + 1 });
    await pause(Math.min(longestPauseMs, 500 * 2 ** (state.failures - 1)), wake.signal);
    return true;
  }

  /** Tells of what the server did not take, and goes on with the rest. */
  async function refuse(
    error: unknown,
    entry: Kept | undefined,
    request: DeskRequest | undefined,
  ): Promise<void> {
    requests = requests.filter((one) => one !== request);
    if (entry) {
      // What follows on it makes no sense without it.
      const following = kept.filter(
        ({ taskId, number }) => taskId === entry.taskId && number >= entry.number,
      );
      await drop(following.map(({ number }) => number));
      await changeRecord((one) => ({
        ...one,
        recent: one.recent.filter(({ taskId }) => taskId !== entry.taskId),
        order: one.order.filter((taskId) => taskId !== entry.taskId),
      }));
    }
    if (request?.kind !== "next") requests.push({ kind: "next" });
    const times = state.notice?.kind === "refused" ? state.notice.times + 1 : 1;
    beReady({ failures: 0, notice: { kind: "refused", error, times } });
  }

  return {
    start,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getState: () => state,
    decide,
    undo,
    ask,
    /** The connection may be back. */
    retry: () => void deliver(),
    /** Tasks whose leases are worth renewing. */
    held: () => record.order,
    /** Tasks in hand that are not decided. */
    undecided: () => orderNow(record.order, acts()),
    /** What `undo` would take back here; undefined where only the server knows. */
    lastKind: () => record.recent.at(-1)?.kind,
    /** Tasks to give back when the page is left: none while another tab has them too, or a decision on them is under way. */
    toRelease: () => (tabs.exist() ? [] : orderNow(record.order, acts())),
    stop(): void {
      isOpen = false;
      wake.abort();
      tabs.close();
    },
  };
}

export type DeskQueue = ReturnType<typeof createDeskQueue>;

function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
