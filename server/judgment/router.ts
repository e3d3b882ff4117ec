import { annotatorProcedure, router } from "../trpc";
import { SubmitJudgmentInput } from "./schemas";
import { submitJudgment } from "./submit-judgment";
import { undoLast } from "./undo-last";

export const judgmentRouter = router({
  submit: annotatorProcedure
    .input(SubmitJudgmentInput)
    .mutation(({ ctx, input }) => submitJudgment(ctx.verb, ctx.member, input)),
  undo: annotatorProcedure.mutation(({ ctx }) => undoLast(ctx.verb, ctx.member)),
});
