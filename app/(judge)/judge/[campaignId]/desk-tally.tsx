import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { tallyPace } from "./today-tally";
import { useTodayTally } from "./today-tally-store";
import { useLate } from "./use-late";

interface Props {
  memory: string;
  judged: number;
  /** How many the person is asked for; null: as many as there are. */
  quota: number | null;
  /** undefined: neither, since the server cannot be asked. */
  saving: boolean | undefined;
}

const b = (count: ReactNode) => <span className="font-medium text-ink">{count}</span>;

/** One's own count as it is saved, and today's with the pace; beside it whether all is saved, told late so as not to flicker. */
export function DeskTally({ memory, judged, quota, saving }: Props) {
  const t = useTranslations("flow");
  const offline = useTranslations("offline");
  const { number } = useFormatter();
  const isLate = useLate(saving === true, 400);
  const today = useTodayTally(memory);
  const each = today && tallyPace(today);
  const pace = each && number(each.value, { style: "unit", unit: each.unit, unitDisplay: "narrow" });
  return (
    <p className="relative text-muted tabular-nums">
      {saving !== undefined && (isLate || judged > 0) && (
        <span className="absolute end-full hidden bg-surface pe-3 whitespace-nowrap sm:inline">
          {offline(isLate ? "saving" : "saved")}
        </span>
      )}
      {quota === null
        ? t.rich("judged", { count: judged, b })
        : t.rich("ofQuota", { count: Math.min(judged, quota), quota, b })}
      {pace && <span className="hidden lg:inline"> · {t("today", { count: today.judgments, pace })}</span>}
    </p>
  );
}
