import { campaignLeadProcedure, router } from "../trpc";
import { addGold, addGoldFromComparison } from "./add-gold";
import { editGold } from "./edit-gold";
import { importGold } from "./import-gold";
import { listGold } from "./list-gold";
import { orderPractice } from "./order-practice";
import { readPoolFields } from "./pool-fields";
import { restoreGold, retireGold } from "./retire-gold";
import {
  AddGoldFromComparisonInput,
  AddGoldInput,
  EditGoldInput,
  GoldInput,
  ImportGoldInput,
  OrderPracticeInput,
} from "./schemas";

export const goldRouter = router({
  list: campaignLeadProcedure.query(({ ctx, input }) => listGold(ctx.verb, input.campaignId)),
  poolFields: campaignLeadProcedure.query(({ ctx, input }) => readPoolFields(ctx.database, input.campaignId)),
  add: campaignLeadProcedure.input(AddGoldInput).mutation(({ ctx, input }) => addGold(ctx.verb, input)),
  addFromComparison: campaignLeadProcedure
    .input(AddGoldFromComparisonInput)
    .mutation(({ ctx, input }) => addGoldFromComparison(ctx.verb, input)),
  import: campaignLeadProcedure.input(ImportGoldInput).mutation(({ ctx, input: { text, ...input } }) => {
    return importGold(ctx.verb, { ...input, source: bytesOf(text) });
  }),
  edit: campaignLeadProcedure.input(EditGoldInput).mutation(({ ctx, input }) => editGold(ctx.verb, input)),
  retire: campaignLeadProcedure.input(GoldInput).mutation(({ ctx, input }) => retireGold(ctx.verb, input)),
  restore: campaignLeadProcedure.input(GoldInput).mutation(({ ctx, input }) => restoreGold(ctx.verb, input)),
  orderPractice: campaignLeadProcedure
    .input(OrderPracticeInput)
    .mutation(({ ctx, input }) => orderPractice(ctx.verb, input)),
});

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
