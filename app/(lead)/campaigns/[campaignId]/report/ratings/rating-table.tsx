import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { useFirstRows } from "@/app/_ui/use-first-rows";
import type { RatedModel, RatingsView } from "@/server/report/ratings/view";
import { differenceWords, points, rankWords } from "@/server/report/schemas";
import { RatingCell } from "./rating-cell";

/** One row per model, best first. */
export function RatingTable({ rated }: { rated: readonly RatedModel[] }) {
  const { shown, button } = useFirstRows(rated, "models");
  return (
    <>
      <Table caption="Ratings of the models, best first">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th numeric title="The best and the worst rank it can have, for all models at once">
              Rank
            </Th>
            <Th numeric title="With its 95 % interval, clustered by prompt">
              Rating
            </Th>
            <Th numeric title="Points ahead of the model below, with the interval of the difference">
              To the next
            </Th>
            <Th numeric>To the first</Th>
            <Th numeric>Judgments</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.model} row={row} />
          ))}
        </tbody>
      </Table>
      {button}
    </>
  );
}

function Row({ row }: { row: RatedModel }) {
  const { model, rating, lower, upper, toNext, toFirst, judgments } = row;
  return (
    <tr>
      <Td className="min-w-28 wrap-anywhere">{model}</Td>
      <Td numeric className="whitespace-nowrap">
        {rankWords(row) ?? "–"}
      </Td>
      <RatingCell rating={rating} lower={lower} upper={upper} />
      <Td numeric className="whitespace-nowrap">
        {toNext ? differenceWords(toNext) : "–"}
      </Td>
      <Td numeric className="whitespace-nowrap">
        {toFirst ? differenceWords(toFirst) : "–"}
      </Td>
      <Td numeric>{formatCount(judgments)}</Td>
    </tr>
  );
}

/** The same scale by models in which a tie is an outcome. */
export function TieModelTable({ ratings: { rated, ties } }: { ratings: RatingsView }) {
  const reasons = [
    ties.raoKupper.reason && `Rao–Kupper: ${ties.raoKupper.reason}`,
    ties.davidson.reason && `Davidson: ${ties.davidson.reason}`,
  ].filter((reason) => reason !== null);
  return (
    <>
      <p className="mb-2 max-w-prose text-sm text-muted">
        The ratings above count a tie as half a win of each. Two other models make it an outcome of its own:
        where they differ, the rating leans on how ties are read.
      </p>
      <Table caption="Ratings by models of ties">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th numeric>Bradley–Terry</Th>
            <Th numeric>Rao–Kupper</Th>
            <Th numeric>Davidson</Th>
          </tr>
        </thead>
        <tbody>
          {rated.map(({ model, rating, raoKupper, davidson }) => (
            <tr key={model}>
              <Td className="min-w-28 wrap-anywhere">{model}</Td>
              <Td numeric>{points(rating)}</Td>
              <Td numeric>{raoKupper === null ? "–" : points(raoKupper)}</Td>
              <Td numeric>{davidson === null ? "–" : points(davidson)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {reasons.map((reason) => (
        <p key={reason} className="mt-1 max-w-prose text-sm text-muted">
          {reason}
        </p>
      ))}
    </>
  );
}
