import { runInBackground } from "../jobs/background";
import { campaignLeadProcedure, router } from "../trpc";
import { acceptExclusion } from "./accept-exclusion";
import { getNoise } from "./get-noise";
import { listExamples } from "./list-examples";
import { listSelfNames } from "./list-self-names";
import { ExclusionInput, ListExamplesInput } from "./schemas";
import { startInspection } from "./start-inspection";
import { withdrawExclusion } from "./withdraw-exclusion";

export const noiseRouter = router({
  get: campaignLeadProcedure.query(({ ctx, input }) => getNoise(ctx.verb, input.campaignId)),
  examples: campaignLeadProcedure
    .input(ListExamplesInput)
    .query(({ ctx, input }) => listExamples(ctx.verb, input)),
  selfNames: campaignLeadProcedure.query(({ ctx, input }) => listSelfNames(ctx.verb, input.campaignId)),
  inspect: campaignLeadProcedure.mutation(async ({ ctx, input }) =>
    runInBackground(ctx.verb, await startInspection(ctx.verb, input.campaignId)),
  ),
  exclude: campaignLeadProcedure
    .input(ExclusionInput)
    .mutation(({ ctx, input }) => acceptExclusion(ctx.verb, input)),
  restore: campaignLeadProcedure
    .input(ExclusionInput)
    .mutation(({ ctx, input }) => withdrawExclusion(ctx.verb, input)),
});
