import { eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found, TiebreakError } from "../errors";
import { PredictorContent } from "./schemas";

export interface StoredPredictor {
  id: string;
  campaignId: string;
  basis: string;
  createdAt: number;
  content: PredictorContent;
}

/** A predictor as stored. */
export async function loadPredictor(
  { orm, tables: { predictor } }: Connection,
  predictorId: string,
): Promise<StoredPredictor> {
  const rows = await orm.select().from(predictor).where(eq(predictor.id, predictorId));
  const row = found(rows[0], "predictor", predictorId);
  const content = PredictorContent.safeParse(row.content);
  if (content.success) return { ...row, content: content.data };
  throw new TiebreakError(
    "wrong_state",
    "The predictor was made by another version of Tiebreak. Learn again.",
  );
}
