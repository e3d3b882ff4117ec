"use client";

import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { formatCount, formatDecimal, formatShare } from "@/app/_ui/number-words";
import { SortTh } from "@/app/_ui/sort-th";
import { Table, Td, Th } from "@/app/_ui/table";
import { useSorted } from "@/app/_ui/use-sorted";
import { type WorthTable as Worth, type WorthRow, worthVerdictWords } from "@/server/worth/schemas";
import { WorthBar } from "./worth-bar";
import { boundsWords, signedShare, verdictLooks } from "./worth-words";

interface Props {
  table: Worth;
  /** What can be done with a row. */
  action?: (row: WorthRow) => ReactNode;
}

const heads = [
  { column: "reduction", label: "Fewer ties", title: "1 − tie rate of its first fifth / tie rate of all" },
  {
    column: "length",
    label: "Against length",
    title: "Fewer ties than ordering by mean length gives, paired",
  },
  {
    column: "auc",
    label: "AUC",
    title:
      "How often a decisive comparison is put before a tied one, and below it the same among comparisons of about one length; .5 is chance",
  },
  {
    column: "bias",
    label: "Bias",
    title: "How far the win rate of its first fifth, taken at face value, is from the whole's",
  },
] as const;

type Column = "name" | (typeof heads)[number]["column"];

const valueOf: Record<Column, (row: WorthRow) => number | string | null> = {
  name: ({ title }) => title,
  reduction: ({ top }) => top.reduction,
  length: ({ againstLength }) => againstLength?.difference ?? null,
  auc: ({ auc }) => auc,
  bias: ({ winRateBias }) => winRateBias,
};

/** Rows without an answer come last of those from the largest down. */
function cellOf(row: WorthRow, column: Column): number | string {
  return valueOf[column](row) ?? Number.NEGATIVE_INFINITY;
}

/** Every order's worth; the controls stand apart, since the others are to be read against them. */
export function WorthTable({ table, action }: Props) {
  const { rows, comparisons, judgments } = table;
  const claims = rows
    .filter(({ kind }) => kind !== "control")
    .toSorted((one, other) => (other.top.reduction ?? -1) - (one.top.reduction ?? -1));
  const controls = rows.filter(({ kind }) => kind === "control");
  const { sorted, sorting } = useSorted<WorthRow, Column>(claims, cellOf);
  const from = Math.min(-0.25, ...rows.map(({ top }) => Math.max(-1, top.ci?.[0] ?? top.reduction ?? 0)));
  const body = (row: WorthRow) => <Row key={row.id} row={row} from={from} action={action} />;
  return (
    <Table
      caption={`What ordering by each metric is worth, on ${formatCount(comparisons)} comparisons with ${formatCount(judgments)} judgments`}
    >
      <thead>
        <tr>
          <SortTh label="Order by" column="name" sorting={sorting} />
          {heads.slice(0, 1).map((head) => (
            <SortTh key={head.column} {...head} numeric sorting={sorting} />
          ))}
          <Th>
            <span className="sr-only">Interval</span>
          </Th>
          {heads.slice(1).map((head) => (
            <SortTh key={head.column} {...head} numeric sorting={sorting} />
          ))}
          {action && (
            <Th>
              <span className="sr-only">Action</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>{sorted.map(body)}</tbody>
      <tbody className="border-t-2 border-line-strong">
        <tr>
          <th scope="colgroup" colSpan={action ? 7 : 6} className="pt-3 pb-1 text-start font-medium">
            Controls: what any metric must beat
          </th>
        </tr>
        {controls.map(body)}
      </tbody>
    </Table>
  );
}

function Row({ row, from, action }: { row: WorthRow; from: number; action: Props["action"] }) {
  const { id, title, unscored, top, againstLength, auc, aucWithinLength, winRateBias } = row;
  const { tone, hint } = verdictLooks[row.verdict];
  return (
    <tr>
      <Td className="min-w-40">
        <span className="font-medium">{title}</span>{" "}
        <span className="font-mono text-xs text-muted">{id}</span>
        <span className="mt-0.5 block" title={hint}>
          <Badge tone={tone}>{worthVerdictWords[row.verdict]}</Badge>
        </span>
        {unscored > 0 && <span className="block text-muted">{formatCount(unscored)} unscored</span>}
      </Td>
      <Td numeric className="whitespace-nowrap">
        {signedShare(top.reduction)}
        {top.ci && <span className="block text-muted">{boundsWords(top.ci)}</span>}
      </Td>
      <Td>
        <WorthBar row={row} from={from} />
      </Td>
      <Td numeric className="whitespace-nowrap">
        {againstLength ? signedShare(againstLength.difference) : "–"}
        {againstLength?.ci && <span className="block text-muted">{boundsWords(againstLength.ci)}</span>}
      </Td>
      <Td numeric>
        {formatDecimal(auc, 2)}
        {aucWithinLength !== null && (
          <span className="block text-muted">
            <span className="sr-only">within length </span>
            {formatDecimal(aucWithinLength, 2)}
          </span>
        )}
      </Td>
      <Td numeric>{formatShare(winRateBias)}</Td>
      {action && <Td>{action(row)}</Td>}
    </tr>
  );
}
