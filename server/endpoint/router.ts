import { runInBackground } from "../jobs/background";
import { campaignLeadProcedure, router } from "../trpc";
import { addEndpoint } from "./add-endpoint";
import { checkEndpoint } from "./check-endpoint";
import { discardFetch } from "./discard-fetch";
import { findNewestFetch } from "./find-newest-fetch";
import { listEndpoints } from "./list-endpoints";
import { previewFetch } from "./preview-fetch";
import { removeEndpoint } from "./remove-endpoint";
import { AddEndpointInput, DiscardFetchInput, EndpointInput, FetchInput, FetchJobChoice } from "./schemas";
import { retryFetch, startFetch } from "./start-fetch";
import { stopFetch } from "./stop-fetch";

export const endpointRouter = router({
  list: campaignLeadProcedure.query(({ ctx, input }) => listEndpoints(ctx.verb, input.campaignId)),
  add: campaignLeadProcedure
    .input(AddEndpointInput)
    .mutation(({ ctx, input }) => addEndpoint(ctx.verb, input)),
  remove: campaignLeadProcedure
    .input(EndpointInput)
    .mutation(({ ctx, input }) => removeEndpoint(ctx.verb, input)),
  check: campaignLeadProcedure
    .input(EndpointInput)
    .mutation(({ ctx, input }) => checkEndpoint(ctx.verb, input)),
  previewFetch: campaignLeadProcedure
    .input(FetchInput)
    .mutation(({ ctx, input }) => previewFetch(ctx.verb, input)),
  startFetch: campaignLeadProcedure
    .input(FetchInput)
    .mutation(async ({ ctx, input }) => runInBackground(ctx.verb, await startFetch(ctx.verb, input))),
  retryFetch: campaignLeadProcedure
    .input(FetchJobChoice)
    .mutation(async ({ ctx, input }) => runInBackground(ctx.verb, await retryFetch(ctx.verb, input))),
  stopFetch: campaignLeadProcedure
    .input(FetchJobChoice)
    .mutation(({ ctx, input }) => stopFetch(ctx.verb, input)),
  newestFetch: campaignLeadProcedure.query(({ ctx, input }) => findNewestFetch(ctx.verb, input.campaignId)),
  discardFetch: campaignLeadProcedure
    .input(DiscardFetchInput)
    .mutation(({ ctx, input }) => discardFetch(ctx.verb, input)),
});
