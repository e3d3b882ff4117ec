import { useTodayWords } from "./today-tally-store";

/** One's own count, and today's with the pace. */
export function DeskTally({ campaignId, judged }: { campaignId: string; judged: number }) {
  const today = useTodayWords(campaignId);
  return (
    <p className="text-muted tabular-nums">
      <span className="font-medium text-ink">{judged}</span> judged
      {today && <span className="hidden lg:inline"> · {today}</span>}
    </p>
  );
}
