import { betterAuth } from "better-auth";
import type { Database } from "@/db/client";
import { day, second } from "../clock";
import { readEnv } from "../env";
import { authAdapter } from "./auth-adapter";
import { personalLink } from "./personal-link-plugin";
import { sessionSecret } from "./secret";

export const cookiePrefix = "tiebreak";

async function createAuth(database: Database) {
  const env = readEnv();
  return betterAuth({
    baseURL: env.TIEBREAK_URL ?? "http://127.0.0.1",
    secret: await sessionSecret(database),
    database: authAdapter(database),
    user: { additionalFields: { role: { type: "string", required: false, input: false } } },
    session: {
      expiresIn: (30 * day) / second,
      updateAge: day / second,
    },
    // Nothing here can be guessed: links carry 160 random bits, and no other way of signing in is mounted.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix,
      useSecureCookies: env.TIEBREAK_URL?.startsWith("https://") ?? false,
    },
    telemetry: { enabled: false },
    plugins: [personalLink(database)],
  });
}

export type Auth = Awaited<ReturnType<typeof createAuth>>;

const cache = globalThis as typeof globalThis & { tiebreakAuth?: WeakMap<Database, Promise<Auth>> };

/** The authentication library on this database, made once per process. */
export function getAuth(database: Database): Promise<Auth> {
  cache.tiebreakAuth ??= new WeakMap();
  let auth = cache.tiebreakAuth.get(database);
  if (!auth) {
    auth = createAuth(database);
    cache.tiebreakAuth.set(database, auth);
  }
  return auth;
}
