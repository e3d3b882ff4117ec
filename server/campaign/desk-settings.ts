import { z } from "zod";

/*
 * What a lead chooses of the desk: what is asked of annotators, how they are checked and how they arrive.
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "An id is of small letters, digits and hyphens.");

/** A question about a comparison beside the decision itself. */
export const Criterion = z.object({
  id,
  name: z.string().trim().min(1, "Give the criterion a name.").max(60),
  /** What it means, for annotators. */
  hint: z.string().trim().max(300).nullable().default(null),
  required: z.boolean().default(true),
});

/** How annotators say why: by choices, in words, or both. */
export const Reasons = z
  .object({
    choices: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
    text: z.boolean().default(false),
    required: z.boolean().default(false),
  })
  .refine(
    ({ choices, text }) => choices.length > 0 || text,
    "Give reasons to choose from, or let annotators write.",
  )
  .refine(({ choices }) => new Set(choices).size === choices.length, "Two reasons are the same.");

/** From so many gold comparisons on, what happens to someone who is right less often than `accuracy`. */
export const GoldRule = z.object({
  after: z.number().int().min(1).max(1_000),
  accuracy: z.number().gt(0).max(1),
  /** note: leads are told. stop: the person is given nothing more until a lead lets them go on. */
  action: z.enum(["note", "stop"]),
});

/** What is asked of annotators before their first comparison. */
export const BackgroundForm = z
  .object({
    /** Which languages they read; where the campaign routes by language, they are given those. */
    languages: z.boolean().default(false),
    questions: z
      .array(
        z.object({
          id,
          label: z.string().trim().min(1, "Write the question.").max(200),
          /** To choose one of; null: answered in words. */
          choices: z
            .array(z.string().trim().min(1).max(100))
            .min(2, "Give two choices or more.")
            .max(30)
            .nullable(),
          required: z.boolean().default(false),
        }),
      )
      .max(20)
      .default([]),
  })
  .refine(
    ({ languages, questions }) => languages || questions.length > 0,
    "Ask something, or leave the form out.",
  )
  .refine(
    ({ questions }) => new Set(questions.map((question) => question.id)).size === questions.length,
    "Two questions have the same id.",
  );

const parameter = z.string().regex(/^\w{1,60}$/, "A parameter is named by letters, digits and underscores.");

/** A panel that sends people by a link with parameters and takes them back by another. */
export const PanelSettings = z.object({
  personParameter: parameter.default("PROLIFIC_PID"),
  otherParameters: z.array(parameter).max(10).default(["STUDY_ID", "SESSION_ID"]),
  judgmentsPerPerson: z.number().int().min(1).max(100_000),
  completionCode: z.string().trim().min(1, "Give the completion code.").max(100),
  redirectUrl: z
    .url({ protocol: /^https?$/, error: "Give an address that begins with https://." })
    .max(1_000)
    .nullable()
    .default(null),
  failureCode: z.string().trim().min(1).max(100).nullable().default(null),
});
