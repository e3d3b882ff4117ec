import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { formatDecimal } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { ControlledView, LengthControlledRate, ReportParts } from "@/server/report/parts/view";
import { points, pointsRange, type ReportContent } from "@/server/report/schemas";
import { formatBounds, formatRate } from "../rate-words";
import { PartWaiting } from "./part-waiting";

interface Props {
  part: ReportParts["style"];
  report: ReportContent;
  isMaking: boolean;
}

/** Preferences if both completions were as long, or formatted alike. */
export function Style({ part, report, isMaking }: Props) {
  return (
    <Section
      id="style"
      title="With length and style held equal"
      description="Which would be preferred if both were as long, or formatted alike. That is not which is better: where a model is better because it says more, that is taken away from it too."
    >
      {part ? (
        <div className="space-y-4">
          <RateTable pairs={part.pairs} />
          {part.notes.map((note) => (
            <p key={note} className="text-sm text-muted">
              {note}
            </p>
          ))}
          {part.style && part.length && (
            <Disclosure summary="Ratings with length and style held equal">
              <ControlledTable style={part.style} length={part.length} report={report} />
            </Disclosure>
          )}
        </div>
      ) : (
        <PartWaiting isMaking={isMaking} />
      )}
    </Section>
  );
}

function RateTable({ pairs }: { pairs: readonly LengthControlledRate[] }) {
  return (
    <Table caption="Win rates at equal length, by model pair">
      <thead>
        <tr>
          <Th>Pair</Th>
          <Th numeric title="With its 95 % interval, clustered by prompt">
            At equal length
          </Th>
          <Th numeric>As estimated</Th>
          <Th>Note</Th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ modelA, modelB, winRate, lower, upper, plain, reason }) => (
          <tr key={`${modelA}/${modelB}`}>
            <Td className="min-w-36">
              {modelA} against {modelB}
            </Td>
            <Td numeric className="whitespace-nowrap">
              <span className="font-semibold">{formatRate(winRate)}</span>
              {lower !== null && upper !== null && (
                <span className="block text-muted">{formatBounds({ lower, upper })}</span>
              )}
            </Td>
            <Td numeric>{formatRate(plain)}</Td>
            <Td className="min-w-36 text-muted">{reason}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function ControlledTable({
  style,
  length,
  report,
}: {
  style: ControlledView;
  length: ControlledView;
  report: ReportContent;
}) {
  const rated = report.ratings?.rated ?? [];
  return (
    <>
      {length.reason && <p className="text-sm">Length: {length.reason}</p>}
      {style.reason && <p className="text-sm">Style: {style.reason}</p>}
      <Table caption="Ratings with length and style held equal">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th numeric>Rating</Th>
            <Th numeric>At equal length</Th>
            <Th numeric title="Words, headers, list items and bold">
              At equal style
            </Th>
          </tr>
        </thead>
        <tbody>
          {rated.map(({ model, rating }) => (
            <tr key={model}>
              <Td className="min-w-28 wrap-anywhere">{model}</Td>
              <Td numeric>{points(rating)}</Td>
              <Controlled view={length} model={model} />
              <Controlled view={style} model={model} />
            </tr>
          ))}
        </tbody>
      </Table>
      {style.effects.length > 0 && (
        <ul className="mt-2 space-y-0.5 text-sm text-muted">
          {style.effects.map(({ name, estimate, lower, upper }) => (
            <li key={name}>
              More {name}: {formatDecimal(estimate, 2)} log-odds
              {lower !== null &&
                upper !== null &&
                ` (${formatDecimal(lower, 2)} to ${formatDecimal(upper, 2)})`}{" "}
              per root mean square of the difference.
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Controlled({ view, model }: { view: ControlledView; model: string }) {
  const row = view.rated.find((one) => one.model === model);
  return (
    <Td numeric className="whitespace-nowrap">
      {row && points(row.rating)}
      {row && row.lower !== null && row.upper !== null && (
        <span className="block text-muted">{pointsRange({ lower: row.lower, upper: row.upper })}</span>
      )}
    </Td>
  );
}
