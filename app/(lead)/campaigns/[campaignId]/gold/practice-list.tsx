"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatShare } from "@/app/_ui/number-words";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { GoldView } from "@/server/gold/schemas";
import { GoldActions } from "./gold-actions";
import { GoldTexts } from "./gold-table";
import { acceptedWords } from "./outcome-words";

/** The practice round in its order, which can be changed. */
export function PracticeList({
  practice,
  campaignId,
}: {
  practice: readonly GoldView[];
  campaignId: string;
}) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const order = useMutation(trpc.gold.orderPractice.mutationOptions({ onSuccess: refresh }));
  const ids = practice.map(({ id }) => id);
  const move = (at: number, by: -1 | 1) => {
    const goldIds = [...ids];
    const [moved] = goldIds.splice(at, 1);
    goldIds.splice(at + by, 0, moved as number);
    order.mutate({ campaignId, goldIds });
  };
  return (
    <>
      <ol className="divide-y divide-line">
        {practice.map((row, at) => (
          <li key={row.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-2.5">
            <div className={`min-w-0 flex-1 basis-60 text-sm ${row.retiredAt === null ? "" : "text-muted"}`}>
              <GoldTexts gold={row} />
              <p className="mt-0.5 text-muted">
                {acceptedWords(row.accepted)}. {countOf(row.answers, "answer")}
                {row.answers > 0 && `, ${formatShare(row.right / row.answers)} right`}
                {!row.explanation && ". No explanation: people see which answer was right, and not why."}
              </p>
            </div>
            <div className="flex gap-1">
              <MoveButton at={at} by={-1} count={practice.length} busy={order.isPending} onMove={move} />
              <MoveButton at={at} by={1} count={practice.length} busy={order.isPending} onMove={move} />
              <GoldActions gold={row} campaignId={campaignId} />
            </div>
          </li>
        ))}
      </ol>
      {order.error && <Notice tone="error">{errorMessage(order.error)}</Notice>}
    </>
  );
}

interface MoveProps {
  at: number;
  by: -1 | 1;
  count: number;
  busy: boolean;
  onMove: (at: number, by: -1 | 1) => void;
}

function MoveButton({ at, by, count, busy, onMove }: MoveProps) {
  const isPossible = at + by >= 0 && at + by < count;
  return (
    <Button
      size="small"
      look="quiet"
      disabled={!isPossible || busy}
      aria-label={`Move number ${at + 1} ${by < 0 ? "up" : "down"}`}
      onClick={() => onMove(at, by)}
    >
      <span aria-hidden="true">{by < 0 ? "↑" : "↓"}</span>
    </Button>
  );
}
