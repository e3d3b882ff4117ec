import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { countOf } from "@/app/_ui/number-words";
import type { ReportParts } from "@/server/report/parts/view";
import type { RatingsView } from "@/server/report/ratings/view";
import type { ReportContent, ReportPlots } from "@/server/report/schemas";
import { points } from "@/server/report/schemas";
import { Figure } from "./figure";
import { NextPairs } from "./next-pairs";
import { RatingTable, TieModelTable } from "./rating-table";
import { Resampled } from "./resampled";
import { Trajectory } from "./trajectory";

interface Props {
  report: ReportContent;
  plots: ReportPlots | null;
  parts: ReportParts;
  /** Parts that are missing are under way. */
  isMaking: boolean;
}

/** Three models or more on one scale; why there is none, where there is none. */
export function Ratings({ report: { ratings }, plots, parts, isMaking }: Props) {
  if (!ratings) return null;
  const { scope, anchor, judgments, prompts, separated, transitivity } = ratings;
  const of = scope === "whole-set" ? "" : " Of the judged comparisons only.";
  return (
    <Section
      id="ratings"
      title="Ratings"
      description={`All models on one scale, from ${countOf(judgments, "judgment")} of ${countOf(prompts, "prompt")}: 400 points are odds of ten to one, and ${anchor ?? "the mean of all"} has 1000.${of}`}
    >
      <div className="space-y-3">
        {separated ? <WithoutScale separated={separated} /> : <WithScale ratings={ratings} plots={plots} />}
        {!(separated?.reason === "no-judgments") && (
          <p className="max-w-prose text-sm text-pretty">{transitivity.sentence}</p>
        )}
        {transitivity.cycles.length > 0 && (
          <Disclosure summary="The clearest circles">
            <ul className="list-disc space-y-0.5 ps-5 text-sm">
              {transitivity.cycles.map((cycle) => (
                <li key={cycle}>{cycle}</li>
              ))}
            </ul>
          </Disclosure>
        )}
        {!separated && (
          <Disclosure summary="By resampling, and Elo">
            <Resampled parts={parts} isMaking={isMaking} />
          </Disclosure>
        )}
        {ratings.trajectories.map((trajectory) => (
          <Trajectory key={trajectory.name} trajectory={trajectory} plots={plots} />
        ))}
        {ratings.nextPair && <NextPairs nextPair={ratings.nextPair} />}
      </div>
    </Section>
  );
}

function WithScale({ ratings, plots }: { ratings: RatingsView; plots: ReportPlots | null }) {
  return (
    <>
      <Figure svg={plots?.ratings} />
      <RatingTable rated={ratings.rated} />
      {ratings.notes.map((note) => (
        <p key={note} className="max-w-prose text-sm text-muted">
          {note}
        </p>
      ))}
      <Disclosure summary="With ties as an outcome of their own">
        <TieModelTable ratings={ratings} />
      </Disclosure>
    </>
  );
}

function WithoutScale({
  separated: { sentence, groups },
}: {
  separated: NonNullable<RatingsView["separated"]>;
}) {
  return (
    <>
      <p className="max-w-prose text-sm text-pretty">{sentence}</p>
      {groups.length > 1 && groups.some(({ models }) => models.length > 1) && (
        <ul className="list-disc space-y-0.5 ps-5 text-sm">
          {groups.map(({ models }) => (
            <li key={models[0]?.model}>
              {models
                .map(({ model, rating }) => (rating === null ? model : `${model} ${points(rating)}`))
                .join(", ")}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
