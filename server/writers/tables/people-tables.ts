import type {
  AgreementGroup,
  AgreementMeasure,
  AnnotatorRow,
  PeopleRate,
  PeopleView,
} from "../../report/people/view";
import type { ReportContent } from "../../report/schemas";
import { type ReportTable, rate, tableOf, withBounds } from "./report-table";

const title = "Agreement and people";

/** How far annotators concur, and each one's habits. */
export function peopleTables({ people }: ReportContent): ReportTable[] {
  return people ? [agreementTable(people), annotatorsTable(people)] : [];
}

function agreementTable({ sentences, control, all }: PeopleView): ReportTable {
  const groups: [string, AgreementGroup][] = [
    ...(control ? [["Random sample", control] as [string, AgreementGroup]] : []),
    ["All judged", all],
  ];
  return tableOf(
    {
      name: "agreement",
      title,
      caption:
        "Agreement between annotators on comparisons judged by several, with bootstrap intervals over prompts. Of the two rows, the random sample is the one to quote.",
      notes: sentences,
    },
    [
      ["Comparisons", ([name]) => name, false],
      ["Judged twice", ([, { overlapping }]) => overlapping],
      ["α, nominal", ([, { alphaNominal }]) => measure(alphaNominal)],
      ["α, interval", ([, { alphaInterval }]) => measure(alphaInterval)],
      ["Same outcome", ([, { percent: same }]) => rate(same.value)],
    ],
    groups.filter(([, { overlapping }]) => overlapping > 0),
  );
}

function annotatorsTable({ annotators }: PeopleView): ReportTable {
  const unusual = annotators.filter((row) => row.unusual.isUnusual);
  return tableOf<AnnotatorRow>(
    {
      name: "annotators",
      title,
      caption:
        "Each annotator, by the id of the exports: how often they agree with the others, prefer the left side of the screen, and skip. Nobody is left out of an estimate for any of it.",
      notes: unusual.map((row) => `${row.label}: ${row.unusual.sentence}`),
    },
    [
      ["Annotator", ({ label, isImported }) => (isImported ? `${label} (imported)` : label), false],
      ["Judgments", ({ judgments }) => judgments],
      ["Agrees", ({ agreement }) => share(agreement)],
      ["Left side", ({ sides }) => share(sides.leftRate)],
      ["Skips", ({ skips }) => skips],
      ...(annotators.some(({ gold }) => gold.of > 0) ? [known] : []),
      ...(annotators.some(({ repeats }) => repeats.repeats > 0) ? [again] : []),
      [
        "Pace",
        ({ medianActiveMs }) => (medianActiveMs === null ? null : `${(medianActiveMs / 1000).toFixed(1)} s`),
      ],
    ],
    annotators,
  );
}

const known: [string, (row: AnnotatorRow) => string | null] = ["Known right", ({ gold }) => share(gold)];
const again: [string, (row: AnnotatorRow) => string | null] = [
  "Same again",
  ({ repeats }) => share(repeats.same),
];

function share({ value }: PeopleRate): string | null {
  return rate(value);
}

function measure({ value, lower, upper }: AgreementMeasure): string | null {
  if (value === null) return null;
  const bounds = lower === null || upper === null ? null : `${signed(lower)} to ${signed(upper)}`;
  return withBounds(signed(value), bounds);
}

function signed(value: number): string {
  return value.toFixed(2).replace("-", "−");
}
