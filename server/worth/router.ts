import { runInBackground } from "../jobs/background";
import { campaignLeadProcedure, router } from "../trpc";
import { getOrderWorth } from "./get-order-worth";
import { GetOrderWorthInput, StartComparingInput } from "./schemas";
import { startComparing } from "./start-comparing";

export const worthRouter = router({
  start: campaignLeadProcedure
    .input(StartComparingInput)
    .mutation(async ({ ctx, input }) => runInBackground(ctx.verb, await startComparing(ctx.verb, input))),
  get: campaignLeadProcedure
    .input(GetOrderWorthInput)
    .query(({ ctx, input }) => getOrderWorth(ctx.verb, input)),
});
