import { z } from "zod";
import type { JobView } from "../jobs/schemas";

/** System prompt, prompt, and a line break, which no tokenizer joins with a word. */
export const defaultTemplate = "{system}\n\n{prompt}\n\n";

/** Where an OpenAI-compatible server is, up to and with /v1: http or https, and nothing secret in it. */
const BaseUrl = z
  .string()
  .trim()
  .max(500)
  .transform((text) => text.replace(/\/+$/, ""))
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: "Give a whole address such as http://127.0.0.1:8000/v1.",
    abort: true,
  })
  .refine((text) => {
    const { username, password, search, hash } = new URL(text);
    return !username && !password && !search && !hash;
  }, "Leave names, passwords and everything after ? or # out of the address; the key has a field of its own.");

export const AddEndpointInput = z.object({
  campaignId: z.string(),
  name: z.string().trim().min(1, "Give the endpoint a name.").max(200),
  baseUrl: BaseUrl,
  servedModel: z.string().trim().min(1, "Name the model as the server knows it.").max(500),
  /** Kept encrypted, never shown again. */
  key: z
    .string()
    .trim()
    .max(2_000)
    .regex(/^[\x21-\x7e]*$/, "A key has neither spaces nor letters beyond ASCII.")
    .optional(),
});
export type AddEndpointInput = z.infer<typeof AddEndpointInput>;

export const EndpointInput = z.object({ campaignId: z.string(), endpointId: z.string() });
export type EndpointInput = z.infer<typeof EndpointInput>;

const Template = z
  .string()
  .max(20_000)
  .refine((text) => text.includes("{prompt}"), "The template must hold {prompt}.");

/** What to fetch, from where, and how gently. */
export const FetchSettings = z
  .object({
    kind: z.enum(["logprobs", "embeddings"]),
    /** Log-probabilities: each model scores the completions of all of them through its endpoint. */
    scorers: z
      .array(z.object({ model: z.string().min(1), endpointId: z.string(), template: Template.optional() }))
      .max(50)
      .default([]),
    /** Embeddings: the one endpoint that gives them. */
    endpointId: z.string().optional(),
    /** Embeddings: whose completions; everyone's when left out. */
    models: z.array(z.string()).max(1_000).optional(),
    template: Template.default(defaultTemplate),
    /** The most probable tokens to keep at each position. Servers allow 5 to 20. */
    topK: z.number().int().min(0).max(20).default(5),
    /** first: the completions that are compared. all: every sample. */
    samples: z.enum(["first", "all"]).default("first"),
    concurrency: z.number().int().min(1).max(32).default(4),
    timeoutSeconds: z.number().min(0.1).max(600).default(60),
    attempts: z.number().int().min(1).max(10).default(5),
    batchSize: z.number().int().min(1).max(256).default(32),
    pricePerMillion: z.number().min(0).max(10_000).optional(),
  })
  .refine(
    ({ kind, scorers }) => kind !== "logprobs" || scorers.length > 0,
    "Choose a model that scores, and its endpoint.",
  )
  .refine(
    ({ scorers }) => new Set(scorers.map(({ model }) => model)).size === scorers.length,
    "Each model scores through one endpoint.",
  )
  .refine(
    ({ kind, endpointId }) => kind !== "embeddings" || endpointId !== undefined,
    "Choose the endpoint that gives embeddings.",
  );
export type FetchSettings = z.infer<typeof FetchSettings>;

export const FetchInput = z.object({ campaignId: z.string(), settings: FetchSettings });
export type FetchInput = z.infer<typeof FetchInput>;
export type FetchSettingsInput = z.input<typeof FetchSettings>;

export const FetchJobInput = z.object({
  settings: FetchSettings,
  /** Set when a lead has asked to end it early. */
  stop: z.boolean().default(false),
});

export const FetchJobChoice = z.object({ campaignId: z.string(), jobId: z.string() });
export type FetchJobChoice = z.infer<typeof FetchJobChoice>;

export const DiscardFetchInput = z.object({ campaignId: z.string(), importId: z.string() });
export type DiscardFetchInput = z.infer<typeof DiscardFetchInput>;

export interface EndpointView {
  id: string;
  name: string;
  baseUrl: string;
  servedModel: string;
  /** The last four characters of its key; null when it has none. */
  keyHint: string | null;
  createdAt: number;
}

/** What an endpoint answered to a tiny request, in words. */
export interface EndpointCheck {
  logprobs: { works: boolean; words: string };
  embeddings: { works: boolean; words: string };
  notes: string[];
}

export interface FetchPreview {
  /** Completions that something is fetched for. */
  completions: number;
  requests: number;
  /** An estimate from the texts' lengths. */
  tokens: number;
  /** Null where no price was given. */
  cost: number | null;
  /** Completions that have all of it already. */
  there: number;
}

export interface FetchView {
  job: JobView;
  settings: FetchSettings;
  /** What it brought, once it is published. */
  importId: string | null;
  scored: number;
  failed: number;
  /** Why, the most frequent first. */
  reasons: { reason: string; completions: number; example: { promptId: string; model: string } }[];
}
