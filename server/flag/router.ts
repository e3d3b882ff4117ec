import { campaignLeadProcedure, router } from "../trpc";
import { listFlags, listSkipped } from "./list-flags";
import { markUnjudgeable, resolveFlag } from "./resolve-flag";
import { ListFlagsInput, MarkUnjudgeableInput, ResolveFlagInput } from "./schemas";

export const flagRouter = router({
  list: campaignLeadProcedure.input(ListFlagsInput).query(({ ctx, input }) => listFlags(ctx.verb, input)),
  resolve: campaignLeadProcedure
    .input(ResolveFlagInput)
    .mutation(({ ctx, input }) => resolveFlag(ctx.verb, input)),
  skipped: campaignLeadProcedure.query(({ ctx, input }) => listSkipped(ctx.verb, input.campaignId)),
  markUnjudgeable: campaignLeadProcedure
    .input(MarkUnjudgeableInput)
    .mutation(({ ctx, input }) => markUnjudgeable(ctx.verb, input)),
});
