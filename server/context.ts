import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { systemClock } from "./clock";
import { getDatabase } from "./database";
import { readEnv } from "./env";
import { getAuth } from "./session/auth";

export interface SignedInUser {
  id: string;
  name: string;
  role: "lead" | "annotator";
}

export interface RequestContext {
  database: Database;
  clock: () => number;
  user: SignedInUser | null;
  /** Names the session that the request came with, to end it. */
  sessionToken: string | null;
  /** The address that links are made with, without a slash at its end. */
  origin: string;
}

/** What a request is answered with: the database, the time, and who asks. */
export async function createContext({ headers }: { headers: Headers }): Promise<RequestContext> {
  const database = await getDatabase();
  const session = headers.get("cookie") ? await findSession(database, headers) : null;
  const { user = null, token: sessionToken = null } = session ?? {};
  return { database, clock: systemClock, user, sessionToken, origin: requestOrigin(headers) };
}

async function findSession(
  database: Database,
  headers: Headers,
): Promise<{ user: SignedInUser; token: string } | null> {
  const auth = await getAuth(database);
  const found = await auth.api.getSession({ headers });
  if (!found) return null;
  const alive = await database
    .prepared("session-alive", ({ orm, tables: { session, user } }) =>
      orm
        .select({ id: user.id, name: user.name, role: user.role })
        .from(session)
        .innerJoin(user, sql`${user.id} = ${session.userId}`)
        .where(sql`${session.token} = ${sql.placeholder("token")}`),
    )
    .execute({ token: found.session.token });
  return alive[0] ? { user: alive[0], token: found.session.token } : null;
}

/** The configured address, else the one that the visitor used. */
export function requestOrigin(headers: Headers): string {
  const configured = readEnv().TIEBREAK_URL;
  if (configured) return configured.replace(/\/$/, "");
  const protocol = headers.get("x-forwarded-proto")?.split(",")[0] ?? "http";
  return `${protocol}://${headers.get("x-forwarded-host") ?? headers.get("host") ?? "127.0.0.1"}`;
}
