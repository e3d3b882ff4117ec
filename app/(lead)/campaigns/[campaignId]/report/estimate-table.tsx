import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { languageName } from "@/app/_ui/language-name";
import { formatCount, formatDecimal } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { EstimateBlock, PoolEstimate, ReportContent } from "@/server/report/schemas";
import type { StillNeeded } from "@/server/stop/schemas";
import { neededWords } from "../progress/standing-words";
import { formatBounds, formatRate } from "./rate-words";

interface Row {
  key: string;
  pair: string;
  language?: string;
  block: EstimateBlock;
  needed?: StillNeeded | null | undefined;
}

/** The whole-set estimates per pair, and per language where the campaign routes. */
export function EstimateTable({ report: { pairs, configuration } }: { report: ReportContent }) {
  // Where pairs get what others leave, no number is planned for one of them.
  const hasPlan = configuration.pairAllocation !== "uncertain";
  const rows = pairs.map((pair) => {
    const names = `${pair.modelA} against ${pair.modelB}`;
    return { key: names, pair: names, block: pair, needed: pair.stop?.stillNeeded };
  });
  const groups = pairs.flatMap((pair) =>
    pair.groups.map((group) => {
      const names = `${pair.modelA} against ${pair.modelB}`;
      const language = languageName(group.routingGroup);
      return { key: `${names}/${group.stratum}`, pair: names, language, block: group };
    }),
  );
  return (
    <Section
      id="whole-set"
      title="The whole set, estimated"
      description="Win rate of the first model of each pair: wins and half the ties. Each draw is weighted by its known chance, so the rates speak for all comparisons, judged or not."
    >
      <Estimates caption="Whole-set estimates by model pair" rows={rows} hasPlan={hasPlan} />
      {groups.length > 0 && (
        <Disclosure summary="By language" className="mt-3">
          <Estimates
            caption="Whole-set estimates by model pair and language"
            rows={groups}
            hasPlan={hasPlan}
          />
        </Disclosure>
      )}
    </Section>
  );
}

