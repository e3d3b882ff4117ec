import { useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Markdown } from "@/app/_ui/markdown";
import { Comparison } from "../comparison";
import type { Told } from "./use-feedback";

/** After a practice answer: whether it was right, what would have been, and why, over the comparison itself. */
export function PracticeFeedback({ told, onNext }: { told: Told; onNext: () => void }) {
  const t = useTranslations("flow.feedback");
  const button = useRef<HTMLButtonElement>(null);
  // Read out with the button, which has the focus.
  const words = useId();
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="flex flex-1 flex-col gap-3 sm:gap-4">
      <section
        aria-label={t("region")}
        className={`rounded-lg border p-4 ${told.feedback.wasRight ? "border-ok bg-ok-soft" : "border-warn bg-warn-soft"}`}
      >
        <div id={words}>
          <FeedbackWords told={told} />
        </div>
        <Button ref={button} look="primary" className="mt-3" aria-describedby={words} onClick={onNext}>
          {t("next")}
        </Button>
      </section>
      {told.task && <Comparison task={told.task} />}
    </div>
  );
}

/** After loud gold, beside what is judged by now. */
export function GoldFeedback({ told, onNext }: { told: Told; onNext: () => void }) {
  const t = useTranslations("flow.feedback");
  return (
    <div className="mx-auto mb-2.5 max-w-7xl">
      <div
        className={`flex flex-wrap items-start justify-between gap-3 rounded-md border px-3.5 py-2.5 text-sm ${told.feedback.wasRight ? "border-ok bg-ok-soft" : "border-warn bg-warn-soft"}`}
      >
        <div role="status" className="min-w-0 flex-1 basis-60">
          <p className="text-muted">{t("before")}</p>
          <FeedbackWords told={told} />
        </div>
        <Button size="small" onClick={onNext}>
          {t("close")}
        </Button>
      </div>
    </div>
  );
}

function FeedbackWords({ told: { feedback } }: { told: Told }) {
  const t = useTranslations("flow.feedback");
  const { wasRight, accepted, explanation } = feedback;
  return (
    <>
      <p className={`font-semibold ${wasRight ? "text-ok" : "text-warn"}`}>
        {wasRight ? t("right") : t("wrong")}
      </p>
      {!wasRight && (
        <p>
          {t("accepted", { decisions: accepted.map((decision) => t(`decisions.${decision}`)).join(", ") })}
        </p>
      )}
      {explanation && <Markdown text={explanation} className="mt-1 max-w-prose" />}
    </>
  );
}
