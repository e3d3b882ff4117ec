import { z } from "zod";

/** A report's JSON file, as far as it is looked at before it is computed again. */
export const ReportFile = z.object({
  format: z.literal("tiebreak-report"),
  /** Of the methods, as in `content.versions.report`. */
  version: z.number().int(),
  hash: z.string(),
  content: z.looseObject({
    campaign: z.looseObject({ name: z.string() }),
    ledger: z.looseObject({ hash: z.string() }),
  }),
  /** What was made after the report, as far as it was ready. */
  parts: z
    .array(
      z.object({
        kind: z.enum(["worth", "profile", "style", "bootstrap", "elo"]),
        hash: z.string(),
        content: z.looseObject({}),
      }),
    )
    .default([]),
  input: z.looseObject({
    strata: z.array(z.looseObject({})),
    judgments: z.looseObject({}),
    annotators: z.array(z.looseObject({})),
    configuration: z.looseObject({ judgmentsPerComparison: z.number() }),
  }),
});
