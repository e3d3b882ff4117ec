import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Markdown } from "@/app/_ui/markdown";

/** The guidelines, once before the first comparison and again when they have changed. */
export function FirstGuidelines({ guidelines, onRead }: { guidelines: string; onRead: () => void }) {
  const t = useTranslations("desk.start");
  return (
    <>
      <p className="mb-6 text-muted">{t("text")}</p>
      <Markdown text={guidelines} className="rounded-lg border border-line bg-surface p-5" />
      <div className="sticky bottom-0 mt-6 bg-page py-3">
        <Button look="primary" size="large" onClick={onRead} className="w-full sm:w-auto">
          {t("button")}
        </Button>
      </div>
    </>
  );
}
