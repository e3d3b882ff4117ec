import { z } from "zod";
import { presetNames } from "@/db/schema/campaign";
import type { StillNeeded } from "../stop/schemas";

/** recorded: judgments that came with imports. live: the judgments of this campaign so far. assumed: nothing of it. */
export const planEvidences = ["assumed", "recorded", "live"] as const;
export type PlanEvidence = (typeof planEvidences)[number];

/** What a lead assumes; what is left out is taken from the evidence, from the campaign, or as usual. */
export const PlanAssumptions = z.object({
  evidence: z.enum(planEvidences).optional(),
  /** Comparisons to judge over all pairs; null: the whole pool. */
  budget: z.number().int().min(1).nullable().optional(),
  /** The true margin to show, of win − loss: twice the win rate − 1. */
  margin: z.number().min(0.002).max(1).optional(),
  tieRate: z.number().min(0).max(1).optional(),
  /** How well the order tells decisive comparisons from ties: the area under the curve. */
  auc: z.number().min(0).max(1).optional(),
  preset: z.enum(presetNames).optional(),
  /** Active seconds of one judgment. */
  seconds: z.number().min(1).max(3600).optional(),
  annotators: z.number().int().min(1).max(10_000).optional(),
  /** Hours that each judges in a day. */
  hoursPerDay: z.number().min(0.1).max(24).optional(),
});
export type PlanAssumptions = z.infer<typeof PlanAssumptions>;

export const PlanInput = PlanAssumptions.extend({ campaignId: z.string() });
export type PlanInput = z.infer<typeof PlanInput>;

export type PlanPreset = (typeof presetNames)[number];

/** Where a number that the plan rests on comes from; `set`: the lead's, `measured`: this campaign's. */
export type PlanSource = "set" | "assumed" | "recorded" | "live" | "measured" | "campaign";

export interface PlanNumber {
  value: number;
  from: PlanSource;
  /** 95 %, where it was estimated. */
  interval: [number, number] | null;
}

export interface PlanTime {
  /** Comparisons × judgments each. */
  judgments: number;
  minutes: number;
  /** The minutes as people say them. */
  words: string;
  /** Working days of everyone together, at the hours a day. */
  days: number;
}

/** What one preset can show. Null where it cannot say. */
export interface PresetPlan {
  preset: PlanPreset;
  isOwn: boolean;
  /** The smallest margin that the budget shows, and that at both ends of the tie rate's interval. */
  detectable: number | null;
  detectableRange: [number, number] | null;
  /** Half the width, in margin, of a pair's fixed-n 95 % interval at the budget and the assumed margin. */
  halfWidth: number | null;
  /** Comparisons over all pairs that show the assumed margin, and those at the ends of the margin's interval. */
  needed: number | null;
  neededRange: [number, number] | null;
  neededTime: PlanTime | null;
}

/** What is known of one pair from the evidence. Rates and margins are of the pool as far as was judged. */
export interface PairPlan {
  modelA: string;
  modelB: string;
  size: number;
  /** Comparisons that the budget gives it. */
  planned: number;
  /** Closed without a gap (live), or judged in imports (recorded). */
  judged: number;
  tieRate: number | null;
  margin: PlanNumber | null;
  /** Comparisons from the first on that show a margin as large as it seems, with the campaign's preset. */
  needed: number | null;
  /** Of a launched campaign: how it stands, as a sentence, and judgments still needed. */
  standing: string | null;
  stillNeeded: StillNeeded | null;
}

export interface PlanPool {
  comparisons: number;
  pairs: number;
  /** Comparisons of the smallest, the mean and the largest pair. The plan is for the mean one. */
  perPair: { least: number; mean: number; most: number };
  prompts: number;
  /** Whether they are those of a ranking that fits, or counted from the imports. */
  isRanked: boolean;
}

export interface PlanView {
  state: "draft" | "live" | "paused" | "closed";
  mode: "measure" | "explore";
  /** The verdict, then what else a lead decides by, as sentences. */
  sentences: string[];
  /** What stands in the way of the plan, and how to read it, as sentences. */
  warnings: string[];
  notes: string[];
  /** Why nothing can be planned; null: something can. */
  problem: string | null;
  pool: PlanPool | null;
  judgmentsEach: number;
  /** The campaign's own; null: the whole pool. */
  campaignBudget: number | null;
  evidence: { used: PlanEvidence; available: PlanEvidence[]; note: string | null };
  /** The budget planned for, at most the pool. */
  budget: number;
  preset: PlanPreset;
  margin: PlanNumber;
  tieRate: PlanNumber;
  auc: PlanNumber;
  seconds: PlanNumber;
  annotators: PlanNumber;
  hoursPerDay: number;
  budgetTime: PlanTime | null;
  /** Level of each pair's test, 1 − confidence. */
  level: number;
  presets: PresetPlan[];
  /** What is needed when every tie is known beforehand, as a share of drawing evenly. */
  tieAvoidanceBound: number | null;
  pairs: PairPlan[];
  /** Detectable win rate against judgments. */
  chart: string | null;
  chartCaption: string;
}

export const SimulatePlanInput = z.object({
  campaignId: z.string(),
  preset: z.enum(presetNames),
  budget: z.number().int().min(1),
  margin: z.number().min(0).max(1),
  tieRate: z.number().min(0).max(1),
  auc: z.number().min(0).max(1),
  /** Also where a rule that looks at every judgment ends them. */
  withRule: z.boolean().default(false),
});
export type SimulatePlanInput = z.infer<typeof SimulatePlanInput>;

/** How seeded campaigns under the assumptions ended. */
export interface PlayedPlan {
  campaigns: number;
  seed: string;
  /** Shares of the campaigns whose interval at the budget names the right model, or the wrong one. */
  shown: number;
  wrong: number;
  /** Share of the 95 % intervals that hold the pool's margin, and half their width (root mean square), in margin. */
  coverage: number;
  halfWidth: number;
  /** Share of the judgments that were ties. */
  tieRate: number;
  /** Ended by a rule instead, looked at after every draw: the campaign's, else as soon as a winner shows; null: not asked. */
  stopped: {
    isOwnRule: boolean;
    decided: number;
    equivalent: number;
    wrong: number;
    /** Comparisons of a pair at the end: median, 10 % and 90 % quantiles. */
    median: number;
    low: number;
    high: number;
  } | null;
}

/** null: the pool is too large to be played in a request. */
export type SimulatedPlan = { played: PlayedPlan; reason: null } | { played: null; reason: string };
