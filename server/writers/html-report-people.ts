import { percent, percentRange } from "../report/interval-words";
import type {
  AgreementGroup,
  AgreementMeasure,
  AnnotatorRow,
  ExtraPair,
  PeopleRate,
  PeopleView,
  WeightedPair,
} from "../report/people/view";
import type { ReportContent, ReportPlots } from "../report/schemas";
import { htmlTable, type TableColumn } from "./html-table";
import { asHtml, type Html, html } from "./html-text";

/** Who judged, how far they agree, and what their habits are. People have the ids that exports give them. */
export function peopleSection(
  { people }: ReportContent,
  { annotatorSides = null }: ReportPlots,
): Html | null {
  if (!people) return null;
  const { annotators, weighted, extra } = people;
  return html`<section><h2>People</h2>
${people.sentences.map(
  (sentence) => html`<p>${sentence}</p>
`,
)}
${people.all.overlapping > 0 ? agreementTable(people) : null}
${annotators.length > 0 ? htmlTable("Each annotator. Unlike the others: p of a test that calls at most one in twenty unusual who judge like the others; nobody is left out for it.", annotatorColumns, annotators) : null}
${annotatorSides === null ? null : html`<figure><div class="scroll">${asHtml(annotatorSides)}</div><figcaption>How often each annotator preferred the left side of the screen, with the 95 % interval. Sides are drawn at random: one half is expected.</figcaption></figure>`}
${weighted.pairs.length > 0 ? htmlTable(weightedCaption(weighted.reason), weightedColumns, weighted.pairs) : null}
${extra && extra.pairs.length > 0 ? htmlTable("Labels of the comparisons that had extra judgments, by the first judgments alone and by all. Extra judgments are in no estimate.", extraColumns, extra.pairs) : null}
</section>
`;
}

function agreementTable({ control, controlReason, all, slices, extra }: PeopleView): Html {
  const rows = [
    ...(control ? [{ title: "Control sample", group: control }] : []),
    { title: "All that was judged", group: all },
    ...slices.map((group) => ({ title: `${group.by}: ${group.value}`, group })),
    ...(extra && extra.judgments > 0 ? [{ title: "With extra judgments", group: extra.agreement }] : []),
  ];
  const kappa = all.kappa.kind === "cohen" ? "Cohen’s κ" : "Fleiss’ κ";
  const quote = control
    ? "Quote the control sample, a random part of the set: the order brings forward what people agree on more easily."
    : controlReason;
  return htmlTable(
    `Agreement where two people or more judged; ${kappa}; 95 % intervals by bootstrap over prompts. ${quote ?? ""}${extra && extra.judgments > 0 ? " Extra judgments were asked for only where people had disagreed, which shifts the last row." : ""}`,
    agreementColumns,
    rows,
  );
}

const agreementColumns: TableColumn<{ title: string; group: AgreementGroup }>[] = [
  { head: "Comparisons", cell: ({ title }) => title },
  { head: "Judged twice", isNumber: true, cell: ({ group }) => group.overlapping },
  { head: "α nominal", isNumber: true, cell: ({ group }) => coefficient(group.alphaNominal) },
  { head: "α interval", isNumber: true, cell: ({ group }) => coefficient(group.alphaInterval) },
  { head: "Same outcome", isNumber: true, cell: ({ group }) => share(group.percent) },
  { head: "Same model", isNumber: true, cell: ({ group }) => share(group.percentDecisive) },
  { head: "κ", isNumber: true, cell: ({ group }) => coefficient(group.kappa) },
];

const annotatorColumns: TableColumn<AnnotatorRow>[] = [
  { head: "Annotator", cell: ({ label, isImported }) => (isImported ? `${label} (imported)` : label) },
  { head: "Judgments", isNumber: true, cell: ({ judgments }) => judgments },
  { head: "Agrees with others", isNumber: true, cell: ({ agreement }) => share(agreement) },
  { head: "Left side", isNumber: true, cell: ({ sides }) => share(sides.leftRate) },
  {
    head: "Pace",
    isNumber: true,
    cell: ({ medianActiveMs }) =>
      medianActiveMs === null ? null : `${(medianActiveMs / 1000).toFixed(1)} s`,
  },
  { head: "Skipped", isNumber: true, cell: ({ skipRate }) => plainShare(skipRate.value) },
  { head: "Other mix", isNumber: true, cell: ({ distribution }) => plainShare(distribution.distance) },
  { head: "Reliability", isNumber: true, cell: ({ reliability }) => plainShare(reliability) },
  {
    head: "Unlike the others",
    cell: ({ unusual: { sentence, p } }) => (p === null ? sentence : `${sentence} p = ${p.toFixed(3)}`),
  },
];

const weightedColumns: TableColumn<WeightedPair>[] = [
  { head: "Pair", cell: ({ modelA, modelB }) => `${modelA} vs ${modelB}` },
  { head: "Comparisons", isNumber: true, cell: ({ comparisons }) => comparisons },
  { head: "Win rate, all alike", isNumber: true, cell: ({ unweighted }) => percent(unweighted.winRate) },
  { head: "Win rate, by reliability", isNumber: true, cell: ({ weighted }) => percent(weighted.winRate) },
];

const extraColumns: TableColumn<ExtraPair>[] = [
  { head: "Pair", cell: ({ modelA, modelB }) => `${modelA} vs ${modelB}` },
  { head: "Comparisons", isNumber: true, cell: ({ comparisons }) => comparisons },
  { head: "Changed", isNumber: true, cell: ({ changed }) => changed },
  { head: "First wins", isNumber: true, cell: ({ before, after }) => `${before.model_a} → ${after.model_a}` },
  {
    head: "Second wins",
    isNumber: true,
    cell: ({ before, after }) => `${before.model_b} → ${after.model_b}`,
  },
  { head: "Tie", isNumber: true, cell: ({ before, after }) => `${before.tie} → ${after.tie}` },
  { head: "None", isNumber: true, cell: ({ before, after }) => `${before.none} → ${after.none}` },
];

function weightedCaption(reason: string | null): string {
  return `Judged comparisons with every judgment alike, and with annotators counting by how far they agree with the others: a second opinion, the result is the unweighted one. ${reason ?? ""}`;
}

function coefficient({ value, lower, upper }: AgreementMeasure): string | null {
  if (value === null) return null;
  const bounds = lower === null || upper === null ? "" : ` (${signed(lower)} to ${signed(upper)})`;
  return `${signed(value)}${bounds}`;
}

function share({ value, lower, upper }: AgreementMeasure | PeopleRate): string | null {
  if (value === null) return null;
  return lower === null || upper === null
    ? percent(value)
    : `${percent(value)} (${percentRange({ lower, upper })})`;
}

function plainShare(value: number | null): string | null {
  return value === null ? null : percent(value);
}

function signed(value: number): string {
  return value.toFixed(2).replace("-", "−");
}
