import { percent, percentRange } from "../report/interval-words";
import type {
  ControlledView,
  LengthControlledRate,
  ProfileColumn,
  ProfileMean,
  ProfileRow,
  ReportParts,
} from "../report/parts/view";
import { points, pointsRange } from "../report/ratings/points-words";
import { htmlTable, type TableColumn } from "./html-table";
import { type Html, html } from "./html-text";

/** What was made after the report: the models' profiles, preferences at equal style, resampled ratings and Elo. */
export function partsSection(parts: ReportParts): Html | null {
  const { profile, style, bootstrap, elo } = parts;
  if (!profile && !style && !bootstrap && !elo) return null;
  return html`${profile ? profilePart(profile.models) : null}
${style ? stylePart(style) : null}
${bootstrap || elo ? resampledPart(parts) : null}
`;
}

function profilePart(models: readonly ProfileRow[]): Html {
  // What is 0 or unknown for all would be columns of nothing.
  const shown = profileHeads.filter(([column]) => models.some((row) => Boolean(row[column].value)));
  const columns: TableColumn<ProfileRow>[] = [
    { head: "Model", cell: ({ model }) => model },
    {
      head: "Mean win rate",
      isNumber: true,
      cell: ({ winRate }) => (winRate === null ? null : percent(winRate)),
    },
    { head: "Completions", isNumber: true, cell: ({ completions }) => completions },
    ...shown.map(([column, head, digits]) => ({
      head,
      isNumber: true,
      cell: (row: ProfileRow) => meanWords(row[column], digits),
    })),
  ];
  return html`<section><h2>Profile of the models</h2>
${htmlTable("What their compared completions are like: means over prompts with 95 % intervals. Diversity: distinct words among 50 in a row. Reading ease: Flesch's, of English alone; higher is easier.", columns, models)}</section>`;
}

const profileHeads: readonly (readonly [ProfileColumn, string, number])[] = [
  ["words", "Words", 0],
  ["diversity", "Diversity", 3],
  ["readability", "Reading ease", 1],
  ["refusals", "Refusals", 3],
  ["headers", "Headers", 2],
  ["listItems", "List items", 2],
  ["bold", "Bold", 2],
  ["codeBlocks", "Code blocks", 2],
  ["tables", "Tables", 2],
];

function meanWords({ value, lower, upper }: ProfileMean, digits: number): string | null {
  if (value === null) return null;
  const range =
    lower === null || upper === null ? "" : ` (${lower.toFixed(digits)} to ${upper.toFixed(digits)})`;
  return `${value.toFixed(digits)}${range}`.replaceAll("-", "−");
}

function stylePart({ style, length, pairs, notes }: NonNullable<ReportParts["style"]>): Html {
  return html`<section><h2>With length and style held equal</h2>
<p class="soft">Which would be preferred if both were as long, or formatted alike; not which is better: where a model is better because it says more, that is taken away from it too.</p>
${controlledPart("Length held equal", length)}
${controlledPart("Length, headers, lists and bold held equal", style)}
${htmlTable("Win rate of the first model at equal length, each pair by itself, with 95 % intervals clustered by prompt.", rateColumns, pairs)}
${notes.map(
  (note) => html`<p class="soft">${note}</p>
`,
)}</section>`;
}

const rateColumns: TableColumn<LengthControlledRate>[] = [
  { head: "Pair", cell: ({ modelA, modelB }) => `${modelA} vs ${modelB}` },
  {
    head: "At equal length",
    isNumber: true,
    cell: ({ winRate }) => (winRate === null ? null : percent(winRate)),
  },
  {
    head: "Interval",
    isNumber: true,
    cell: ({ lower, upper }) => (lower === null || upper === null ? null : percentRange({ lower, upper })),
  },
  { head: "As estimated", isNumber: true, cell: ({ plain }) => (plain === null ? null : percent(plain)) },
  { head: "Note", cell: ({ reason }) => reason },
];

function controlledPart(title: string, view: ControlledView | null): Html | null {
  if (!view) return null;
  if (view.reason)
    return html`<h3>${title}</h3>
<p>${view.reason}</p>`;
  const effects = view.effects.map(
    ({ name, estimate, lower, upper }) =>
      `${name} ${signed(estimate)}${lower === null || upper === null ? "" : ` (${signed(lower)} to ${signed(upper)})`}`,
  );
  return html`<h3>${title}</h3>
${htmlTable(
  `Ratings. Effects in log-odds: ${effects.join(", ") || "none"}.`,
  [
    { head: "Model", cell: (row: ControlledView["rated"][number]) => row.model },
    { head: "Rating", isNumber: true, cell: ({ rating }) => points(rating) },
    {
      head: "Interval",
      isNumber: true,
      cell: ({ lower, upper }) => (lower === null || upper === null ? null : pointsRange({ lower, upper })),
    },
  ],
  view.rated,
)}`;
}

function signed(value: number): string {
  return value < 0 ? `−${(-value).toFixed(2)}` : `+${value.toFixed(2)}`;
}

function resampledPart({ bootstrap, elo }: ReportParts): Html {
  return html`<section><h2>Ratings again</h2>
${
  bootstrap
    ? bootstrap.reason
      ? html`<p>Bootstrap: ${bootstrap.reason}</p>`
      : htmlTable(
          `Percentile intervals of ${bootstrap.times} refits to resampled ${bootstrap.method === "bootstrap-counts" ? "counts" : "prompts"}, beside the clustered ones.`,
          [
            {
              head: "Model",
              cell: (row: NonNullable<ReportParts["bootstrap"]>["rated"][number]) => row.model,
            },
            { head: "Rating", isNumber: true, cell: ({ rating }) => points(rating) },
            {
              head: "Bootstrap",
              isNumber: true,
              cell: ({ lower, upper }) =>
                lower === null || upper === null ? null : pointsRange({ lower, upper }),
            },
            {
              head: "Clustered",
              isNumber: true,
              cell: ({ clusteredLower: lower, clusteredUpper: upper }) =>
                lower === null || upper === null ? null : pointsRange({ lower, upper }),
            },
          ],
          bootstrap.rated,
        )
    : null
}
${
  elo
    ? elo.reason
      ? html`<p>Elo: ${elo.reason}</p>`
      : htmlTable(
          `Elo for display: mean and spread over ${elo.permutations} random orders of the judgments, K = ${elo.k}, unweighted. The spread is the order's, not the sampling error.`,
          [
            { head: "Model", cell: (row: NonNullable<ReportParts["elo"]>["rated"][number]) => row.model },
            { head: "Mean", isNumber: true, cell: ({ mean }) => points(mean) },
            { head: "Spread", isNumber: true, cell: ({ sd }) => sd.toFixed(1) },
          ],
          elo.rated,
        )
    : null
}</section>`;
}
