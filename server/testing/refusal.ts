import { TiebreakError } from "../errors";

/** The code with which a verb refuses; throws when it does not refuse, or fails otherwise. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof TiebreakError) return error.code;
    throw error;
  }
  throw new Error("nothing was refused");
}
