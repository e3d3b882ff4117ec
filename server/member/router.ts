import { annotatorProcedure, campaignLeadProcedure, deskProcedure, router } from "../trpc";
import { answerBackground } from "./answer-background";
import { chooseLanguages } from "./choose-languages";
import { inviteMember } from "./invite-member";
import { letGoOn } from "./let-go-on";
import { listMembers } from "./list-members";
import { newMemberLink, revokeMemberLinks } from "./new-link";
import { presentLink } from "./present-link";
import { removeMember, restoreMember } from "./remove-member";
import {
  AnswerBackgroundInput,
  ChooseLanguagesInput,
  InviteMemberInput,
  MemberInput,
  RemoveMemberInput,
  SeeGuidelinesInput,
} from "./schemas";
import { seeGuidelines } from "./see-guidelines";

export const memberRouter = router({
  list: campaignLeadProcedure.query(({ ctx, input }) => listMembers(ctx.verb, input.campaignId)),
  invite: campaignLeadProcedure.input(InviteMemberInput).mutation(async ({ ctx, input }) => {
    const { memberId, token } = await inviteMember(ctx.verb, input);
    return { memberId, ...(await presentLink(ctx.origin(), token)) };
  }),
  newLink: campaignLeadProcedure.input(MemberInput).mutation(async ({ ctx, input }) => {
    const { token } = await newMemberLink(ctx.verb, input);
    return presentLink(ctx.origin(), token);
  }),
  revokeLinks: campaignLeadProcedure
    .input(MemberInput)
    .mutation(({ ctx, input }) => revokeMemberLinks(ctx.verb, input)),
  remove: campaignLeadProcedure
    .input(RemoveMemberInput)
    .mutation(({ ctx, input }) => removeMember(ctx.verb, input)),
  restore: campaignLeadProcedure
    .input(MemberInput)
    .mutation(({ ctx, input }) => restoreMember(ctx.verb, input)),
  letGoOn: campaignLeadProcedure.input(MemberInput).mutation(({ ctx, input }) => letGoOn(ctx.verb, input)),
  seeGuidelines: deskProcedure
    .input(SeeGuidelinesInput)
    .mutation(({ ctx, input }) => seeGuidelines(ctx.verb, ctx.member, input)),
  answerBackground: annotatorProcedure
    .input(AnswerBackgroundInput)
    .mutation(({ ctx, input }) => answerBackground(ctx.verb, ctx.member, input)),
  chooseLanguages: annotatorProcedure
    .input(ChooseLanguagesInput)
    .mutation(({ ctx, input }) => chooseLanguages(ctx.verb, ctx.member, input)),
});
