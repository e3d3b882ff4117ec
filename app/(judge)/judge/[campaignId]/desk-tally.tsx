import { useFormatter, useTranslations } from "use-intl/react";
import { tallyPace } from "./today-tally";
import { useTodayTally } from "./today-tally-store";

interface Props {
  memory: string;
  judged: number;
  isSaving: boolean;
}

/** One's own count, and today's with the pace; "Saving…" beside it when that takes longer than a blink. */
export function DeskTally({ memory, judged, isSaving }: Props) {
  const t = useTranslations("flow");
  const offline = useTranslations("offline");
  const { number } = useFormatter();
  const today = useTodayTally(memory);
  const each = today && tallyPace(today);
  const pace = each && number(each.value, { style: "unit", unit: each.unit, unitDisplay: "narrow" });
  return (
    <p className="relative text-muted tabular-nums">
      {isSaving && (
        <span className="appear-late absolute end-full bg-surface pe-3 whitespace-nowrap">
          {offline("saving")}
        </span>
      )}
      {t.rich("judged", {
        count: judged,
        b: (count) => <span className="font-medium text-ink">{count}</span>,
      })}
      {pace && <span className="hidden lg:inline"> · {t("today", { count: today.judgments, pace })}</span>}
    </p>
  );
}
