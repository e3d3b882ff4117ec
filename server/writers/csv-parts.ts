import { missingSentence } from "../report/parts/part-kinds";
import {
  type ControlledView,
  type ProfileColumn,
  type ProfileRow,
  profileColumns,
  type ReportParts,
} from "../report/parts/view";
import type { ReportContent } from "../report/schemas";
import type { Cell } from "./csv-line";

type Row = Record<string, Cell>;
type Bounds = { lower: number | null; upper: number | null };

/** What was made after the report: profiles, what is preferred at equal length and style, resampled ratings and Elo. */
export function partCsvRows(content: ReportContent, parts: ReportParts): Row[] {
  const confidence = 1 - content.configuration.alpha;
  const bounded = ({ lower, upper }: Bounds, interval: string): Row =>
    lower === null || upper === null ? {} : { lower, upper, interval, confidence };
  const missing = missingSentence(content, parts);
  return [
    ...(parts.profile?.models ?? []).flatMap((row) => profileRows(row, bounded)),
    ...(parts.style?.pairs ?? []).map((row) => ({
      model_a: row.modelA,
      model_b: row.modelB,
      quantity: "win_rate",
      scope: "length held equal",
      value: row.winRate,
      ...bounded(row, "prompt-clustered"),
      note: row.reason,
    })),
    ...controlledRows("length held equal", parts.style?.length, bounded),
    ...controlledRows("length and style held equal", parts.style?.style, bounded),
    ...resampledRows(parts, bounded),
    ...(missing === null ? [] : [{ quantity: "parts", note: missing }]),
  ];
}

type Bounded = (bounds: Bounds, interval: string) => Row;

const profileNames: Record<ProfileColumn, string> = {
  words: "words",
  characters: "characters",
  diversity: "diversity",
  readability: "reading_ease",
  refusals: "refusal_rate",
  headers: "headers",
  listItems: "list_items",
  bold: "bold",
  codeBlocks: "code_blocks",
  tables: "tables",
};

function profileRows(row: ProfileRow, bounded: Bounded): Row[] {
  const own = { model_a: row.model, scope: "completions" };
  return [
    { ...own, quantity: "completions", value: row.completions },
    { ...own, quantity: "mean_win_rate", value: row.winRate },
    ...profileColumns.map((column) => {
      const { value, leftOut } = row[column];
      const interval = bounded(row[column], column === "refusals" ? "wilson" : "normal");
      const note = leftOut > 0 ? `${leftOut} completions have no value` : null;
      return { ...own, quantity: profileNames[column], value, ...interval, note };
    }),
  ];
}

function controlledRows(scope: string, view: ControlledView | null | undefined, bounded: Bounded): Row[] {
  if (!view) return [];
  if (view.reason) return [{ quantity: "rating", scope, note: view.reason }];
  const interval = "prompt-clustered";
  return [
    ...view.rated.map((row) => ({
      model_a: row.model,
      quantity: "rating",
      scope,
      value: row.rating,
      ...bounded(row, interval),
    })),
    ...view.effects.map((effect) => ({
      quantity: `effect_of_${effect.name.replaceAll(" ", "_")}`,
      scope,
      value: effect.estimate,
      ...bounded(effect, interval),
    })),
  ];
}

function resampledRows({ bootstrap, elo }: ReportParts, bounded: Bounded): Row[] {
  return [
    ...(bootstrap?.reason ? [{ quantity: "rating_resampled", note: bootstrap.reason }] : []),
    ...(bootstrap?.rated ?? []).map((row) => ({
      model_a: row.model,
      quantity: "rating_resampled",
      value: row.rating,
      ...bounded(row, "bootstrap"),
    })),
    ...(elo?.reason ? [{ quantity: "elo", note: elo.reason }] : []),
    ...(elo?.rated ?? []).flatMap(({ model, mean, sd }) => [
      { model_a: model, quantity: "elo", value: mean },
      { model_a: model, quantity: "elo_spread", value: sd },
    ]),
  ];
}
