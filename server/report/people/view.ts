import type { SliceName } from "../../ranking/schemas";
import type { OutcomeCounts } from "../schemas";

/** A measure of agreement with its bootstrap interval over prompts. */
export interface AgreementMeasure {
  /** Null when it cannot be told. */
  value: number | null;
  lower: number | null;
  upper: number | null;
  /** Why the value or the interval is missing; a sentence. */
  reason: string | null;
}

/** How far people concur on some of the comparisons. */
export interface AgreementGroup {
  /** Comparisons judged at least once, and those of them by two people or more. */
  judged: number;
  overlapping: number;
  /** Of the overlapping comparisons. */
  prompts: number;
  judgments: number;
  annotators: number;
  /** Krippendorff's α on the outcomes, and with the tie halfway between the models. */
  alphaNominal: AgreementMeasure;
  alphaInterval: AgreementMeasure;
  /** Share of pairs of judgments of one comparison that say the same; and of those that both prefer a model. */
  percent: AgreementMeasure;
  percentDecisive: AgreementMeasure;
  /** Cohen's κ of two annotators, Fleiss' κ of more. */
  kappa: AgreementMeasure & { kind: "cohen" | "fleiss" };
}

export interface AgreementSlice extends SliceName, AgreementGroup {}

/** A share with Wilson's interval. */
export interface PeopleRate {
  value: number | null;
  lower: number | null;
  upper: number | null;
  /** What it is a share of. */
  of: number;
  reason: string | null;
}

/** What was preferred by its side of the screen; judgments whose sides are not known are left out. */
export interface SideCounts {
  left: number;
  right: number;
  ties: number;
  /** Left of all that preferred a side: .5 is expected. */
  leftRate: PeopleRate;
}

/** Whether someone's judgments are unlike those of the others. It raises a question and answers none. */
export interface UnusualView {
  /** The smallest p, adjusted for the looks and for what is looked for; below alpha is unusual. Null with a reason. */
  p: number | null;
  isUnusual: boolean;
  /** In words that accuse nobody. */
  sentence: string;
}

/** The same comparison judged twice by one person, the sides swapped. */
export interface RepeatView {
  repeats: number;
  same: PeopleRate;
  /** Preferred the same side of the screen both times, and so the other model. */
  followedSide: PeopleRate;
}

export interface AnnotatorRow {
  /** As the exports name them. */
  label: string;
  isImported: boolean;
  /** Main judgments that stand. */
  judgments: number;
  /** Judgments beyond r. */
  extra: number;
  agreement: PeopleRate;
  sides: SideCounts;
  medianActiveMs: number | null;
  skips: number;
  skipRate: PeopleRate;
  gold: PeopleRate;
  outcomes: OutcomeCounts;
  /** Total variation from the others' outcomes, 0 … 1, and how often chance alone brings as much. */
  distribution: { distance: number | null; p: number | null; reason: string | null };
  unusual: UnusualView;
  /** How often they give what the others' judgments make the likely outcome; null where nobody can be told apart. */
  reliability: number | null;
  repeats: RepeatView;
}

/** Shares of outcomes and the win rate of the first model, of closed comparisons. */
export interface WeightedShares extends OutcomeCounts {
  winRate: number;
}

export interface WeightedPair {
  modelA: string;
  modelB: string;
  comparisons: number;
  /** Every judgment alike, as everywhere else in the report. */
  unweighted: WeightedShares;
  /** Annotators who agree with the others counting more. */
  weighted: WeightedShares;
}

export interface WeightedView {
  pairs: WeightedPair[];
  /** Why there is none, or what to mind. */
  reason: string | null;
}

/** Comparisons by the label that their judgments give; `none` where no outcome leads. */
export interface LabelCounts {
  model_a: number;
  model_b: number;
  tie: number;
  none: number;
}

export interface ExtraPair {
  modelA: string;
  modelB: string;
  comparisons: number;
  /** By the first r judgments alone, and by all. */
  before: LabelCounts;
  after: LabelCounts;
  changed: number;
}

/** Judgments beyond r, where those of a comparison disagreed. */
export interface ExtraView {
  upTo: number | null;
  judgments: number;
  comparisons: number;
  pairs: ExtraPair[];
  /** All comparisons, the extra judgments among the others. */
  agreement: AgreementGroup;
  lastJudgmentId: number;
}

/** Who judged, how far they agree, and what their habits are. */
export interface PeopleView {
  /** The answer in a few sentences. */
  sentences: string[];
  /** On the control sample, which is to be quoted; null with a reason. */
  control: AgreementGroup | null;
  controlReason: string | null;
  all: AgreementGroup;
  /** Languages and categories with enough comparisons judged twice. */
  slices: AgreementSlice[];
  sides: SideCounts;
  repeats: RepeatView;
  annotators: AnnotatorRow[];
  weighted: WeightedView;
  /** Null where none was asked for. */
  extra: ExtraView | null;
}
