import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import type { PracticeView } from "@/server/task/schemas";

/** Before the practice round, and before each further one. */
export function PracticeIntro({ practice, onStart }: { practice: PracticeView; onStart: () => void }) {
  const t = useTranslations("flow.practice");
  const { of, needed, round } = practice;
  return (
    <div className="m-auto max-w-xl py-10">
      <h2 tabIndex={-1} className="text-xl">
        {round === 1 ? t("title") : t("again")}
      </h2>
      <p className="mt-3 text-muted">{t("text", { count: of })}</p>
      {needed !== null && <p className="mt-2 text-muted">{t("needed", { count: needed, of })}</p>}
      <Button look="primary" size="large" className="mt-6 w-full sm:w-auto" onClick={onStart}>
        {t("start")}
      </Button>
    </div>
  );
}

/** Where one is in the round, over the comparison. */
export function PracticeProgress({ practice: { done, of } }: { practice: PracticeView }) {
  const t = useTranslations("flow.practice");
  return (
    <p className="mb-3 flex flex-wrap items-baseline gap-x-3 rounded-md bg-accent-soft px-3.5 py-2 text-sm text-accent-strong">
      <span className="font-semibold">{t("progress", { at: Math.min(done + 1, of), of })}</span>
      <span>{t("free")}</span>
    </p>
  );
}
