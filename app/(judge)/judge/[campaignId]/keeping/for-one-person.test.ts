import { describe, expect, it, vi } from "vitest";
import type { NextTask } from "@/server/task/schemas";
import { createDeskQueue } from "./desk-queue";
import { storeInMemory } from "./desk-store";
import { forOnePerson, SignedInAsAnother } from "./for-one-person";

class Refused extends Error {}

describe("sending for one person", () => {
  const answer = {} as NextTask;
  const skip = { kind: "skip", taskId: "task-1" } as const;
  const start = () => {
    const askWho = vi.fn<() => Promise<string>>(async () => "usr_ana");
    const send = vi.fn<() => Promise<NextTask>>(async () => answer);
    const isRefused = (error: unknown) => error instanceof Refused;
    const person = forOnePerson({ memory: "cmp-usr_ana", campaignId: "cmp", askWho, send, isRefused });
    return { askWho, send, person };
  };

  it("asks who is signed in before the first act, and again when in doubt", async () => {
    const { askWho, send, person } = start();
    await person.send({ kind: "next" }, []);
    await vi.waitFor(() => expect(askWho).toHaveResolved());
    await person.send(skip, []);
    await person.send(skip, []);
    expect(askWho).toHaveBeenCalledTimes(1);
    person.doubt();
    askWho.mockResolvedValue("usr_ben");
    await expect(person.send(skip, [])).rejects.toThrow(SignedInAsAnother);
    expect(send).toHaveBeenCalledTimes(3);
  });

  it("believes a refusal only where it is for the same person", async () => {
    const { askWho, send, person } = start();
    send.mockRejectedValue(new Refused("not_found"));
    await expect(person.send(skip, [])).rejects.toThrow(Refused);
    askWho.mockResolvedValue("usr_ben");
    await expect(person.send({ kind: "next" }, [])).rejects.toThrow(SignedInAsAnother);
  });

  it("keeps what was decided until its person is signed in again", async () => {
    const { askWho, send, person } = start();
    const store = storeInMemory();
    await store.keep("cmp-usr_ana", "task-1", skip);
    askWho.mockResolvedValue("usr_ben");
    const queue = createDeskQueue({
      memory: "cmp-usr_ana",
      openStore: async () => store,
      send: person.send,
      failureOf: (error) => (error instanceof SignedInAsAnother ? "shut-out" : "refused"),
    });
    await queue.start();
    expect(queue.getState()).toMatchObject({ unsent: 1, shutOut: expect.any(SignedInAsAnother) });
    expect(send).not.toHaveBeenCalled();
    expect(await store.listKept("cmp-usr_ana")).toHaveLength(1);
    queue.stop();
  });
});
