import type { NextPair } from "../draw/next-pairs";
import { percent } from "../report/interval-words";
import { differenceWords, points, pointsRange, rankWords } from "../report/ratings/points-words";
import type {
  NextPairView,
  RatedModel,
  RatingsView,
  TrajectoryStep,
  TrajectoryView,
} from "../report/ratings/view";
import type { ReportContent, ReportPlots } from "../report/schemas";
import { htmlTable, type TableColumn } from "./html-table";
import { asHtml, type Html, html } from "./html-text";

/** Three models or more on one scale, or why there is none; and the runs' checkpoints by step. */
export function ratingsSection({ ratings }: ReportContent, plots: ReportPlots): Html | null {
  if (!ratings) return null;
  return html`<section><h2>Ratings</h2>
${ratings.separated ? withoutScale(ratings) : withScale(ratings, plots)}
<p>${ratings.transitivity.sentence}</p>
${ratings.transitivity.cycles.map(
  (cycle) => html`<p class="soft">${cycle}.</p>
`,
)}
${ratings.trajectories.map((trajectory) => trajectoryPart(trajectory, plots))}
${ratings.nextPair ? nextPairPart(ratings.nextPair) : null}</section>
`;
}

function withoutScale({ separated }: RatingsView): Html | null {
  if (!separated) return null;
  const groups = separated.groups.map(
    ({ models }) =>
      html`<li>${models.map(({ model, rating }) => (rating === null ? model : `${model} ${points(rating)}`)).join(", ")}</li>
`,
  );
  return html`<p>${separated.sentence}</p>
${groups.length > 1 ? html`<ul>${groups}</ul>` : null}`;
}

function withScale(ratings: RatingsView, plots: ReportPlots): Html {
  const { rated, notes, ties, scope, anchor, judgments, prompts } = ratings;
  const of = scope === "whole-set" ? "" : " Of the judged comparisons only.";
  const apart = [
    ties.raoKupper.reason && `Rao–Kupper: ${ties.raoKupper.reason}`,
    ties.davidson.reason && `Davidson: ${ties.davidson.reason}`,
  ];
  return html`${notes.map(
    (note) => html`<p class="soft">${note}</p>
`,
  )}
${plots.ratings ? html`<figure><div class="scroll">${asHtml(plots.ratings)}</div></figure>` : null}
${htmlTable(`Bradley–Terry ratings from ${judgments} judgments of ${prompts} prompts, ties as half; ${anchor ?? "the mean of all"} has 1000. Intervals are 95 %, clustered by prompt; ranks hold for all models at once.${of}`, ratingColumns, rated)}
<details><summary>With ties as an outcome of their own</summary>
${htmlTable("The same scale by models in which a tie is an outcome: where they differ, the rating leans on how ties are read.", tieColumns, rated)}
${apart.map((sentence) => sentence && html`<p class="soft">${sentence}</p>`)}</details>`;
}

const ratingColumns: TableColumn<RatedModel>[] = [
  { head: "Model", cell: ({ model }) => model },
  { head: "Rank", isNumber: true, cell: rankWords },
  { head: "Rating", isNumber: true, cell: ({ rating }) => points(rating) },
  { head: "Interval", isNumber: true, cell: (row) => range(row) },
  { head: "To the next", isNumber: true, cell: ({ toNext }) => toNext && differenceWords(toNext) },
  { head: "To the first", isNumber: true, cell: ({ toFirst }) => toFirst && differenceWords(toFirst) },
  { head: "Judgments", isNumber: true, cell: ({ judgments }) => judgments },
];

const tieColumns: TableColumn<RatedModel>[] = [
  { head: "Model", cell: ({ model }) => model },
  { head: "Bradley–Terry", isNumber: true, cell: ({ rating }) => points(rating) },
  { head: "Rao–Kupper", isNumber: true, cell: ({ raoKupper }) => raoKupper && points(raoKupper) },
  { head: "Davidson", isNumber: true, cell: ({ davidson }) => davidson && points(davidson) },
];

function trajectoryPart({ name, steps, note }: TrajectoryView, plots: ReportPlots): Html {
  const plot = plots.trajectories?.find((one) => one.name === name);
  return html`<h3>${name} over its steps</h3>
${plot ? html`<figure><div class="scroll">${asHtml(plot.svg)}</div></figure>` : null}
${note && html`<p class="soft">${note}</p>`}
${htmlTable("Each interval of a difference holds by itself.", stepColumns, steps)}
`;
}

function nextPairPart({ sentence, rows, pairs }: NextPairView): Html {
  const of = rows.length < pairs ? ` The likeliest ${rows.length} of ${pairs} pairs.` : "";
  return html`<h3>Which pair is next</h3>
<p>${sentence}</p>
<details><summary>By pair</summary>
${htmlTable(`By how much one more judgment would narrow a pair's score, a tenth of the chance spread evenly.${of}`, nextPairColumns, rows)}</details>
`;
}

const nextPairColumns: TableColumn<NextPair>[] = [
  { head: "Pair", cell: ({ modelA, modelB }) => `${modelA} – ${modelB}` },
  { head: "Judgments", isNumber: true, cell: ({ judgments }) => judgments },
  { head: "Drawn", isNumber: true, cell: ({ drawn }) => drawn },
  { head: "Not drawn", isNumber: true, cell: ({ left }) => left },
  {
    head: "Chance to be next",
    isNumber: true,
    cell: ({ probability }) => (probability === null ? null : percent(probability)),
  },
];

const stepColumns: TableColumn<TrajectoryStep>[] = [
  { head: "Step", cell: ({ step }) => step },
  { head: "Model", cell: ({ model }) => model },
  { head: "Rating", isNumber: true, cell: ({ rating }) => points(rating) },
  { head: "Interval", isNumber: true, cell: (row) => range(row) },
  {
    head: "Since the step before",
    isNumber: true,
    cell: ({ sincePrevious }) => sincePrevious && differenceWords(sincePrevious),
  },
  {
    head: "Since the first",
    isNumber: true,
    cell: ({ sinceFirst }) => sinceFirst && differenceWords(sinceFirst),
  },
];

function range({ lower, upper }: { lower: number | null; upper: number | null }): string | null {
  if (lower === null || upper === null) return null;
  return lower === upper ? "anchor" : pointsRange({ lower, upper });
}
