import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NextTask, TaskView } from "@/server/task/schemas";
import { createDeskQueue, type DeskQueue } from "./desk-queue";
import type { DeskDecision, KeptAct } from "./desk-record";
import type { DeskRequest } from "./desk-state";
import { forgetTexts, openDeskStore, storeInMemory } from "./desk-store";

class Refused extends Error {}
class Unreachable extends Error {}
class Broken extends Error {}
class ShutOut extends Error {}

/** A server with ten comparisons that keeps what it is told, as the real one does. */
function serverOf(ahead = 3) {
  const order = Array.from({ length: 30 }, (_, i) => `task-${i + 1}`);
  const decided: { taskId: string; kind: string; key: string | undefined }[] = [];
  const sent: string[] = [];
  const server = {
    decided,
    sent,
    /** What happens to a request: "lost" is done, and not answered. */
    link: (_what: string): "open" | "cut" | "lost" | "broken" | "refuses" | "shut" => "open",
    state: "live" as "live" | "paused",
    practice: null as NextTask["practice"],
    async answer(act: KeptAct | DeskRequest, held: string[]): Promise<NextTask> {
      const taskId = "input" in act ? act.input.taskId : "taskId" in act ? act.taskId : undefined;
      const what = taskId ? `${act.kind} ${taskId}` : act.kind;
      sent.push(what);
      await Promise.resolve();
      const link = server.link(what);
      if (link === "cut") throw new Unreachable(what);
      if (link === "broken") throw new Broken(what);
      if (link === "refuses") throw new Refused(what);
      if (link === "shut") throw new ShutOut(what);
      if (act.kind === "undo") undo(taskId);
      else if (act.kind !== "next" && act.kind !== "exchange") decide(act);
      if (link === "lost") throw new Unreachable(what);
      const mine = { judgments: decided.filter(({ kind }) => kind === "judge").length };
      const told = {
        mine,
        canUndo: decided.length > 0,
        feedback: null,
        practice: server.practice,
        guidelinesVersion: 1,
      };
      if (server.state === "paused")
        return { kind: "waiting", reason: "paused", completion: null, message: "", ...told };
      const left = order.filter((id) => !decided.some((one) => one.taskId === id)).slice(0, ahead);
      return { kind: "task", order: left, tasks: left.filter((id) => !held.includes(id)).map(text), ...told };
    },
  };
  const decide = (act: DeskDecision) => {
    const taskId = act.kind === "skip" ? act.taskId : act.input.taskId;
    const key = act.kind === "judge" ? act.input.clientKey : undefined;
    const same = decided.find((one) => one.taskId === taskId);
    if (same && same.key !== key) throw new Refused("already_decided");
    if (!same) decided.push({ taskId, kind: act.kind, key });
  };
  const undo = (taskId: string | undefined) => {
    const last = decided.at(-1);
    if (taskId !== undefined && !decided.some((one) => one.taskId === taskId)) return;
    if (!last || (taskId !== undefined && last.taskId !== taskId)) throw new Refused("decided_since");
    decided.pop();
  };
  return server;
}

const text = (taskId: string): TaskView => ({
  taskId,
  prompt: `Prompt of ${taskId}`,
  turns: null,
  system: null,
  language: null,
  left: "left",
  right: "right",
  leaseExpiresAt: 0,
});

