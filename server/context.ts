import type { Database } from "@/db/client";
import { systemClock } from "./clock";
import { getDatabase } from "./database";
import { readEnv } from "./env";
import { findSession, type SignedInUser } from "./session/find-session";

export type { SignedInUser };

export interface RequestContext {
  database: Database;
  clock: () => number;
  user: SignedInUser | null;
  /** Names the session that the request came with, to end it. */
  sessionToken: string | null;
  /** The address that links are made with, without a slash at its end. */
  origin: () => string;
}

/** What a request is answered with: the database, the time, and who asks. */
export async function createContext({ headers }: { headers: Headers }): Promise<RequestContext> {
  const database = await getDatabase();
  const session = headers.get("cookie") ? await findSession(database, headers, systemClock()) : undefined;
  const { user = null, token: sessionToken = null } = session ?? {};
  return { database, clock: systemClock, user, sessionToken, origin: () => requestOrigin(headers) };
}

/** The configured address, else the one that the visitor used. */
export function requestOrigin(headers: Headers): string {
  const configured = readEnv().TIEBREAK_URL;
  if (configured) return configured.replace(/\/$/, "");
  const protocol = headers.get("x-forwarded-proto")?.split(",")[0] ?? "http";
  return `${protocol}://${headers.get("x-forwarded-host") ?? headers.get("host") ?? "127.0.0.1"}`;
}
