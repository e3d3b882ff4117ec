import { Section } from "@/app/_ui/card";
import { formatCount, formatDecimal } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { ProfileColumn, ProfileMean, ProfilePart, ReportParts } from "@/server/report/parts/view";
import { formatBounds, formatRate } from "../rate-words";
import { PartWaiting } from "./part-waiting";

interface Column {
  column: ProfileColumn;
  head: string;
  digits: number;
  title?: string;
}

const columns: readonly Column[] = [
  { column: "words", head: "Words", digits: 0 },
  { column: "diversity", head: "Diversity", digits: 2, title: "Distinct words among 50 in a row" },
  {
    column: "readability",
    head: "Reading ease",
    digits: 1,
    title: "Flesch’s reading ease, of English alone: higher is easier",
  },
  { column: "headers", head: "Headers", digits: 2 },
  { column: "listItems", head: "List items", digits: 1 },
  { column: "bold", head: "Bold", digits: 1 },
  { column: "codeBlocks", head: "Code blocks", digits: 2 },
  { column: "tables", head: "Tables", digits: 2 },
];

/** What each model's completions are like, beside how often it is preferred. */
export function Profile({ part, isMaking }: { part: ReportParts["profile"]; isMaking: boolean }) {
  return (
    <Section
      id="profile"
      title="Profile of the models"
      description="What their compared completions are like: means over prompts, with 95 % intervals. A model may be preferred for its length or its looks alone."
    >
      {part ? <ProfileTable part={part} /> : <PartWaiting isMaking={isMaking} />}
    </Section>
  );
}

/** Columns in which all models have nothing are named below instead. */
function ProfileTable({ part }: { part: ProfilePart }) {
  const isShown = ({ column }: Column) => part.models.some((row) => Boolean(row[column].value));
  const shown = columns.filter(isShown);
  const left = columns.filter((column) => !isShown(column)).map(({ head }) => head.toLowerCase());
  return (
    <>
      <Table caption="Profile of each model">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th numeric title="Mean over its opponents">
              Win rate
            </Th>
            <Th numeric>Refusals</Th>
            {shown.map(({ column, head, title }) => (
              <Th key={column} numeric title={title}>
                {head}
              </Th>
            ))}
            <Th numeric>Completions</Th>
          </tr>
        </thead>
        <tbody>
          {part.models.map((row) => (
            <tr key={row.model}>
              <Td className="min-w-28 wrap-anywhere">{row.model}</Td>
              <Td numeric className="font-semibold whitespace-nowrap">
                {formatRate(row.winRate)}
              </Td>
              <Refusals mean={row.refusals} />
              {shown.map(({ column, digits }) => (
                <Mean key={column} mean={row[column]} digits={digits} />
              ))}
              <Td numeric>{formatCount(row.completions)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {left.length > 0 && <p className="mt-2 text-sm text-muted">0 or unknown for all: {left.join(", ")}.</p>}
    </>
  );
}

function Refusals({ mean: { value, lower, upper } }: { mean: ProfileMean }) {
  return (
    <Td numeric className="whitespace-nowrap">
      {formatRate(value)}
      {lower !== null && upper !== null && (
        <span className="block text-muted">{formatBounds({ lower, upper })}</span>
      )}
    </Td>
  );
}

function Mean({ mean: { value, lower, upper, leftOut }, digits }: { mean: ProfileMean; digits: number }) {
  const left = leftOut > 0 ? `${formatCount(leftOut)} completions have no value` : undefined;
  return (
    <Td numeric className="whitespace-nowrap" title={left}>
      {formatDecimal(value, digits)}
      {lower !== null && upper !== null && (
        <span className="block text-muted">
          {formatDecimal(lower, digits)} to {formatDecimal(upper, digits)}
        </span>
      )}
    </Td>
  );
}
