import { createHmac, timingSafeEqual } from "node:crypto";
import { getSessionCookie } from "better-auth/cookies";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { cookiePrefix, getAuth } from "./auth";

export interface SignedInUser {
  id: string;
  name: string;
  role: "lead" | "annotator";
}

/**
 * Whose session a request carries, if any. The cookie is the authentication library's; it is checked here and looked up
 * with one prepared query, since asking the library costs as much as everything else that a request does.
 */
export async function findSession(
  database: Database,
  headers: Headers,
  now: number,
): Promise<{ user: SignedInUser; token: string } | undefined> {
  const cookie = getSessionCookie(headers, { cookiePrefix });
  const { options } = await getAuth(database);
  const token = cookie && verifiedToken(decode(cookie), options.secret);
  if (!token) return undefined;
  const rows = await database
    .prepared("session-user", ({ orm, tables: { session, user } }) =>
      orm
        .select({ id: user.id, name: user.name, role: user.role })
        .from(session)
        .innerJoin(user, sql`${user.id} = ${session.userId}`)
        .where(
          sql`${session.token} = ${sql.placeholder("token")} and ${session.expiresAt} > ${sql.placeholder("now")}`,
        ),
    )
    .execute({ token, now: database.dialect === "sqlite" ? now : new Date(now) });
  return rows[0] && { user: rows[0], token };
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

/** The token of a cookie `token.signature`, if the signature (HMAC-SHA-256, base64) is ours. */
function verifiedToken(signed: string, secret: string): string | undefined {
  const dot = signed.lastIndexOf(".");
  if (dot < 1) return undefined;
  const token = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1), "base64");
  const expected = createHmac("sha256", secret).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}
