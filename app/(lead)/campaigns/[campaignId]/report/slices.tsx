"use client";

import { useState } from "react";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { Field } from "@/app/_ui/field";
import { formatCount, formatDecimal } from "@/app/_ui/number-words";
import { Select } from "@/app/_ui/select";
import { Table, Td, Th } from "@/app/_ui/table";
import { groupSlices, sliceTitle } from "@/app/(lead)/_campaign/slice-title";
import type { ReportContent } from "@/server/report/schemas";
import type { SliceRow } from "@/server/report/slices/view";
import { IntervalBar } from "./interval-bar";
import { Opponents } from "./opponents";
import { formatBounds, formatRate } from "./rate-words";

/** Win rates by language, category and tag: one pair and one kind of slice at a time. */
export function Slices({ report: { slices, pairs } }: { report: ReportContent }) {
  const kinds = groupSlices(slices?.rows ?? []);
  const names = pairs.map(({ modelA, modelB }) => `${modelA} against ${modelB}`);
  const [chosenKind, setKind] = useState(0);
  const [chosenPair, setPair] = useState(0);
  const kind = kinds[chosenKind] ?? kinds[0];
  const pair = pairs[chosenPair] ?? pairs[0];
  if (!slices || !kind || !pair) return null;
  const { modelA, modelB } = pair;
  const rows = kind.members.filter((row) => row.modelA === modelA && row.modelB === modelB);
  return (
    <Section
      id="slices"
      title="By slice"
      description="Win rate of the first model in parts of the prompt set, each estimated from the draws that fell to it. To compare slices, read “drawn together”: the less was judged of a slice, the closer it is drawn to the others."
    >
      <div className="mb-3 grid max-w-xl gap-3 sm:grid-cols-2">
        {kinds.length > 1 && (
          <Field label="Slices">
            {(control) => (
              <Select
                {...control}
                value={chosenKind}
                onChange={({ target }) => setKind(Number(target.value))}
              >
                {kinds.map(({ members }, i) => (
                  <option key={kindTitle(members[0]!)} value={i}>
                    {kindTitle(members[0]!)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {pairs.length > 1 && (
          <Field label="Pair">
            {(control) => (
              <Select
                {...control}
                value={chosenPair}
                onChange={({ target }) => setPair(Number(target.value))}
              >
                {names.map((name, i) => (
                  <option key={name} value={i}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      <SliceTable caption={`${modelA} against ${modelB}, by slice`} rows={rows} />
      <p className="mt-2.5 max-w-prose text-sm text-muted">{readingOf(rows, slices.monitored)}</p>
      {slices.notes.map((note) => (
        <p key={note} className="mt-1 max-w-prose text-sm text-muted">
          {note}
        </p>
      ))}
      {kind.members[0]!.by === "language" && pairs.length > 1 && (
        <Disclosure summary="One model against each opponent, by language" className="mt-3">
          <Opponents rows={kind.members} />
        </Disclosure>
      )}
    </Section>
  );
}

function readingOf(rows: readonly SliceRow[], monitored: number): string {
  const together = formatCount(monitored);
  return rows.some(({ interval }) => interval?.kind === "confidence-sequence")
    ? `The intervals are confidence sequences that hold at every look for all ${together} rows together; “ahead” is what they exclude.`
    : `The intervals are each row's own; “ahead” is told by Holm's test for all ${together} rows together.`;
}

function SliceTable({ caption, rows }: { caption: string; rows: readonly SliceRow[] }) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Slice</Th>
          <Th numeric>Win rate</Th>
          <Th>
            <span className="sr-only">As a picture</span>
          </Th>
          <Th numeric>Drawn together</Th>
          <Th>Ahead</Th>
          <Th numeric title="Comparisons read, of those in the slice">
            Read
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.value} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ row }: { row: SliceRow }) {
  const title = row.by === "tag" ? row.value : sliceTitle(row);
  return (
    <tr>
      <Td className="min-w-28 wrap-anywhere">{title}</Td>
      <Td numeric className="whitespace-nowrap">
        <span className="font-semibold" title={row.reason ?? undefined}>
          {formatRate(row.winRate)}
        </span>
        {row.interval && <span className="block text-muted">{formatBounds(row.interval)}</span>}
      </Td>
      <Td>
        <IntervalBar label={title} value={row.winRate} interval={row.interval} />
      </Td>
      <Td
        numeric
        className="whitespace-nowrap"
        title={row.shrunken ? `${formatRate(row.shrunken.kept)} of its own deviation is kept` : undefined}
      >
        {formatRate(row.shrunken?.winRate)}
      </Td>
      <Td className="min-w-28">
        {row.leader ?? <span className="text-muted">not told apart</span>}
        {row.adjustedP !== null && (
          <span className="block text-muted">adjusted p {formatP(row.adjustedP)}</span>
        )}
      </Td>
      <Td numeric className="whitespace-nowrap">
        {formatCount(row.read)} of {formatCount(row.size)}
      </Td>
    </tr>
  );
}

/** @example kindTitle({ by: "tag", tag: "difficulty" }) === "Tag “difficulty”" */
function kindTitle({ by, tag }: Pick<SliceRow, "by" | "tag">): string {
  if (by === "language") return "Languages";
  return by === "category" ? "Categories" : `Tag “${tag}”`;
}

function formatP(p: number): string {
  return p < 0.001 ? "< 0.001" : formatDecimal(p, 3);
}
