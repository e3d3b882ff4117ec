import { z } from "zod";

/** Which preferences are exported; without either, every comparison that is not even. */
export const PreferenceFilter = z.object({
  /** Least |wins − losses| / judgments. */
  minimumMargin: z.number().min(0).max(1).optional(),
  minimumJudgments: z.number().int().min(1).max(1_000).optional(),
});
export type PreferenceFilter = z.infer<typeof PreferenceFilter>;
