import { campaignLeadProcedure, deskProcedure, router } from "../trpc";
import { restartPreview } from "./claim-preview";
import { getDesk } from "./get-desk";
import { heartbeatTasks } from "./heartbeat-task";
import { nextTask } from "./next-task";
import { releaseTasks } from "./release-task";
import { DecideTaskInput, FlagTaskInput, HeldInput, TasksInput } from "./schemas";
import { flagTask, skipTask } from "./skip-task";

export const taskRouter = router({
  desk: deskProcedure.query(({ ctx }) => getDesk(ctx.verb, ctx.member)),
  // A mutation: it leases.
  next: deskProcedure.input(HeldInput).mutation(({ ctx, input }) => nextTask(ctx.verb, ctx.member, input)),
  heartbeat: deskProcedure
    .input(TasksInput)
    .mutation(({ ctx, input }) => heartbeatTasks(ctx.verb, ctx.member, input)),
  release: deskProcedure
    .input(TasksInput)
    .mutation(({ ctx, input }) => releaseTasks(ctx.verb, ctx.member, input)),
  skip: deskProcedure
    .input(DecideTaskInput)
    .mutation(({ ctx, input }) => skipTask(ctx.verb, ctx.member, input)),
  flag: deskProcedure
    .input(FlagTaskInput)
    .mutation(({ ctx, input }) => flagTask(ctx.verb, ctx.member, input)),
  restartPreview: campaignLeadProcedure.mutation(({ ctx }) => restartPreview(ctx.verb, ctx.member)),
});
