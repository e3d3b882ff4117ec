import type { BootstrapInterval, BootstrapOptions } from "@/server/core/agreement/bootstrap-prompts";
import { pairwiseKappa } from "@/server/core/agreement/cohen-kappa";
import { fleissKappa } from "@/server/core/agreement/fleiss-kappa";
import { krippendorffAlpha } from "@/server/core/agreement/krippendorff-alpha";
import { percentAgreement } from "@/server/core/agreement/percent-agreement";
import type { JudgedTwice, PeopleRows } from "./people-rows";
import type { AgreementGroup, AgreementMeasure } from "./view";

export const noAgreementWords = {
  "no-judgments": "Nothing of it is judged yet.",
  "one-annotator": "One person judged all of it, so there is nobody to agree with.",
  "no-overlap": "No comparison of it was judged by two people.",
  "one-outcome": "Wherever two judged, everyone gave one and the same outcome: chance would agree as well.",
} as const;

const noIntervalWords = {
  "not-asked": null,
  "few-prompts": "Under 10 prompts were judged twice: too few for an interval.",
  "no-variation": "Every resample gives the same value, so that an interval would have no width.",
  "often-one-outcome": "Many resamples hold one outcome only, so that there is no interval.",
} as const;

/** Draws × resamples of one measure, at most: the more prompts, the narrower the interval and the fewer resamples do. */
const mostDraws = 2_000_000;
const fewestResamples = 100;

/** How far people concur on these comparisons, by every measure, or why it cannot be told. */
export function agreementGroup(twice: JudgedTwice, bootstrap: BootstrapOptions): AgreementGroup {
  const { judged } = twice;
  if (twice.kind === "unknown") return { judged, ...nothingOf(unknown(twice.reason)) };
  const read = twice.rows;
  const prompts = new Set(read.prompt).size;
  const resamples = Math.min(1000, Math.max(fewestResamples, Math.floor(mostDraws / prompts)));
  const optionsOf = (measure: string) => ({
    resamples,
    ...bootstrap,
    seed: `${bootstrap.seed}/${measure}`,
  });
  const people = new Set(read.annotator);
  return {
    judged,
    overlapping: read.comparisons,
    prompts,
    judgments: read.comparison.length,
    annotators: people.size,
    alphaNominal: alphaOf(read, "nominal", optionsOf("alpha-nominal")),
    alphaInterval: alphaOf(read, "interval", optionsOf("alpha-interval")),
    ...percentOf(read, optionsOf("percent")),
    kappa: people.size === 2 ? cohenOf(read) : { kind: "fleiss", ...fleissOf(read, optionsOf("kappa")) },
  };
}

function nothingOf(measure: AgreementMeasure): Omit<AgreementGroup, "judged"> {
  return {
    overlapping: 0,
    prompts: 0,
    judgments: 0,
    annotators: 0,
    alphaNominal: measure,
    alphaInterval: measure,
    percent: measure,
    percentDecisive: measure,
    kappa: { kind: "fleiss", ...measure },
  };
}

function percentOf(rows: PeopleRows, options: BootstrapOptions) {
  const result = percentAgreement(rows, options);
  if (result.kind === "unknown")
    return { percent: unknown(result.reason), percentDecisive: unknown(result.reason) };
  const { agreement, interval, decisive } = result;
  return {
    percent: known(agreement, interval),
    percentDecisive: decisive
      ? known(decisive.agreement, decisive.interval)
      : missing("No two people both preferred a model on one comparison."),
  };
}

function alphaOf(rows: PeopleRows, level: "nominal" | "interval", options: BootstrapOptions) {
  const result = krippendorffAlpha(rows, level, options);
  return result.kind === "known" ? known(result.alpha, result.interval) : unknown(result.reason);
}

function fleissOf(rows: PeopleRows, options: BootstrapOptions): AgreementMeasure {
  const result = fleissKappa(rows, options);
  return result.kind === "known" ? known(result.kappa, result.interval) : unknown(result.reason);
}

function cohenOf(rows: PeopleRows): AgreementGroup["kappa"] {
  const agreement = pairwiseKappa(rows)[0]?.agreement;
  if (agreement?.kind !== "known")
    return { kind: "cohen", ...unknown(agreement?.kind === "unknown" ? agreement.reason : "no-overlap") };
  return { kind: "cohen", value: agreement.kappa, lower: null, upper: null, reason: null };
}

function known(value: number, interval: BootstrapInterval): AgreementMeasure {
  if (interval.kind === "unknown")
    return { value, lower: null, upper: null, reason: noIntervalWords[interval.reason] };
  return { value, lower: interval.lower, upper: interval.upper, reason: null };
}

function unknown(reason: keyof typeof noAgreementWords): AgreementMeasure {
  return missing(noAgreementWords[reason]);
}

function missing(reason: string): AgreementMeasure {
  return { value: null, lower: null, upper: null, reason };
}
