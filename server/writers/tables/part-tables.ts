import { percentRange } from "../../report/interval-words";
import { missingSentence } from "../../report/parts/part-kinds";
import {
  formatHeads,
  type ProfileHead,
  profileBounds,
  profileValue,
  shownHeads,
  textHeads,
} from "../../report/parts/profile-heads";
import type {
  BootstrapPart,
  ControlledView,
  EloPart,
  LengthControlledRate,
  PartRating,
  ProfilePart,
  ProfileRow,
  ReportParts,
  StylePart,
} from "../../report/parts/view";
import { points } from "../../report/ratings/points-words";
import type { ReportContent } from "../../report/schemas";
import { intervalWords } from "./rating-tables";
import { type Column, type ReportTable, rate, tableOf, withBounds, wordsOnly } from "./report-table";

/** What was made after the report, as far as it was ready; in words what was not. */
export function partTables(content: ReportContent, parts: ReportParts): ReportTable[] {
  const { profile, style, bootstrap, elo } = parts;
  const missing = missingSentence(content, parts);
  return [
    ...(profile ? profileTables(profile) : []),
    ...(style ? styleTables(style, content) : []),
    ...(bootstrap ? [bootstrapTable(bootstrap)] : []),
    ...(elo ? [eloTable(elo)] : []),
    ...(missing === null ? [] : [wordsOnly("missing", "Not ready", [missing])]),
  ];
}

const profileTitle = "Profile of the models";

function profileTables({ models }: ProfilePart): ReportTable[] {
  const formats = shownHeads(formatHeads, models);
  const left = [...textHeads, ...formatHeads].filter((head) => shownHeads([head], models).length === 0);
  const notes =
    left.length > 0
      ? [`0 or unknown for all: ${left.map(({ head }) => head.toLowerCase()).join(", ")}.`]
      : [];
  const text = tableOf<ProfileRow>(
    {
      name: "profile",
      title: profileTitle,
      caption:
        "What the compared completions of each model are like: means over prompts with 95 % intervals, beside its mean win rate. Diversity: distinct words among 50 in a row. Reading ease: Flesch’s, of English alone; higher is easier.",
      notes: formats.length > 0 ? [] : notes,
    },
    [
      ["Model", ({ model }) => model, false],
      ["Win rate", ({ winRate }) => rate(winRate)],
      ["Completions", ({ completions }) => completions],
      ...shownHeads(textHeads, models).map(profileColumn),
    ],
    models,
  );
  if (formats.length === 0) return [text];
  return [
    text,
    tableOf<ProfileRow>(
      {
        name: "formatting",
        title: profileTitle,
        caption: "How often each model formats, per completion: means over prompts with 95 % intervals.",
        notes,
      },
      [["Model", ({ model }) => model, false], ...formats.map(profileColumn)],
      models,
    ),
  ];
}

function profileColumn({ column, head, digits }: ProfileHead): Column<ProfileRow> {
  return [head, (row) => withBounds(profileValue(row[column], digits), profileBounds(row[column], digits))];
}

const styleTitle = "With length and style held equal";

function styleTables({ style, length, pairs, notes }: StylePart, { ratings }: ReportContent): ReportTable[] {
  const rates = tableOf<LengthControlledRate>(
    {
      name: "equal-length",
      title: styleTitle,
      caption:
        "Win rate of model a if both completions were equally long, each pair by itself, with 95 % intervals clustered by prompt. It says which would be preferred then, not which is better: where a model is better because it says more, that is taken away from it too.",
      notes: [...pairs.map(reasonOf), ...notes],
    },
    [
      ["Model a", ({ modelA }) => modelA, false],
      ["Model b", ({ modelB }) => modelB, false],
      ["At equal length", ({ winRate }) => rate(winRate)],
      [
        "Interval",
        ({ lower, upper }) => (lower === null || upper === null ? null : percentRange({ lower, upper })),
      ],
      ["As estimated", ({ plain }) => rate(plain)],
    ],
    pairs,
  );
  return ratings && style && length ? [rates, controlledTable(style, length, ratings.rated)] : [rates];
}

function reasonOf({ modelA, modelB, reason }: LengthControlledRate): string | null {
  return reason && `${modelA} against ${modelB}: ${reason}`;
}

function controlledTable(
  style: ControlledView,
  length: ControlledView,
  rated: readonly { model: string; rating: number }[],
): ReportTable {
  const at = (view: ControlledView): ((row: { model: string }) => string | null) => {
    const own = new Map(view.rated.map((row) => [row.model, row]));
    return ({ model }) => ratingWords(own.get(model));
  };
  return tableOf(
    {
      name: "equal-style",
      title: styleTitle,
      caption:
        "Ratings as they are, with length held equal, and with length, headers, lists and bold held equal.",
      notes: [
        length.reason && `Length: ${length.reason}`,
        style.reason && `Length and formatting: ${style.reason}`,
        effectSentence(style),
      ],
    },
    [
      ["Model", ({ model }) => model, false],
      ["Rating", ({ rating }) => points(rating)],
      ["Equal length", at(length)],
      ["Equal style", at(style)],
    ],
    rated,
  );
}

function effectSentence({ effects }: ControlledView): string | null {
  if (effects.length === 0) return null;
  const each = effects.map(({ name, estimate, lower, upper }) => {
    const bounds = lower === null || upper === null ? "" : ` (${signed(lower)} to ${signed(upper)})`;
    return `${name} ${signed(estimate)}${bounds}`;
  });
  return `What more of it does to preferences, in log-odds per root mean square of the difference: ${each.join(", ")}.`;
}

function bootstrapTable({ rated, times, method, reason }: BootstrapPart): ReportTable {
  const title = "Ratings by resampling";
  if (reason) return wordsOnly("bootstrap", title, [reason]);
  const resampled = method === "bootstrap-counts" ? "judgments" : "prompts with all their judgments";
  return tableOf<BootstrapPart["rated"][number]>(
    {
      name: "bootstrap",
      title,
      caption: `Percentile intervals of ${times} refits to resampled ${resampled}, beside the clustered ones.`,
    },
    [
      ["Model", ({ model }) => model, false],
      ["Rating", ({ rating }) => points(rating)],
      ["Bootstrap", intervalWords],
      ["Clustered", ({ clusteredLower: lower, clusteredUpper: upper }) => intervalWords({ lower, upper })],
    ],
    rated,
  );
}

function eloTable({ k, permutations, rated, reason }: EloPart): ReportTable {
  const title = "Elo";
  if (reason) return wordsOnly("elo", title, [reason]);
  return tableOf<EloPart["rated"][number]>(
    {
      name: "elo",
      title,
      caption: `Elo for display: mean and spread over ${permutations} random orders of the judgments, K = ${k}, unweighted. The spread is the order’s, not the sampling error.`,
    },
    [
      ["Model", ({ model }) => model, false],
      ["Mean", ({ mean }) => points(mean)],
      ["Spread", ({ sd }) => sd.toFixed(1)],
    ],
    rated,
  );
}

function ratingWords(row: PartRating | undefined): string | null {
  return row ? withBounds(points(row.rating), intervalWords(row)) : null;
}

function signed(value: number): string {
  return value < 0 ? `−${(-value).toFixed(2)}` : `+${value.toFixed(2)}`;
}
