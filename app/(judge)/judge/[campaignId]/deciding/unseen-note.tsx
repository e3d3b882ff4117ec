import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";

/** After a decision by which one completion had not been in sight: said, and offered to be taken back, and no more. */
export function UnseenNote({ onUndo }: { onUndo: () => void }) {
  const t = useTranslations("decide");
  return (
    <div className="mx-auto mb-2.5 max-w-7xl">
      <Notice
        announce
        action={
          <Button size="small" onClick={onUndo}>
            {t("undo")}
          </Button>
        }
      >
        {t("unseen")}
      </Notice>
    </div>
  );
}
