import { runInBackground } from "../jobs/background";
import { goOnJudging } from "../stop/go-on-judging";
import { campaignLeadProcedure, leadProcedure, router } from "../trpc";
import { changeCampaignState } from "./change-state";
import { createCampaign } from "./create-campaign";
import { extendCampaign } from "./extend-campaign";
import { getCampaign } from "./get-campaign";
import { getProgress } from "./get-progress";
import { listGuidelineVersions } from "./guideline-versions";
import { launchCampaign } from "./launch-campaign";
import { listCampaigns } from "./list-campaigns";
import { CampaignSettings, ExtendCampaignInput, UpdateCampaignInput } from "./schemas";
import { updateCampaign } from "./update-campaign";

export const campaignRouter = router({
  list: leadProcedure.query(({ ctx }) => listCampaigns(ctx.verb)),
  create: leadProcedure.input(CampaignSettings).mutation(({ ctx, input }) => createCampaign(ctx.verb, input)),
  get: campaignLeadProcedure.query(({ ctx, input }) => getCampaign(ctx.verb, input.campaignId)),
  progress: campaignLeadProcedure.query(({ ctx, input }) => getProgress(ctx.verb, input.campaignId)),
  update: campaignLeadProcedure
    .input(UpdateCampaignInput)
    .mutation(({ ctx, input }) => updateCampaign(ctx.verb, input)),
  guidelineVersions: campaignLeadProcedure.query(({ ctx, input }) =>
    listGuidelineVersions(ctx.verb, input.campaignId),
  ),
  launch: campaignLeadProcedure.mutation(async ({ ctx, input }) =>
    runInBackground(ctx.verb, await launchCampaign(ctx.verb, input.campaignId)),
  ),
  pause: campaignLeadProcedure.mutation(({ ctx, input }) =>
    changeCampaignState(ctx.verb, { campaignId: input.campaignId, state: "paused" }),
  ),
  resume: campaignLeadProcedure.mutation(({ ctx, input }) =>
    changeCampaignState(ctx.verb, { campaignId: input.campaignId, state: "live" }),
  ),
  close: campaignLeadProcedure.mutation(({ ctx, input }) =>
    changeCampaignState(ctx.verb, { campaignId: input.campaignId, state: "closed" }),
  ),
  goOn: campaignLeadProcedure.mutation(({ ctx, input }) => goOnJudging(ctx.verb, input.campaignId)),
  extend: campaignLeadProcedure
    .input(ExtendCampaignInput)
    .mutation(({ ctx, input }) => extendCampaign(ctx.verb, input)),
});
