import type {
  AgreementGroup,
  AgreementMeasure,
  AnnotatorRow,
  PeopleRate,
  WeightedPair,
} from "../report/people/view";
import type { ReportContent } from "../report/schemas";
import type { Cell } from "./csv-line";

type Row = Record<string, Cell>;

/** Agreement by group of comparisons, each annotator's habits, and the reliability-weighted shares of each pair. */
export function peopleCsvRows({ people, configuration }: ReportContent): Row[] {
  if (!people) return [];
  const confidence = 1 - configuration.alpha;
  const { control, all, slices, extra, sides, annotators, weighted } = people;
  return [
    ...(control ? agreement("control sample", control, confidence) : []),
    ...agreement("judged twice", all, confidence),
    ...slices.flatMap((slice) => agreement(`judged twice, ${slice.by}=${slice.value}`, slice, confidence)),
    ...(extra ? agreement("with extra judgments", extra.agreement, confidence) : []),
    rate("left_rate", sides.leftRate, confidence),
    ...annotators.flatMap((row) => annotator(row, confidence)),
    ...weighted.pairs.flatMap((pair) => weightedRows(pair, weighted.reason)),
  ];
}

function agreement(scope: string, group: AgreementGroup, confidence: number): Row[] {
  const measure = (quantity: string, { value, lower, upper, reason }: AgreementMeasure): Row => ({
    quantity,
    scope,
    value,
    lower,
    upper,
    ...(lower === null ? {} : { interval: "bootstrap", confidence }),
    note: reason,
  });
  return [
    measure("alpha_nominal", group.alphaNominal),
    measure("alpha_interval", group.alphaInterval),
    measure("percent_agreement", group.percent),
    measure("percent_agreement_decisive", group.percentDecisive),
    measure(`${group.kappa.kind}_kappa`, group.kappa),
    { quantity: "overlapping_comparisons", scope, value: group.overlapping },
  ];
}

function annotator(row: AnnotatorRow, confidence: number): Row[] {
  const { label, sides, agreement: agreeing, skipRate, unusual, distribution } = row;
  const scope = "annotator";
  const cells: Row[] = [
    { quantity: "judgments", value: row.judgments },
    { quantity: "extra_judgments", value: row.extra },
    rate("agreement_with_others", agreeing, confidence),
    rate("left_rate", sides.leftRate, confidence),
    { quantity: "median_active_ms", value: row.medianActiveMs },
    rate("skip_rate", skipRate, confidence),
    rate("gold_accuracy", row.gold, confidence),
    { quantity: "outcome_distance", value: distribution.distance, note: distribution.reason },
    { quantity: "outcome_distance_p", value: distribution.p, note: distribution.reason },
    { quantity: "unusual_p", value: unusual.p, note: unusual.sentence },
    { quantity: "reliability", value: row.reliability },
  ];
  return cells.map((cell) => ({ ...cell, scope, annotator: label }));
}

function rate(quantity: string, { value, lower, upper, reason }: PeopleRate, confidence: number): Row {
  const about: Row = { quantity, scope: "of the judged", value, note: reason };
  return value === null ? about : { ...about, lower, upper, interval: "wilson", confidence };
}

function weightedRows({ modelA, modelB, weighted, unweighted }: WeightedPair, note: string | null): Row[] {
  const pair = { model_a: modelA, model_b: modelB, routing_group: null, note };
  return [
    { ...pair, quantity: "win_rate", scope: "of the judged, by reliability", value: weighted.winRate },
    { ...pair, quantity: "win_rate", scope: "of the judged, all alike", value: unweighted.winRate },
  ];
}
