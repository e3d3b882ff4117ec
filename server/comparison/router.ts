import { campaignLeadProcedure, router } from "../trpc";
import { explainComparison } from "./explain-comparison";
import { listPrompts } from "./list-prompts";
import { listQueue } from "./list-queue";
import { ExplainComparisonInput, ListPromptsInput, ListQueueInput } from "./schemas";

export const comparisonRouter = router({
  explain: campaignLeadProcedure
    .input(ExplainComparisonInput)
    .query(({ ctx, input }) => explainComparison(ctx.verb, input)),
  queue: campaignLeadProcedure.input(ListQueueInput).query(({ ctx, input }) => listQueue(ctx.verb, input)),
  prompts: campaignLeadProcedure
    .input(ListPromptsInput)
    .query(({ ctx, input }) => listPrompts(ctx.verb, input)),
});
