import { z } from "zod";
import { campaignLeadProcedure, router } from "../trpc";
import { getJob } from "./job-row";

export const jobRouter = router({
  get: campaignLeadProcedure
    .input(z.object({ jobId: z.string() }))
    .query(({ ctx, input }) => getJob(ctx.database, input.campaignId, input.jobId)),
});
