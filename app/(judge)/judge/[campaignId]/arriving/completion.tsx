import { useTranslations } from "use-intl/react";
import { buttonClasses } from "@/app/_ui/button-classes";
import type { Completion as CompletionView } from "@/server/task/schemas";

/** What someone of a panel takes back to it: the code, and the way there. */
export function Completion({ completion: { code, url } }: { completion: CompletionView }) {
  const t = useTranslations("desk.waiting.completion");
  return (
    <div className="mt-8 space-y-4 rounded-lg border border-line bg-surface p-4">
      <p className="text-sm text-muted">{t("code")}</p>
      <p>
        <code className="font-mono text-lg select-all" dir="ltr">
          {code}
        </code>
      </p>
      {url && (
        <a
          href={url}
          rel="noreferrer"
          className={buttonClasses({ look: "primary", size: "large", className: "w-full" })}
        >
          {t("go")}
        </a>
      )}
    </div>
  );
}
