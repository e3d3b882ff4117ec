import { useTranslations } from "use-intl/react";
import { Notice } from "@/app/_ui/notice";
import type { DeskState } from "./keeping/desk-state";

interface Props {
  state: Pick<DeskState, "failures" | "unsent" | "lasts">;
  notice: string | undefined;
}

/** Over the decisions: what is kept until the connection is back, or what the server refused. Silent while all is well. */
export function SaveState({ state: { failures, unsent, lasts }, notice }: Props) {
  const t = useTranslations("offline");
  return (
    <div className="mx-auto max-w-7xl space-y-2.5 not-empty:mb-2.5">
      {failures > 0 && (
        <Notice tone="warn" announce title={t("cut.title", { count: unsent })}>
          {t("cut.text", { count: unsent })} {!lasts && t("cut.leaveOpen")}
        </Notice>
      )}
      {notice && <Notice announce>{notice}</Notice>}
    </div>
  );
}
