import { Section } from "@/app/_ui/card";
import { languageName } from "@/app/_ui/language-name";
import { formatShare } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { RankingView } from "@/server/ranking/schemas";

type Slice = RankingView["slices"][number];

/** Which languages and categories the metric favours: its top fifth against the whole pool. */
export function SliceCoverage({ slices }: { slices: Slice[] }) {
  const kinds = (["language", "category"] as const)
    .map((kind) => ({ kind, rows: slices.filter((slice) => slice.kind === kind) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <Section
      title="What the metric favours"
      description="A slice with much more of the top fifth than of the pool is judged early; if that is only because its texts are longer or in another script, choose another metric."
    >
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        {kinds.map(({ kind, rows }) => (
          <Table
            key={kind}
            caption={`Share of the pool and of the top fifth by ${kind}`}
            className="max-h-80 overflow-y-auto"
          >
            <thead>
              <tr>
                <Th className="capitalize">{kind}</Th>
                <Th numeric>Pool</Th>
                <Th numeric>Top fifth</Th>
                <Th className="w-28">
                  <span className="sr-only">Compared</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((slice) => (
                <SliceRow key={slice.value} slice={slice} />
              ))}
            </tbody>
          </Table>
        ))}
      </div>
    </Section>
  );
}

function SliceRow({ slice: { kind, value, poolShare, topFifthShare } }: { slice: Slice }) {
  return (
    <tr>
      <Td dir="auto">{kind === "language" ? languageName(value) : value}</Td>
      <Td numeric>{formatShare(poolShare)}</Td>
      <Td numeric>{formatShare(topFifthShare)}</Td>
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
