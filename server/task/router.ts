import { annotatorProcedure, router } from "../trpc";
import { getDesk } from "./get-desk";
import { heartbeatTask } from "./heartbeat-task";
import { nextTask } from "./next-task";
import { releaseTask } from "./release-task";
import { FlagTaskInput, TaskInput } from "./schemas";
import { flagTask, skipTask } from "./skip-task";

export const taskRouter = router({
  desk: annotatorProcedure.query(({ ctx }) => getDesk(ctx.verb, ctx.member)),
  // A mutation: it leases.
  next: annotatorProcedure.mutation(({ ctx }) => nextTask(ctx.verb, ctx.member)),
  heartbeat: annotatorProcedure
    .input(TaskInput)
    .mutation(({ ctx, input }) => heartbeatTask(ctx.verb, ctx.member, input)),
  release: annotatorProcedure
    .input(TaskInput)
    .mutation(({ ctx, input }) => releaseTask(ctx.verb, ctx.member, input)),
  skip: annotatorProcedure
    .input(TaskInput)
    .mutation(({ ctx, input }) => skipTask(ctx.verb, ctx.member, input)),
  flag: annotatorProcedure
    .input(FlagTaskInput)
    .mutation(({ ctx, input }) => flagTask(ctx.verb, ctx.member, input)),
});
