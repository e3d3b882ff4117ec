import { useTranslations } from "use-intl/react";
import { Spinner } from "@/app/_ui/spinner";
import type { NextTask, WaitingReason } from "@/server/task/schemas";
import { Completion } from "./arriving/completion";

const watched = new Set<WaitingReason>(["not_launched", "paused", "others_must_finish"]);

/** Why there is nothing to judge just now, and whether to stay. */
export function Waiting({ shown }: { shown: Extract<NextTask, { kind: "waiting" }> }) {
  const t = useTranslations("desk.waiting");
  return (
    <div className="m-auto max-w-md py-10 text-center">
      <h2 className="text-xl">{t(`${shown.reason}.title`)}</h2>
      <p className="mt-2 text-muted">{t(`${shown.reason}.text`)}</p>
      {watched.has(shown.reason) && (
        <p className="mt-6 inline-flex items-center gap-2 text-sm text-muted">
          <Spinner /> {t("looksAgain")}
        </p>
      )}
      {shown.completion && <Completion completion={shown.completion} />}
      {shown.mine.judgments > 0 && (
        <p className="mt-6 text-sm text-muted">{t("judged", { count: shown.mine.judgments })}</p>
      )}
    </div>
  );
}
