import { TaskInput } from "../task/schemas";
import { annotatorProcedure, deskProcedure, router } from "../trpc";
import { listMine } from "./list-mine";
import { reviewMine } from "./review-mine";
import { reviseJudgment } from "./revise-judgment";
import { ListMineInput, ReviseJudgmentInput, SubmitJudgmentInput, UndoInput } from "./schemas";
import { submitJudgment } from "./submit-judgment";
import { undoLast } from "./undo-last";

export const judgmentRouter = router({
  submit: deskProcedure
    .input(SubmitJudgmentInput)
    .mutation(({ ctx, input }) => submitJudgment(ctx.verb, ctx.member, input)),
  mine: annotatorProcedure
    .input(ListMineInput)
    .query(({ ctx, input }) => listMine(ctx.verb, ctx.member, input)),
  review: annotatorProcedure
    .input(TaskInput)
    .query(({ ctx, input }) => reviewMine(ctx.verb, ctx.member, input)),
  revise: annotatorProcedure
    .input(ReviseJudgmentInput)
    .mutation(({ ctx, input }) => reviseJudgment(ctx.verb, ctx.member, input)),
  undo: deskProcedure.input(UndoInput).mutation(({ ctx, input }) => undoLast(ctx.verb, ctx.member, input)),
});
