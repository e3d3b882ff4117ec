import type { Database } from "@/db/client";
import type { Clock } from "./clock";

/** What every verb is given: the database, the time, and who asks. */
export interface VerbContext {
  readonly database: Database;
  readonly clock: Clock;
  /** A user's id, or "operator" for the command line and background work. */
  readonly actor: string;
}
