import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import type { DeskState } from "./keeping/desk-state";
import { tallyPace } from "./today-tally";
import { useTodayTally } from "./today-tally-store";
import { useLate } from "./use-late";

interface Props {
  memory: string;
  /** How many the server has. */
  judged: number;
  state: Pick<DeskState, "failures" | "unsent" | "judgmentsOnTheirWay">;
  /** How many the person is asked for; null: as many as there are. */
  quota: number | null;
}

const b = (count: ReactNode) => <span className="font-medium text-ink">{count}</span>;

/**
 * One's own count with what is still on its way, and today's with the pace; beside it whether all is saved, told late so as not
 * to flicker, and without a connection how many are still to be sent.
 */
export function DeskTally({ memory, judged, state, quota }: Props) {
  const { failures, unsent, judgmentsOnTheirWay } = state;
  const t = useTranslations("flow");
  const offline = useTranslations("offline");
  const { number } = useFormatter();
  const isCut = failures > 0;
  const isLate = useLate(!isCut && unsent > 0, 400);
  const count = judged + judgmentsOnTheirWay;
  const today = useTodayTally(memory);
  const each = today && tallyPace(today);
  const pace = each && number(each.value, { style: "unit", unit: each.unit, unitDisplay: "narrow" });
  return (
    <p className="relative text-muted tabular-nums" aria-busy={unsent > 0 || judgmentsOnTheirWay !== 0}>
      {!isCut && (isLate || count > 0) && (
        <span className="absolute end-full hidden bg-surface pe-3 whitespace-nowrap sm:inline">
          {offline(isLate ? "saving" : "saved")}
        </span>
      )}
      {quota === null
        ? t.rich("judged", { count, b })
        : t.rich("ofQuota", { count: Math.min(count, quota), quota, b })}
      {isCut && judgmentsOnTheirWay > 0 && (
        // Where there is no room the message over the decisions says it.
        <span className="max-sm:hidden"> · {offline("unsent", { count: judgmentsOnTheirWay })}</span>
      )}
      {pace && <span className="hidden lg:inline"> · {t("today", { count: today.judgments, pace })}</span>}
    </p>
  );
}
