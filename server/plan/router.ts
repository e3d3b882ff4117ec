import { playOnThread } from "../jobs/play-on-thread";
import { campaignLeadProcedure, router } from "../trpc";
import { getPlan } from "./get-plan";
import { PlanInput, SimulatePlanInput } from "./schemas";
import { simulatePlan } from "./simulate-plan";

export const planRouter = router({
  get: campaignLeadProcedure.input(PlanInput).query(({ ctx, input }) => getPlan(ctx.verb, input)),
  simulate: campaignLeadProcedure
    .input(SimulatePlanInput)
    .query(({ ctx, input }) => simulatePlan(ctx.verb, input, playOnThread)),
});
