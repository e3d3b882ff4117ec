import { campaignLeadProcedure, router } from "../trpc";
import { listImports } from "./list-imports";

/** Files themselves come as request bodies, which procedures do not take: see the import route of the API. */
export const importRouter = router({
  list: campaignLeadProcedure.query(({ ctx, input }) => listImports(ctx.verb, input.campaignId)),
});
