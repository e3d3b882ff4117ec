import { runInBackground } from "../jobs/background";
import { campaignLeadProcedure, router } from "../trpc";
import { getOrderWorth } from "./get-order-worth";
import { OrderWorthInput } from "./schemas";
import { startComparing } from "./start-comparing";

export const worthRouter = router({
  start: campaignLeadProcedure
    .input(OrderWorthInput)
    .mutation(async ({ ctx, input }) => runInBackground(ctx.verb, await startComparing(ctx.verb, input))),
  get: campaignLeadProcedure.input(OrderWorthInput).query(({ ctx, input }) => getOrderWorth(ctx.verb, input)),
});
