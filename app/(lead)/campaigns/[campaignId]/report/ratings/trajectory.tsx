import { Table, Td, Th } from "@/app/_ui/table";
import type { TrajectoryStep, TrajectoryView } from "@/server/report/ratings/view";
import type { ReportPlots } from "@/server/report/schemas";
import { differenceWords } from "@/server/report/schemas";
import { Figure } from "./figure";
import { RatingCell } from "./rating-cell";

const changeWords: Record<NonNullable<TrajectoryStep["change"]>, string> = {
  better: "better",
  worse: "worse",
  "not-shown": "no change shown",
};

/** The checkpoints of one run by their steps. */
export function Trajectory({
  trajectory: { name, steps, note },
  plots,
}: {
  trajectory: TrajectoryView;
  plots: ReportPlots | null;
}) {
  return (
    <article className="min-w-0 pt-2">
      <h3 className="text-sm font-semibold">{name} over its steps</h3>
      <Figure svg={plots?.trajectories?.find((plot) => plot.name === name)?.svg} />
      <Table caption={`${name}: ratings by step`}>
        <thead>
          <tr>
            <Th numeric>Step</Th>
            <Th>Model</Th>
            <Th numeric>Rating</Th>
            <Th numeric>Since the step before</Th>
            <Th>That is</Th>
            <Th numeric>Since the first</Th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ model, step, rating, lower, upper, sincePrevious, sinceFirst, change }) => (
            <tr key={model}>
              <Td numeric>{step}</Td>
              <Td className="min-w-28 wrap-anywhere">{model}</Td>
              <RatingCell rating={rating} lower={lower} upper={upper} />
              <Td numeric className="whitespace-nowrap">
                {sincePrevious ? differenceWords(sincePrevious) : "–"}
              </Td>
              <Td className="whitespace-nowrap">{change ? changeWords[change] : "–"}</Td>
              <Td numeric className="whitespace-nowrap">
                {sinceFirst ? differenceWords(sinceFirst) : "–"}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {note && <p className="mt-1 max-w-prose text-sm text-muted">{note}</p>}
    </article>
  );
}
