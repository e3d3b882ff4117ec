import { Section } from "@/app/_ui/card";
import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { ProfileMean, ProfilePart, ReportParts } from "@/server/report/parts/view";
import { formatHeads, profileBounds, profileValue, shownHeads, textHeads } from "@/server/report/schemas";
import { formatRate } from "../rate-words";
import { PartWaiting } from "./part-waiting";

const heads = [...textHeads, ...formatHeads];

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
  const shown = shownHeads(heads, part.models);
  const left = heads.filter((head) => !shown.includes(head)).map(({ head }) => head.toLowerCase());
  return (
    <>
      <Table caption="Profile of each model">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th numeric title="Mean over its opponents">
              Win rate
            </Th>
            {shown.map(({ column, head, about }) => (
              <Th key={column} numeric title={about}>
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

function Mean({ mean, digits }: { mean: ProfileMean; digits: number | null }) {
  const left = mean.leftOut > 0 ? `${formatCount(mean.leftOut)} completions have no value` : undefined;
  const bounds = profileBounds(mean, digits);
  return (
    <Td numeric className="whitespace-nowrap" title={left}>
      {profileValue(mean, digits) ?? "–"}
      {bounds !== null && <span className="block text-muted">{bounds}</span>}
    </Td>
  );
}