describe("what a desk keeps", () => {
  let server: ReturnType<typeof serverOf>;
  let open: DeskQueue[];
  let keys = 0;
  beforeEach(() => {
    indexedDB = new IDBFactory();
    server = serverOf();
    open = [];
  });
  afterEach(() => {
    for (const queue of open) queue.stop();
  });

  /** Pauses end when the test says so, or at once. */
  const pauses: (() => void)[] = [];
  const openDesk = async ({ memory = "cmp-ana", patient = false, openStore = openDeskStore } = {}) => {
    const queue = createDeskQueue({
      memory,
      openStore,
      send: (act, held) => server.answer(act, held),
      failureOf: (error) =>
        error instanceof Unreachable
          ? "unreachable"
          : error instanceof Broken
            ? "server"
            : error instanceof ShutOut
              ? "shut-out"
              : "refused",
      pause: (_, signal) =>
        new Promise((resolve) => {
          pauses.push(resolve);
          signal.addEventListener("abort", () => resolve());
        }),
    });
    open.push(queue);
    const started = queue.start();
    if (!patient) await started;
    return queue;
  };
  const judge = (queue: DeskQueue) => {
    const { task } = queue.getState();
    const input = { campaignId: "cmp", taskId: task!.taskId, decision: "left", durationMs: 1 } as const;
    return queue.decide({ kind: "judge", input: { ...input, clientKey: `key-${++keys}` } });
  };
  const until = async (holds: () => boolean) => {
    for (let turn = 0; !holds(); turn++) {
      if (turn > 500) throw new Error("it did not come about");
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const inSight = (queue: DeskQueue) => queue.getState().task?.taskId;
  /** The connection is cut, and the desk has noticed. */
  const cut = () => {
    server.link = () => "cut";
  };
  const reconnect = async (...queues: DeskQueue[]) => {
    server.link = () => "open";
    for (const queue of queues) queue.retry();
    await until(() => queues.every((queue) => queue.getState().unsent + queue.getState().failures === 0));
  };
  const judged = () => server.decided.map(({ taskId }) => taskId);

  it("shows the next comparison before anything is asked, and sends the decision behind it", async () => {
    const queue = await openDesk();
    expect(queue.getState().ahead.map(({ taskId }) => taskId)).toEqual(["task-2", "task-3"]);
    const before = server.sent.length;
    const done = judge(queue);
    expect(inSight(queue)).toBe("task-2");
    expect(server.sent).toHaveLength(before);
    expect(queue.getState().unsent).toBe(1);
    await done;
    expect(queue.getState()).toMatchObject({ unsent: 0, answer: { mine: { judgments: 1 } } });
    expect(queue.getState().ahead.map(({ taskId }) => taskId)).toEqual(["task-3", "task-4"]);
  });

  it("goes on without a connection as far as it holds, and sends all in order, once", async () => {
    server = serverOf(21);
    const queue = await openDesk();
    cut();
    for (let i = 0; i < 20; i++) void judge(queue);
    await until(() => queue.getState().failures > 0);
    expect(queue.getState().unsent).toBe(20);
    expect(inSight(queue)).toBe("task-21");
    expect(server.decided).toEqual([]);
    await reconnect(queue);
    expect(judged()).toEqual(Array.from({ length: 20 }, (_, i) => `task-${i + 1}`));
  });

  it("says when nothing is held any more, and goes on by itself", async () => {
    const queue = await openDesk();
    cut();
    for (let i = 0; i < 3; i++) void judge(queue);
    await until(() => queue.getState().failures > 0);
    expect(inSight(queue)).toBeUndefined();
    await reconnect(queue);
    expect(inSight(queue)).toBe("task-4");
  });

  it("delivers what an earlier visit could not, before it asks for anything", async () => {
    const queue = await openDesk();
    cut();
    void judge(queue);
    void judge(queue);
    await until(() => queue.getState().failures > 0);
    queue.stop();
    server.link = () => "open";
    server.sent.length = 0;
    const again = await openDesk();
    expect(server.sent.slice(0, 2)).toEqual(["judge task-1", "judge task-2"]);
    expect(inSight(again)).toBe("task-3");
  });

  it("opens without a connection with what it held", async () => {
    const queue = await openDesk();
    queue.stop();
    cut();
    const again = await openDesk({ patient: true });
    await until(() => inSight(again) !== undefined);
    expect(inSight(again)).toBe("task-1");
    void judge(again);
    expect(inSight(again)).toBe("task-2");
    await reconnect(again);
    expect(judged()).toEqual(["task-1"]);
  });

  it("records once what was recorded and never acknowledged", async () => {
    const queue = await openDesk();
    server.link = (what) => (what === "judge task-1" ? "lost" : "open");
    void judge(queue);
    await until(() => queue.getState().failures > 0);
    await reconnect(queue);
    expect(judged()).toEqual(["task-1"]);
    expect(inSight(queue)).toBe("task-2");
  });

  it("tells of what was refused, and sends the rest", async () => {
    const queue = await openDesk();
    cut();
    for (let i = 0; i < 3; i++) void judge(queue);
    await until(() => queue.getState().failures > 0);
    server.link = (what) => (what === "judge task-2" ? "refuses" : "open");
    queue.retry();
    await until(() => queue.getState().unsent === 0);
    expect(judged()).toEqual(["task-1", "task-3"]);
    expect(queue.getState().notice).toMatchObject({ kind: "refused", times: 1 });
  });

  it("is not held up by one act over which the server fails; that one is sent by the next visit", async () => {
    const queue = await openDesk();
    server.link = (what) => (what === "judge task-1" ? "broken" : "open");
    void judge(queue);
    void judge(queue);
    await until(() => {
      pauses.splice(0).forEach((end) => {
        end();
      });
      return judged().includes("task-2");
    });
    queue.stop();
    server.link = () => "open";
    await openDesk();
    expect(judged()).toEqual(["task-2", "task-1"]);
  });

  it("keeps everything for when one is signed in again", async () => {
    const queue = await openDesk();
    server.link = () => "shut";
    await judge(queue);
    expect(queue.getState().shutOut).toBeInstanceOf(ShutOut);
    queue.stop();
    server.link = () => "open";
    await openDesk();
    expect(judged()).toEqual(["task-1"]);
  });

  it("sends and shows nothing of another person's", async () => {
    const queue = await openDesk();
    cut();
    void judge(queue);
    await until(() => queue.getState().failures > 0);
    queue.stop();
    const other = await openDesk({ memory: "cmp-ben", patient: true });
    await until(() => other.getState().failures > 0);
    expect(other.getState()).toMatchObject({ unsent: 0, task: undefined });
    await reconnect(other);
    expect(judged()).toEqual([]);
  });

  it("forgets texts on signing out, and not what is still to be sent", async () => {
    const queue = await openDesk();
    cut();
    void judge(queue);
    await until(() => queue.getState().failures > 0);
    queue.stop();
    await forgetTexts(() => false);
    const store = await openDeskStore();
    expect((await store.readRecord("cmp-ana")).tasks).toEqual([]);
    server.link = () => "open";
    await openDesk();
    expect(judged()).toEqual(["task-1"]);
  });

  it("works where the browser keeps nothing, and says so", async () => {
    const queue = await openDesk({ openStore: async () => storeInMemory() });
    expect(queue.getState().lasts).toBe(false);
    cut();
    void judge(queue);
    void judge(queue);
    await until(() => queue.getState().failures > 0);
    await reconnect(queue);
    expect(judged()).toEqual(["task-1", "task-2"]);
  });

  it("sends once what the store refuses to keep, and what it cannot let go of", async () => {
    const full = async () => Promise.reject(new Error("QuotaExceededError"));
    const queue = await openDesk({
      openStore: async () => ({ ...(await openDeskStore()), keep: full, changeRecord: full, drop: full }),
    });
    cut();
    void judge(queue);
    void judge(queue);
    await until(() => queue.getState().failures > 0 && queue.getState().unsent === 2);
    expect(queue.getState().lasts).toBe(false);
    void queue.undo();
    await until(() => queue.getState().unsent === 1);
    server.sent.length = 0;
    await reconnect(queue);
    expect(judged()).toEqual(["task-1"]);
    expect(server.sent.filter((what) => what.startsWith("judge"))).toEqual(["judge task-1"]);
    expect(queue.getState().lasts).toBe(true);
    await judge(queue);
    expect(judged()).toEqual(["task-1", "task-2"]);
  });

  it("sends once what was acknowledged and could not be taken out of the store", async () => {
    const full = async () => Promise.reject(new Error("QuotaExceededError"));
    const queue = await openDesk({ openStore: async () => ({ ...(await openDeskStore()), drop: full }) });
    await judge(queue);
    await judge(queue);
    expect(server.sent.filter((what) => what.startsWith("judge"))).toEqual(["judge task-1", "judge task-2"]);
  });

  it("tells when the comparison in sight was passed on, and stays on it while it is one's own", async () => {
    const queue = await openDesk();
    await queue.ask({ kind: "next" });
    expect(queue.getState()).toMatchObject({ notice: undefined, task: { taskId: "task-1" } });
    server.decided.push({ taskId: "task-1", kind: "judge", key: "another person's" });
    await queue.ask({ kind: "next" });
    expect(queue.getState()).toMatchObject({ notice: { kind: "passed-on" }, task: { taskId: "task-2" } });
  });

  it("goes on telling of a refused decision where the comparison behind it was passed on, too", async () => {
    const queue = await openDesk();
    server.link = (what) => (what === "judge task-1" ? "refuses" : "open");
    await judge(queue);
    await until(() => queue.getState().notice?.kind === "refused");
    const next = inSight(queue)!;
    server.decided.push({ taskId: next, kind: "judge", key: "another person's" });
    await queue.ask({ kind: "next" });
    expect(inSight(queue)).not.toBe(next);
    expect(queue.getState().notice).toMatchObject({ kind: "refused", times: 1 });
  });

  it("does not tell of a comparison that was given back", async () => {
    const queue = await openDesk();
    const told: unknown[] = [];
    queue.subscribe(() => told.push(queue.getState().notice?.kind));
    server.decided.push({ taskId: "task-1", kind: "judge", key: "another person's" });
    await queue.ask({ kind: "exchange", taskIds: ["task-1"] });
    expect(inSight(queue)).toBe("task-2");
    expect(told.filter((kind) => kind !== undefined)).toEqual([]);
  });

  it("does not tell of a comparison that is decided while the last answer is being written down", async () => {
    let onChange = () => {};
    const queue = await openDesk({
      openStore: async () => {
        const store = await openDeskStore();
        return {
          ...store,
          changeRecord: async (memory, change) => {
            onChange();
            await store.changeRecord(memory, change);
          },
        };
      },
    });
    onChange = () => {
      onChange = () => {};
      void judge(queue);
    };
    const told: unknown[] = [];
    queue.subscribe(() => told.push(queue.getState().notice?.kind));
    await queue.ask({ kind: "next" });
    await until(() => judged().length === 1 && queue.getState().unsent === 0);
    expect(told.filter((kind) => kind !== undefined)).toEqual([]);
  });

  it("works where what the browser keeps cannot be read", async () => {
    const fails = async () => Promise.reject(new Error("UnknownError"));
    const queue = await openDesk({
      openStore: async () => ({ ...(await openDeskStore()), readRecord: fails, listKept: fails }),
    });
    expect(queue.getState().lasts).toBe(false);
    await judge(queue);
    await judge(queue);
    expect(judged()).toEqual(["task-1", "task-2"]);
  });

  it("takes nothing back in a practice round", async () => {
    server.practice = {} as NextTask["practice"];
    const queue = await openDesk();
    await judge(queue);
    expect(queue.getState().canUndo).toBe(false);
    server.practice = null;
    await queue.ask({ kind: "next" });
    expect(queue.getState().canUndo).toBe(true);
  });

  describe("undo", () => {
    it("of what has not left the device stays on it", async () => {
      const queue = await openDesk();
      cut();
      void judge(queue);
      await until(() => queue.getState().failures > 0);
      void judge(queue);
      await until(() => queue.getState().unsent === 2);
      void queue.undo();
      await until(() => queue.getState().unsent === 1);
      expect(inSight(queue)).toBe("task-2");
      await reconnect(queue);
      expect(judged()).toEqual(["task-1"]);
      expect(server.sent.filter((what) => what.startsWith("undo"))).toEqual([]);
    });

    it("of what has not left the device holds though it is just being read to be sent", async () => {
      let go: (() => void) | undefined;
      let isSlow = false;
      const queue = await openDesk({
        openStore: async () => {
          const store = await openDeskStore();
          return {
            ...store,
            listKept: async (memory) => {
              const all = await store.listKept(memory);
              if (isSlow && all.length > 0)
                await new Promise<void>((resolve) => {
                  go = resolve;
                });
              return all;
            },
          };
        },
      });
      isSlow = true;
      void judge(queue);
      await until(() => go !== undefined);
      void queue.undo();
      isSlow = false;
      go?.();
      await until(() => queue.getState().unsent === 0);
      await queue.ask({ kind: "next" });
      expect(judged()).toEqual([]);
      expect(inSight(queue)).toBe("task-1");
      expect(server.sent.filter((what) => what !== "next")).toEqual([]);
    });

    it("of what may have arrived is shown at once, and follows it", async () => {
      const queue = await openDesk();
      server.link = (what) => (what === "judge task-1" ? "lost" : "cut");
      void judge(queue);
      await until(() => queue.getState().failures > 0);
      void queue.undo();
      expect(inSight(queue)).toBe("task-1");
      await until(() => pauses.length > 0);
      void queue.decide({ kind: "skip", taskId: "task-1" });
      expect(inSight(queue)).toBe("task-2");
      await reconnect(queue);
      expect(server.decided).toMatchObject([{ taskId: "task-1", kind: "skip" }]);
    });

    it("of what is saved is shown at once too, one after the other, as far back as one likes", async () => {
      const queue = await openDesk();
      for (let i = 0; i < 3; i++) await judge(queue);
      void queue.undo();
      expect(inSight(queue)).toBe("task-3");
      void queue.undo();
      expect(inSight(queue)).toBe("task-2");
      await until(() => judged().length === 1);
      expect(queue.getState().ahead.map(({ taskId }) => taskId)[0]).toBe("task-3");
    });

    it("of what this device does not know is asked of the server, once", async () => {
      await judge(await openDesk());
      open[0]!.stop();
      indexedDB = new IDBFactory();
      const queue = await openDesk();
      await queue.undo();
      expect(inSight(queue)).toBe("task-1");
      expect(judged()).toEqual([]);
    });

    it("that is refused gives the comparison up again", async () => {
      const queue = await openDesk();
      await judge(queue);
      server.link = (what) => (what === "undo task-1" ? "refuses" : "open");
      await queue.undo();
      expect(queue.getState()).toMatchObject({ notice: { kind: "refused" }, task: { taskId: "task-2" } });
      expect(judged()).toEqual(["task-1"]);
    });
  });

  describe("in two tabs", () => {
    it("shows in both what one decided is done, and doubles nothing", async () => {
      const [one, other] = [await openDesk(), await openDesk()];
      await until(() => inSight(one) === "task-1" && inSight(other) === "task-1");
      await judge(one);
      await until(() => inSight(other) === "task-2");
      expect(other.getState().notice).toEqual({ kind: "decided-in-another-tab" });
      await judge(other);
      await until(() => inSight(one) === "task-3");
      expect(judged()).toEqual(["task-1", "task-2"]);
    });

    it("keeps the first of two decisions made at the same moment", async () => {
      const [one, other] = [await openDesk(), await openDesk()];
      cut();
      void judge(one);
      void judge(other);
      await until(() => one.getState().failures + other.getState().failures > 0);
      await until(() =>
        [one, other].some((queue) => queue.getState().notice?.kind === "decided-in-another-tab"),
      );
      await reconnect(one, other);
      expect(judged()).toEqual(["task-1"]);
    });

    it("gives nothing back when one is closed", async () => {
      const [one, other] = [await openDesk(), await openDesk()];
      await until(() => one.toRelease().length === 0);
      expect(other.toRelease()).toEqual([]);
      other.stop();
      await until(() => one.toRelease().length === 3);
    });
  });

  it("gives back what is not decided when the page is left", async () => {
    const queue = await openDesk();
    cut();
    void judge(queue);
    await until(() => queue.getState().failures > 0);
    expect(queue.toRelease()).toEqual(["task-2", "task-3"]);
    expect(queue.held()).toEqual(["task-1", "task-2", "task-3"]);
  });

  it("counts what is saved and what is on its way, each decision once at every moment", async () => {
    let onDropped = () => {};
    const openStore = async () => {
      const store = await openDeskStore();
      const drop = async (numbers: readonly number[]) => {
        await store.drop(numbers);
        onDropped();
      };
      return { ...store, drop };
    };
    const queue = await openDesk({ openStore });
    const counts: number[] = [];
    let atThatMoment: number | undefined;
    queue.subscribe(() => {
      const { answer, judgmentsOnTheirWay } = queue.getState();
      counts.push((answer?.mine.judgments ?? 0) + judgmentsOnTheirWay);
    });
    // The moment in which the first is no longer on its way.
    onDropped = () => {
      onDropped = () => {};
      void judge(queue);
      atThatMoment = counts.at(-1);
    };
    await judge(queue);
    expect(atThatMoment).toBe(2);
    await until(() => judged().length === 2 && queue.getState().unsent === 0);
    await judge(queue);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    cut();
    void judge(queue);
    void judge(queue);
    await until(() => queue.getState().failures > 0);
    expect(counts.at(-1)).toBe(5);
    expect(queue.getState().judgmentsOnTheirWay).toBe(2);
    void queue.undo();
    expect(counts.at(-1)).toBe(4);
    await reconnect(queue);
    expect(queue.getState()).toMatchObject({ answer: { mine: { judgments: 4 } }, judgmentsOnTheirWay: 0 });
  });

  it("counts no practice", async () => {
    server.practice = { done: 0, of: 2, needed: null, round: 1 };
    const queue = await openDesk();
    cut();
    void judge(queue);
    await until(() => queue.getState().failures > 0);
    expect(queue.getState()).toMatchObject({ unsent: 1, judgmentsOnTheirWay: 0 });
  });

  it("waits while there is nothing to judge", async () => {
    const queue = await openDesk();
    server.state = "paused";
    await judge(queue);
    expect(queue.getState()).toMatchObject({
      task: undefined,
      answer: { kind: "waiting", reason: "paused" },
    });
    server.state = "live";
    await queue.ask({ kind: "next" });
    expect(queue.getState()).toMatchObject({ task: { taskId: "task-2" }, done: { kind: "ready" } });
  });
});
