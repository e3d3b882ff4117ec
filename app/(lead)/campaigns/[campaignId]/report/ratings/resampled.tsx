import { formatCount, formatDecimal } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { BootstrapPart, EloPart, ReportParts } from "@/server/report/parts/view";
import { points, pointsRange } from "@/server/report/schemas";
import { PartWaiting } from "./part-waiting";

interface Props {
  parts: ReportParts;
  isMaking: boolean;
}

/** The same ratings by resampling, and Elo for those who know it. */
export function Resampled({ parts: { bootstrap, elo }, isMaking }: Props) {
  return (
    <div className="space-y-4">
      {bootstrap ? <Bootstrap part={bootstrap} /> : <PartWaiting isMaking={isMaking} />}
      {elo ? <Elo part={elo} /> : bootstrap && <PartWaiting isMaking={isMaking} />}
    </div>
  );
}

function Bootstrap({ part: { rated, times, method, reason } }: { part: BootstrapPart }) {
  if (reason) return <p className="max-w-prose text-sm text-muted">{reason}</p>;
  return (
    <div>
      <p className="mb-2 max-w-prose text-sm text-muted">
        {formatCount(times)} refits to resampled{" "}
        {method === "bootstrap-counts" ? "judgments" : "prompts with all their judgments"}: percentile
        intervals beside the clustered ones of the table.
      </p>
      <Table caption="Bootstrap intervals of the ratings">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th numeric>Rating</Th>
            <Th numeric>Bootstrap</Th>
            <Th numeric>Clustered</Th>
          </tr>
        </thead>
        <tbody>
          {rated.map(({ model, rating, lower, upper, clusteredLower, clusteredUpper }) => (
            <tr key={model}>
              <Td className="min-w-28 wrap-anywhere">{model}</Td>
              <Td numeric>{points(rating)}</Td>
              <Td numeric className="whitespace-nowrap">
                {lower !== null && upper !== null && pointsRange({ lower, upper })}
              </Td>
              <Td numeric className="whitespace-nowrap">
                {clusteredLower !== null &&
                  clusteredUpper !== null &&
                  pointsRange({ lower: clusteredLower, upper: clusteredUpper })}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Elo({ part: { rated, permutations, k, reason } }: { part: EloPart }) {
  if (reason) return <p className="max-w-prose text-sm text-muted">{reason}</p>;
  return (
    <div>
      <p className="mb-2 max-w-prose text-sm text-muted">
        Elo, for display only: mean and spread over {formatCount(permutations)} random orders of the
        judgments, K = {k}, unweighted. The spread is what the order alone does; it is no interval.
      </p>
      <Table caption="Elo ratings over random orders">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th numeric>Mean</Th>
            <Th numeric>Spread</Th>
          </tr>
        </thead>
        <tbody>
          {rated.map(({ model, mean, sd }) => (
            <tr key={model}>
              <Td className="min-w-28 wrap-anywhere">{model}</Td>
              <Td numeric>{points(mean)}</Td>
              <Td numeric>{formatDecimal(sd, 1)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
