import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import type { Database } from "@/db/client";
import { systemClock } from "../clock";
import { redeemSignInLink } from "./redeem-sign-in-link";

/**
 * Says whose session it is to the service worker, which cannot read the session's own cookie: it opens a kept page for its
 * owner alone. Known there by this name.
 */
const personCookie = "tiebreak-person";

/** Sign-in by personal link, as an endpoint of the authentication library: it opens the session and says where to go. */
export function personalLink(database: Database) {
  return {
    id: "personal-link",
    schema: { session: { fields: { signInLinkId: { type: "string", required: false, input: false } } } },
    endpoints: {
      signInWithPersonalLink: createAuthEndpoint(
        "/personal-link/sign-in",
        { method: "POST", body: z.object({ token: z.string().min(1).max(200) }), requireHeaders: true },
        async (ctx) => {
          const link = await redeemSignInLink({ database, clock: systemClock }, ctx.body.token);
          if ("problem" in link) return ctx.json({ problem: link.problem, campaignId: null, role: null });
          const user = await ctx.context.internalAdapter.findUserById(link.userId);
          if (!user) return ctx.json({ problem: "unknown" as const, campaignId: null, role: null });
          const session = await ctx.context.internalAdapter.createSession(user.id, false, {
            signInLinkId: link.linkId,
          });
          await setSessionCookie(ctx, { session, user });
          const { attributes } = ctx.context.authCookies.sessionToken;
          ctx.setCookie(personCookie, user.id, {
            ...attributes,
            maxAge: ctx.context.sessionConfig.expiresIn,
            httpOnly: false,
          });
          const role =
            (user as { role?: string }).role === "lead" ? ("lead" as const) : ("annotator" as const);
          return ctx.json({ problem: null, campaignId: link.campaignId, role });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
