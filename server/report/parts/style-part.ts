import type { Separated } from "@/server/core/rating/bradley-terry";
import {
  type ControlledStrengths,
  controlledWinRate,
  fitControlled,
  type UncontrolledStrengths,
} from "@/server/core/rating/controlled-strengths";
import { ratingIntervals } from "@/server/core/rating/elo-points";
import type { PromptJudgments } from "@/server/core/rating/pair-judgments";
import { type StyleContrast, styleContrasts } from "@/server/core/rating/style-contrasts";
import type { RatedJudgments } from "../ratings/rated-judgments";
import type { ReportInput } from "../report-input";
import type { ReportContent, ReportPair } from "../schemas";
import type { CompletionColumns } from "./completion-columns";
import type { ControlledView, LengthControlledRate, PartRating, StylePart } from "./view";

/** What is held equal, by the names that readers see. */
const styleProperties = [
  ["words", "words"],
  ["headers", "headers"],
  ["list items", "listItems"],
  ["bold stretches", "bold"],
] as const;
/** Pairs beyond have no rate of their own. */
const mostPairs = 300;

/** Ratings and win rates with length, and with length and formatting, held equal. */
export function stylePart(
  rows: RatedJudgments,
  input: Pick<ReportInput, "pools">,
  columns: CompletionColumns,
  content: ReportContent,
): StylePart {
  const contrasts = contrastsOf(rows, input, columns);
  const { ratings, pairs } = content;
  const controlled = (held: readonly StyleContrast[]) =>
    ratings ? controlledView(rows, held, content) : null;
  return {
    style: controlled(contrasts),
    length: controlled(contrasts.slice(0, 1)),
    pairs: pairs.slice(0, mostPairs).map((pair) => lengthControlled(rows, contrasts[0]!, pair, content)),
    notes:
      pairs.length > mostPairs
        ? [`Of ${pairs.length} pairs the first ${mostPairs} have a rate at equal length.`]
        : [],
  };
}

function contrastsOf(
  { stratum, draw }: RatedJudgments,
  { pools }: Pick<ReportInput, "pools">,
  columns: CompletionColumns,
): StyleContrast[] {
  const sideOf = (side: "a" | "b") =>
    stratum.map((h, row) => columns.sides[h]![side][pools[h]!.item[draw[row]!]!]!);
  const [a, b] = [sideOf("a"), sideOf("b")];
  return styleContrasts(
    styleProperties.map(([name, property]) => {
      const counts = columns[property];
      return {
        name,
        a: Float64Array.from(a, (place) => counts[place]!),
        b: Float64Array.from(b, (place) => counts[place]!),
      };
    }),
  );
}

const uncontrolledWords: Record<UncontrolledStrengths["reason"], string> = {
  collinear: "What is to be held equal cannot be told from the models themselves.",
  "decided-by-style": "What is to be held equal explains every judgment, so that its effect has no end.",
};

function reasonOf(fit: Separated | UncontrolledStrengths): string {
  return fit.kind === "separated" ? "There is no common scale." : uncontrolledWords[fit.reason];
}

function controlledView(
  { models, judgments }: RatedJudgments,
  contrasts: readonly StyleContrast[],
  { ratings, configuration: { alpha } }: ReportContent,
): ControlledView {
  const fit = fitControlled(judgments, contrasts, alpha);
  if (fit.kind !== "fitted") return { rated: [], effects: [], constant: [], reason: reasonOf(fit) };
  const anchor = ratings?.anchor ?? null;
  return {
    rated: ratedAtEqualStyle(fit, models, anchor, alpha).sort((one, other) => other.rating - one.rating),
    effects: fit.effects.map(({ name, estimate, lower, upper, p }) => ({
      name,
      estimate,
      lower: lower ?? null,
      upper: upper ?? null,
      p: p ?? null,
    })),
    constant: fit.constant,
    reason: null,
  };
}

function ratedAtEqualStyle(
  fit: ControlledStrengths,
  models: readonly string[],
  anchor: string | null,
  alpha: number,
): PartRating[] {
  const covariance = fit.covariance.kind === "known" ? fit.covariance : undefined;
  const from = anchor === null ? undefined : models.indexOf(anchor);
  return ratingIntervals(fit, covariance, from, alpha).map(({ rating, lower, upper }, i) => ({
    model: models[i]!,
    rating,
    lower: lower ?? null,
    upper: upper ?? null,
  }));
}

/** The pair's own judgments alone, so that no other pair has part in its rate. */
function lengthControlled(
  { models, judgments }: RatedJudgments,
  { name, x }: StyleContrast,
  { modelA, modelB, winRate, judged }: ReportPair,
  { scope, configuration: { alpha } }: ReportContent,
): LengthControlledRate {
  const plain = scope === "whole-set" ? winRate.value : (judged.winRate?.value ?? null);
  const one = models.indexOf(modelA);
  const other = models.indexOf(modelB);
  const rows: number[] = [];
  for (let row = 0; row < x.length; row++)
    if (judgments.a[row] === one && judgments.b[row] === other) rows.push(row);
  const own = ownJudgments(judgments, rows);
  const contrast = ownContrast(name, x, rows);
  const fit = fitControlled(own, [contrast], alpha);
  if (fit.kind !== "fitted")
    return { modelA, modelB, plain, winRate: null, lower: null, upper: null, reason: pairReason(fit) };
  const { estimate, lower, upper } = controlledWinRate(fit, 0, 1, alpha);
  return {
    modelA,
    modelB,
    plain,
    winRate: estimate,
    lower: lower ?? null,
    upper: upper ?? null,
    reason: fit.constant.length > 0 ? "Both were equally long each time." : null,
  };
}

function pairReason(fit: Separated | UncontrolledStrengths): string {
  if (fit.kind === "separated")
    return fit.reason === "no-judgments" ? "Nothing was judged yet." : "One model was preferred every time.";
  return reasonOf(fit);
}

function ownJudgments({ prompt, score, weight }: PromptJudgments, rows: readonly number[]): PromptJudgments {
  const numbers = new Map<number, number>();
  const own = Int32Array.from(rows, (row) => {
    const number = numbers.get(prompt[row]!) ?? numbers.size;
    numbers.set(prompt[row]!, number);
    return number;
  });
  const columns = {
    models: 2,
    a: new Int32Array(rows.length),
    b: new Int32Array(rows.length).fill(1),
    score: Float64Array.from(rows, (row) => score[row]!),
    prompts: numbers.size,
    prompt: own,
  };
  return weight ? { ...columns, weight: Float64Array.from(rows, (row) => weight[row]!) } : columns;
}

/** Over the root mean square of the pair's own rows. */
function ownContrast(name: string, x: Float64Array, rows: readonly number[]): StyleContrast {
  const own = Float64Array.from(rows, (row) => x[row]!);
  const scale = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0) / Math.max(1, own.length));
  return { name, scale, x: scale > 0 ? own.map((value) => value / scale) : own };
}
