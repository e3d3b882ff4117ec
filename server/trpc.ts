import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { RequestContext, SignedInUser } from "./context";
import { type ErrorCode, TiebreakError } from "./errors";
import { requireMember } from "./member/require-member";
import type { VerbContext } from "./verb-context";

// 1. Context and error shape

const trpcCodes = {
  not_signed_in: "UNAUTHORIZED",
  not_allowed: "FORBIDDEN",
  not_found: "NOT_FOUND",
  invalid_input: "BAD_REQUEST",
  conflict: "CONFLICT",
  wrong_state: "PRECONDITION_FAILED",
  lease_lost: "CONFLICT",
  client_key_conflict: "CONFLICT",
  too_large: "PAYLOAD_TOO_LARGE",
  busy: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorCode, string>;

const t = initTRPC.context<RequestContext>().create({
  errorFormatter({ shape, error }) {
    const { cause } = error;
    const known = cause instanceof TiebreakError ? { code: cause.code, detail: cause.detail } : undefined;
    const data = {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      tiebreak: known,
    };
    const message = messageFor(error, known !== undefined);
    return { ...shape, message, data };
  },
});

function messageFor(error: TRPCError, isKnown: boolean): string {
  if (isKnown) return error.message;
  if (error.cause instanceof z.ZodError) return z.prettifyError(error.cause);
  if (error.code === "INTERNAL_SERVER_ERROR")
    return "Something went wrong on the server. Nothing was changed; try again.";
  return error.message;
}

// 2. Procedures by who may call them

const errors = t.middleware(async ({ next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof TiebreakError) {
    throw new TRPCError({ code: trpcCodes[cause.code], message: cause.message, cause });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") console.error(`${path}:`, cause ?? result.error);
  return result;
});

const signedIn = t.middleware(({ ctx, next }) => {
  if (!ctx.user) throw new TiebreakError("not_signed_in", "Open your personal link to sign in.");
  const verb: VerbContext = { database: ctx.database, clock: ctx.clock, actor: ctx.user.id };
  return next({ ctx: { ...ctx, user: ctx.user as SignedInUser, verb } });
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Anyone at all, before they are anybody here. */
export const publicProcedure = t.procedure.use(errors);

/** Anyone with a session. */
export const userProcedure = t.procedure.use(errors).use(signedIn);

/** A person who may create campaigns. */
export const leadProcedure = userProcedure.use(({ ctx, next }) => {
  if (ctx.user.role !== "lead") throw new TiebreakError("not_allowed", "Only leads can do this.");
  return next();
});

const CampaignScope = z.object({ campaignId: z.string() });

/** A lead of the campaign that the input names. */
export const campaignLeadProcedure = userProcedure.input(CampaignScope).use(async ({ ctx, input, next }) => {
  const member = await requireMember(ctx.verb, { campaignId: input.campaignId, role: "lead" });
  return next({ ctx: { ...ctx, member } });
});

/** Someone at the desk of the campaign that the input names: an annotator, or a lead in preview. */
export const deskProcedure = userProcedure.input(CampaignScope).use(async ({ ctx, input, next }) => {
  const member = await requireMember(ctx.verb, { campaignId: input.campaignId, role: "any" });
  return next({ ctx: { ...ctx, member } });
});

/** An annotator of the campaign that the input names. */
export const annotatorProcedure = userProcedure.input(CampaignScope).use(async ({ ctx, input, next }) => {
  const member = await requireMember(ctx.verb, { campaignId: input.campaignId, role: "annotator" });
  return next({ ctx: { ...ctx, member } });
});
