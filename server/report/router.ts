import { runInBackground } from "../jobs/background";
import { campaignLeadProcedure, router } from "../trpc";
import { getReport } from "./get-report";
import { startReport } from "./start-report";

export const reportRouter = router({
  get: campaignLeadProcedure.query(({ ctx, input }) => getReport(ctx.verb, input.campaignId)),
  generate: campaignLeadProcedure.mutation(async ({ ctx, input }) =>
    runInBackground(ctx.verb, await startReport(ctx.verb, input.campaignId)),
  ),
});
