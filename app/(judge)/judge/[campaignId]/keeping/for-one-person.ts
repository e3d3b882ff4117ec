import type { NextTask } from "@/server/task/schemas";
import type { KeptAct } from "./desk-record";
import type { DeskRequest } from "./desk-state";

/** Somebody else has signed in with this browser: what is kept here is not theirs to send. */
export class SignedInAsAnother extends Error {}

interface Options {
  /** Names the person in the campaign; see Kept. */
  memory: string;
  campaignId: string;
  /** Who is signed in, as the server says. */
  askWho: () => Promise<string>;
  send: (act: KeptAct | DeskRequest, held: string[]) => Promise<NextTask>;
  isRefused: (error: unknown) => boolean;
}

/**
 * Sends for one person alone: before the first act after each time that somebody else may have signed in, and before a
 * refusal is believed, it asks who is signed in.
 */
export function forOnePerson({ memory, campaignId, askWho, send, isRefused }: Options) {
  let isSure = false;
  const makeSure = async () => {
    isSure = false;
    if (`${campaignId}-${await askWho()}` !== memory) throw new SignedInAsAnother();
    isSure = true;
  };
  return {
    send: async (act: KeptAct | DeskRequest, held: string[]): Promise<NextTask> => {
      const isQuestion = act.kind === "next" || act.kind === "exchange";
      if (!isSure && !isQuestion) await makeSure();
      try {
        const answer = await send(act, held);
        // So that the first decision need not wait for it.
        if (!isSure) makeSure().catch(() => {});
        return answer;
      } catch (error) {
        if (isRefused(error)) await makeSure();
        else isSure = false;
        throw error;
      }
    },
    /** The page was out of sight, or out of reach. */
    doubt: () => {
      isSure = false;
    },
  };
}
