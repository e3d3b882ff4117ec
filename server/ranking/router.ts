import { runInBackground } from "../jobs/background";
import { campaignLeadProcedure, router } from "../trpc";
import { getRanking } from "./get-ranking";
import { listChoices } from "./list-choices";
import { listMetrics } from "./list-metrics";
import { GetRankingInput, StartReorderInput } from "./schemas";
import { startRanking } from "./start-ranking";
import { startReorder } from "./start-reorder";

export const rankingRouter = router({
  metrics: campaignLeadProcedure.query(({ ctx, input }) => listMetrics(ctx.database, input.campaignId)),
  choices: campaignLeadProcedure.query(({ ctx, input }) => listChoices(ctx.database, input.campaignId)),
  start: campaignLeadProcedure.mutation(async ({ ctx, input }) =>
    runInBackground(ctx.verb, await startRanking(ctx.verb, input.campaignId)),
  ),
  reorder: campaignLeadProcedure
    .input(StartReorderInput)
    .mutation(async ({ ctx, input }) => runInBackground(ctx.verb, await startReorder(ctx.verb, input))),
  get: campaignLeadProcedure.input(GetRankingInput).query(({ ctx, input }) => getRanking(ctx.verb, input)),
});
