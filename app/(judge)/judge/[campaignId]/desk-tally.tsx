import { useTodayWords } from "./today-tally-store";

interface Props {
  memory: string;
  judged: number;
  isSaving: boolean;
}

/** One's own count, and today's with the pace; "Saving…" beside it when that takes longer than a blink. */
export function DeskTally({ memory, judged, isSaving }: Props) {
  const today = useTodayWords(memory);
  return (
    <p className="relative text-muted tabular-nums">
      {isSaving && <span className="appear-late absolute end-full bg-surface pe-3">Saving…</span>}
      <span className="font-medium text-ink">{judged}</span> judged
      {today && <span className="hidden lg:inline"> · {today}</span>}
    </p>
  );
}
