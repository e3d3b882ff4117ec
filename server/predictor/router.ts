import { runInBackground } from "../jobs/background";
import { campaignLeadProcedure, router } from "../trpc";
import { listPredictors } from "./list-predictors";
import { startLearning } from "./start-learning";

export const predictorRouter = router({
  list: campaignLeadProcedure.query(({ ctx, input }) => listPredictors(ctx.verb, input.campaignId)),
  start: campaignLeadProcedure.mutation(async ({ ctx, input }) =>
    runInBackground(ctx.verb, await startLearning(ctx.verb, input.campaignId)),
  ),
});