function Estimates({ caption, rows, hasPlan }: { caption: string; rows: Row[]; hasPlan: boolean }) {
  const hasLanguages = rows.some(({ language }) => language !== undefined);
  const hasNeeded = rows.some(({ needed }) => needed);
  const notes = [...new Set(rows.flatMap(({ block }) => notesOf(block)))];
  const kindsUsed = new Set(rows.flatMap(({ block }) => intervalWords(block) ?? []));
  const [onlyKind] = kindsUsed;
  return (
    <>
      <Table caption={caption}>
        <thead>
          <tr>
            <Th>Pair</Th>
            {hasLanguages && <Th>Language</Th>}
            <Th numeric>Win rate</Th>
            <Th numeric>Decisive win rate</Th>
            <Th numeric>Ties</Th>
            <Th numeric>Both good</Th>
            <Th numeric>Both bad</Th>
            <Th numeric title={`Draws that the estimate reads, of those ${hasPlan ? "planned" : "drawn"}`}>
              Read
            </Th>
            <Th numeric title="Judgments of an even draw that would hold as much information">
              ESS
            </Th>
            {hasNeeded && (
              <Th numeric title="Judgments until the pair is decided, roughly, with a range">
                Still needed
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, pair, language, block, needed }) => (
            <tr key={key}>
              <Td className="min-w-36">{pair}</Td>
              {hasLanguages && <Td className="whitespace-nowrap">{language}</Td>}
              <Td numeric className="whitespace-nowrap">
                <WinRate block={block} notes={notes} hasKind={kindsUsed.size > 1} />
              </Td>
              <Td numeric className="whitespace-nowrap">
                <Rate estimate={block.decisiveWinRate} notes={notes} />
              </Td>
              <Td numeric className="whitespace-nowrap">
                <Rate estimate={block.tieRate} notes={notes} />
              </Td>
              <Td numeric className="whitespace-nowrap">
                <Rate estimate={block.bothGoodRate} notes={notes} />
              </Td>
              <Td numeric className="whitespace-nowrap">
                <Rate estimate={block.bothBadRate} notes={notes} />
              </Td>
              <Td numeric className="whitespace-nowrap">
                {formatCount(block.closedPrefix)} of {formatCount(hasPlan ? block.planned : block.drawn)}
              </Td>
              <Td numeric>{formatDecimal(block.effectiveSampleSize, 0)}</Td>
              {hasNeeded && <Td numeric>{neededWords(needed)}</Td>}
            </tr>
          ))}
        </tbody>
      </Table>
      {kindsUsed.size === 1 && (
        <p className="mt-2.5 text-sm text-muted">Under each win rate: its {onlyKind}.</p>
      )}
      {notes.length > 0 && (
        <ol className="mt-2.5 list-decimal space-y-0.5 ps-5 text-sm text-muted">
          {notes.map((note) => (
            <li key={note} className="max-w-prose first-letter:uppercase">
              {note}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

const kinds = { "fixed-n": "fixed-n interval", "confidence-sequence": "confidence sequence" };

/** @example intervalWords(block) // "95 % confidence sequence" */
function intervalWords({ winRate: { interval } }: EstimateBlock): string | undefined {
  if (!interval) return undefined;
  const { confidence, kind } = interval;
  return `${formatDecimal(100 * confidence, confidence < 0.99 ? 0 : 1)}\u202f% ${kinds[kind]}`;
}

interface WinRateProps {
  block: EstimateBlock;
  notes: string[];
  /** Whether the kind of its interval stands under it, where rows have several. */
  hasKind: boolean;
}

function WinRate({ block, notes, hasKind }: WinRateProps) {
  const { value, interval, worstCase } = block.winRate;
  return (
    <>
      <span className="text-base font-semibold">{formatRate(value)}</span>
      <NoteNumbers numbers={winRateNotes(block).map((note) => notes.indexOf(note) + 1)} />
      {interval && (
        <>
          <span className="block">{formatBounds(interval)}</span>
          {hasKind && <span className="block text-muted">{intervalWords(block)}</span>}
        </>
      )}
      {worstCase && (
        <span
          className="block text-muted"
          title="Where the point could end up with every open draw lost or won"
        >
          worst case {formatBounds(worstCase)}
        </span>
      )}
    </>
  );
}

/** Everything that must be read beside a block's numbers. */
function notesOf(block: EstimateBlock): string[] {
  const rates = [block.decisiveWinRate, block.tieRate, block.bothGoodRate, block.bothBadRate];
  return [...winRateNotes(block), ...rates.flatMap((rate) => noteOf(rate) ?? [])];
}

function winRateNotes({ winRate: { reason, intervalNote, estimateNote } }: EstimateBlock): string[] {
  return [...new Set([reason, estimateNote, intervalNote])].filter((note): note is string => Boolean(note));
}

/** Why a rate stands without an interval; undefined where it has one. */
function noteOf({ value, interval, reason, intervalNote }: PoolEstimate): string | undefined {
  if (value === null) return reason ?? undefined;
  return interval ? undefined : intervalNote;
}

function Rate({ estimate, notes }: { estimate: PoolEstimate; notes: string[] }) {
  const { value, interval } = estimate;
  const note = noteOf(estimate);
  return (
    <>
      {formatRate(value)}
      {note !== undefined && <NoteNumbers numbers={[notes.indexOf(note) + 1]} />}
      {interval && <span className="block text-muted">{formatBounds(interval)}</span>}
    </>
  );
}

function NoteNumbers({ numbers }: { numbers: number[] }) {
  if (numbers.length === 0) return null;
  return (
    <sup className="ms-0.5 text-muted">
      <span className="sr-only">see note </span>
      {numbers.join(", ")}
    </sup>
  );
}
