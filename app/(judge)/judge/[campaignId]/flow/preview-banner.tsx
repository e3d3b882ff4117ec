import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { buttonClasses } from "@/app/_ui/button-classes";
import { PlainLink } from "@/app/_ui/plain-link";

interface Props {
  campaignId: string;
  /** The preview begins again. */
  onRestart: () => void;
}

/** Over a lead's desk: that nothing done here counts, and the way back. */
export function PreviewBanner({ campaignId, onRestart }: Props) {
  const t = useTranslations("flow.preview");
  const trpc = useTRPC();
  const restart = useMutation(trpc.task.restartPreview.mutationOptions({ onSuccess: onRestart }));
  return (
    <div role="note" className="border-b border-warn bg-warn-soft">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2 text-sm sm:px-4">
        <p>
          <span className="font-semibold text-warn">{t("title")}</span> {t("text")}
        </p>
        <div className="flex gap-2">
          <Button size="small" busy={restart.isPending} onClick={() => restart.mutate({ campaignId })}>
            {t("restart")}
          </Button>
          <PlainLink href={`/campaigns/${campaignId}`} className={buttonClasses({ size: "small" })}>
            {t("back")}
          </PlainLink>
        </div>
      </div>
    </div>
  );
}
