import { differenceWords, points, pointsRange, rankWords } from "../../report/ratings/points-words";
import type { RatedModel, RatingsView, TrajectoryStep, TrajectoryView } from "../../report/ratings/view";
import type { ReportContent } from "../../report/schemas";
import { type Column, type ReportTable, tableOf, wordsOnly } from "./report-table";

const title = "Ratings";

/** Three models or more on one scale, or why there is none; whether preferences go in circles; checkpoints by step. */
export function ratingTables({ ratings }: ReportContent): ReportTable[] {
  if (!ratings) return [];
  const { separated, transitivity, trajectories } = ratings;
  const circles = [transitivity.sentence, ...transitivity.cycles.map((cycle) => `${cycle}.`)];
  return [
    separated
      ? wordsOnly("ratings", title, [separated.sentence, ...circles])
      : ratingsTable(ratings, circles),
    ...trajectories.map(trajectoryTable),
  ];
}

function ratingsTable({ scope, anchor, rated, notes }: RatingsView, circles: readonly string[]): ReportTable {
  const of = scope === "whole-set" ? "the whole set" : "the judged comparisons alone";
  const zero = anchor === null ? "The mean of all is 1000." : `${anchor} is set to 1000.`;
  return tableOf<RatedModel>(
    {
      name: "ratings",
      title,
      caption: `Bradley–Terry ratings over ${of}. ${zero} Ranks are those that each model can have, all models at once.`,
      notes: [...notes, ...circles],
    },
    [
      ["Model", ({ model }) => model, false],
      ["Rating", ({ rating }) => points(rating)],
      ["Interval", intervalWords],
      ["Ranks", rankWords],
      ["To the next", ({ toNext }) => toNext && differenceWords(toNext)],
      ["Judgments", ({ judgments }) => judgments],
    ],
    rated,
  );
}

function trajectoryTable({ name, steps, note }: TrajectoryView, place: number): ReportTable {
  return tableOf<TrajectoryStep>(
    {
      name: `trajectory-${place + 1}`,
      title,
      caption: `${name} over its steps. Each interval of a difference holds by itself.`,
      notes: [note],
    },
    [
      ["Step", ({ step }) => step],
      ["Model", ({ model }) => model, false],
      ["Rating", ({ rating }) => points(rating)],
      ["Interval", intervalWords],
      ["Since the step before", ({ sincePrevious }) => sincePrevious && differenceWords(sincePrevious)],
    ] satisfies Column<TrajectoryStep>[],
    steps,
  );
}

/** The anchor's rating is set, so that it has no error. */
export function intervalWords({ lower, upper }: { lower: number | null; upper: number | null }) {
  if (lower === null || upper === null) return null;
  return lower === upper ? "anchor" : pointsRange({ lower, upper });
}
