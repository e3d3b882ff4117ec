import type { PlanAssumptions } from "@/server/plan/schemas";
import { PlanAssumptions as Shape } from "@/server/plan/schemas";

/** What the address of a plan may hold, in the words of the form: rates in percent. */
export const planKeys = [
  "by",
  "budget",
  "win-rate",
  "ties",
  "auc",
  "preset",
  "seconds",
  "people",
  "hours",
] as const;
export type PlanKey = (typeof planKeys)[number];

type Read = { [K in keyof PlanAssumptions]: (text: string) => unknown };

const names: Record<PlanKey, keyof PlanAssumptions> = {
  by: "evidence",
  budget: "budget",
  "win-rate": "margin",
  ties: "tieRate",
  auc: "auc",
  preset: "preset",
  seconds: "seconds",
  people: "annotators",
  hours: "hoursPerDay",
};

/** A number without the tails that dividing by a hundred leaves. */
const rounded = (value: number) => Number(value.toPrecision(12));

const readers: Read = {
  evidence: (text) => text,
  preset: (text) => text,
  budget: (text) => (text === "all" ? null : Number(text)),
  margin: (text) => rounded(Number(text) / 50 - 1),
  tieRate: (text) => rounded(Number(text) / 100),
  auc: Number,
  seconds: Number,
  annotators: Number,
  hoursPerDay: Number,
};

const limits: Partial<Record<PlanKey, string>> = {
  budget: "A whole number from 1 on.",
  "win-rate": "From 50.1 to 100.",
  ties: "From 0 to 100.",
  auc: "From 0 to 1.",
  seconds: "From 1 to 3600.",
  people: "A whole number from 1 on.",
  hours: "From 0.1 to 24.",
};

export interface ReadAddress {
  assumptions: PlanAssumptions;
  /** Why a text in the address is not used. */
  problems: Partial<Record<PlanKey, string>>;
}

/** A plan's assumptions from its address; what cannot be read counts as not given. */
export function readPlanAddress(find: (key: PlanKey) => string | null | undefined): ReadAddress {
  const assumptions: Record<string, unknown> = {};
  const problems: ReadAddress["problems"] = {};
  for (const key of planKeys) {
    const text = find(key)?.trim();
    if (!text) continue;
    const name = names[key];
    const parsed = Shape.shape[name].safeParse(readers[name]?.(text));
    if (parsed.success) assumptions[name] = parsed.data;
    else problems[key] = limits[key] ?? "Not known.";
  }
  return { assumptions: assumptions as PlanAssumptions, problems };
}
