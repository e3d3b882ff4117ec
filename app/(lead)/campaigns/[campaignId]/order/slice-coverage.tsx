import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { languageName } from "@/app/_ui/language-name";
import { countOf, formatShare } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { groupSlices, sliceKey } from "@/app/(lead)/_campaign/slice-title";
import type { RankingView } from "@/server/ranking/schemas";

type Slice = RankingView["slices"][number];
type Group = ReturnType<typeof groupSlices<Slice>>[number];

/** More groups than this are folded, the tags first of all. */
const shown = 4;

/** Which languages, categories and tags the metric favours: its top fifth against the whole pool. */
export function SliceCoverage({ slices }: { slices: Slice[] }) {
  const groups = groupSlices(slices);
  const isPlanned = slices.some(({ plannedShare }) => plannedShare !== null);
  const isPartlyPlanned = isPlanned && slices.some(({ plannedShare }) => plannedShare === null);
  return (
    <Section
      title="What the metric favours"
      description="A slice with much more of the top fifth than of the pool is judged early; if that is only because its texts are longer or in another script, choose another metric or set a slice minimum."
    >
      <Tables groups={groups.slice(0, shown)} />
      {groups.length > shown && (
        <Disclosure summary={countOf(groups.length - shown, "more tag")} className="mt-3">
          <Tables groups={groups.slice(shown)} />
        </Disclosure>
      )}
      <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
        <span>
          <span
            aria-hidden="true"
            className="me-1.5 inline-block h-2 w-5 rounded-full bg-accent align-middle"
          />
          share of the top fifth
        </span>
        <span>
          <span aria-hidden="true" className="me-1.5 inline-block h-3.5 w-0.5 bg-ink align-middle" />
          share of the pool
        </span>
        {isPlanned && <span>Planned: share of the draws that the budget plans, simulated</span>}
      </p>
      {isPartlyPlanned && (
        <p className="mt-1 text-sm text-muted">
          This ranking is of an earlier version, which planned for slices with a minimum alone.
        </p>
      )}
    </Section>
  );
}

function Tables({ groups }: { groups: Group[] }) {
  return (
    <div className="grid gap-x-8 gap-y-4 xl:grid-cols-2">
      {groups.map(({ group, members }) => (
        <SliceTable key={`${members[0]?.by}/${group}`} group={group} rows={members} />
      ))}
    </div>
  );
}

function SliceTable({ group, rows }: { group: string; rows: Slice[] }) {
  const isPlanned = rows.some(({ plannedShare }) => plannedShare !== null);
  return (
    <Table
      caption={`Share of the pool and of the top fifth by ${group}`}
      className="max-h-96 self-start overflow-y-auto [&_tbody_tr:last-child_td]:border-b-0"
    >
      <thead>
        <tr>
          <Th className="first-letter:uppercase">{group}</Th>
          <Th numeric>Pool</Th>
          <Th numeric>Top fifth</Th>
          {isPlanned && (
            <Th numeric title="Share of the planned draws, simulated, with the slice minimums">
              Planned
            </Th>
          )}
          <Th className="w-16">
            <span className="sr-only">Compared</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((slice) => (
          <SliceRow key={sliceKey(slice)} slice={slice} isPlanned={isPlanned} />
        ))}
      </tbody>
    </Table>
  );
}

function SliceRow({ slice, isPlanned }: { slice: Slice; isPlanned: boolean }) {
  const { by, value, poolShare, topFifthShare, plannedShare } = slice;
  return (
    <tr>
      <Td dir="auto" className="wrap-break-word">
        {by === "language" ? languageName(value) : value}
      </Td>
      <Td numeric>{formatShare(poolShare)}</Td>
      <Td numeric>{formatShare(topFifthShare)}</Td>
      {isPlanned && <Td numeric>{formatShare(plannedShare)}</Td>}
      <Td>
        <span aria-hidden="true" className="relative mt-1.5 block h-2 rounded-full bg-line">
          <span
            className="absolute inset-y-0 start-0 rounded-full bg-accent"
            style={{ width: `${100 * Math.min(1, topFifthShare)}%` }}
          />
          <span
            className="absolute -inset-y-1 w-0.5 bg-ink"
            style={{ insetInlineStart: `${100 * Math.min(1, poolShare)}%` }}
          />
        </span>
      </Td>
    </tr>
  );
}
