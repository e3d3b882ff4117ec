import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { Select } from "@/app/_ui/select";
import { type Break, breakChoices } from "./use-break";

/** Beside the decisions, never over them: that one has worked for long. The time is kept by what outlives this note. */
export function BreakNote({ isDue, minutes, dismiss, choose }: Break) {
  const t = useTranslations("flow.break");
  if (!isDue) return null;
  return (
    <div className="mx-auto mb-2.5 max-w-7xl">
      <Notice
        announce
        title={t("title", { minutes })}
        action={
          <div className="flex items-center gap-2">
            <Select
              aria-label={t("choose")}
              className="w-auto"
              value={minutes}
              onChange={({ target }) => choose(Number(target.value))}
            >
              {breakChoices.map((choice) => (
                <option key={choice} value={choice}>
                  {choice === 0 ? t("never") : t("every", { minutes: choice })}
                </option>
              ))}
            </Select>
            <Button size="small" onClick={dismiss}>
              {t("dismiss")}
            </Button>
          </div>
        }
      >
        {t("text")}
      </Notice>
    </div>
  );
}
