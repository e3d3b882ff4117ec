import type { Database } from "@/db/client";
import { createContext } from "../context";
import { getAuth } from "../session/auth";

/** Runs work as the app would, with `database` as the process's one database. */
export async function withDatabase<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const cache = globalThis as typeof globalThis & { tiebreakDatabase?: Promise<Database> };
  const before = cache.tiebreakDatabase;
  cache.tiebreakDatabase = Promise.resolve(database);
  try {
    return await work();
  } finally {
    cache.tiebreakDatabase = before;
  }
}

/** Signs in by a personal link's token; the cookies that a browser would keep, or the link's problem. */
export async function signIn(
  database: Database,
  token: string,
): Promise<{ cookie: string; problem: string | null; campaignId: string | null }> {
  const auth = await getAuth(database);
  const { headers, response } = await auth.api.signInWithPersonalLink({
    body: { token },
    headers: new Headers(),
    returnHeaders: true,
  });
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return { cookie, problem: response.problem, campaignId: response.campaignId };
}

/** The context that a request with these cookies gets. */
export function contextOf(database: Database, cookie: string) {
  return withDatabase(database, () => createContext({ headers: new Headers({ cookie }) }));
}
