import { and, asc, eq, isNull } from "drizzle-orm";
import { router, userProcedure } from "../trpc";

export const sessionRouter = router({
  /** Who asks. The lightest call there is; `npm run bench -- serve` measures the others against it. */
  user: userProcedure.query(({ ctx }) => ctx.user),
  me: userProcedure.query(async ({ ctx }) => {
    const { orm, tables } = ctx.database;
    const { member, campaign } = tables;
    const memberships = await orm
      .select({
        campaignId: campaign.id,
        campaignName: campaign.name,
        campaignState: campaign.state,
        role: member.role,
      })
      .from(member)
      .innerJoin(campaign, eq(campaign.id, member.campaignId))
      .where(and(eq(member.userId, ctx.user.id), isNull(member.removedAt)))
      .orderBy(asc(campaign.createdAt));
    return { user: ctx.user, memberships };
  }),
  signOut: userProcedure.mutation(async ({ ctx }) => {
    await ctx.database.transaction(async ({ orm, tables: { session } }) => {
      await orm.delete(session).where(eq(session.token, ctx.sessionToken ?? ""));
    });
  }),
});
