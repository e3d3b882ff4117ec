import { runInBackground } from "../jobs/background";
import { campaignLeadProcedure, router } from "../trpc";
import { countPreferences } from "./export-preferences";
import { getReport } from "./get-report";
import { PreferenceFilter } from "./preference-filter";
import { startReport } from "./start-report";

export const reportRouter = router({
  get: campaignLeadProcedure.query(({ ctx, input }) => getReport(ctx.verb, input.campaignId)),
  preferences: campaignLeadProcedure
    .input(PreferenceFilter)
    .query(({ ctx, input }) => countPreferences(ctx.verb, input)),
  generate: campaignLeadProcedure.mutation(async ({ ctx, input }) =>
    runInBackground(ctx.verb, await startReport(ctx.verb, input.campaignId)),
  ),
});
