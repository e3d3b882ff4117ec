import { annotatorProcedure, campaignLeadProcedure, publicProcedure, router } from "../trpc";
import { createJoinLink } from "./create-join-link";
import { describeJoin } from "./describe-join";
import { leaveCampaign } from "./leave-campaign";
import { listJoinLinks } from "./list-join-links";
import { presentJoinLink } from "./present-join-link";
import { revokeJoinLink } from "./revoke-join-link";
import { CreateJoinLinkInput, JoinLinkInput, JoinTokenInput } from "./schemas";

export const joinRouter = router({
  describe: publicProcedure.input(JoinTokenInput).query(({ ctx, input }) => describeJoin(ctx, input.token)),
  list: campaignLeadProcedure.query(({ ctx, input }) => listJoinLinks(ctx.verb, input.campaignId)),
  create: campaignLeadProcedure.input(CreateJoinLinkInput).mutation(async ({ ctx, input }) => {
    const { joinLinkId, token, panel } = await createJoinLink(ctx.verb, input);
    return { joinLinkId, ...(await presentJoinLink(ctx.origin(), token, panel)) };
  }),
  revoke: campaignLeadProcedure
    .input(JoinLinkInput)
    .mutation(({ ctx, input }) => revokeJoinLink(ctx.verb, input)),
  leave: annotatorProcedure.mutation(({ ctx }) => leaveCampaign(ctx.verb, ctx.member)),
});
