import { useTranslations } from "use-intl/react";
import { Notice } from "@/app/_ui/notice";
import type { DeskAction } from "./desk-action";

interface Props {
  sending: DeskAction | undefined;
  failures: number;
  notice: string | undefined;
}

/** Over the decisions: what could not be delivered yet, or what the server refused. Silent while all is well. */
export function SaveState({ sending, failures, notice }: Props) {
  const t = useTranslations("offline");
  if (sending && failures > 0) {
    const what = sending.kind === "judge" ? "notSaved" : "noAnswer";
    return (
      <div className="mx-auto mb-2.5 max-w-7xl">
        <Notice tone="warn" announce title={t(`${what}.title`)}>
          {t(`${what}.text`)}
        </Notice>
      </div>
    );
  }
  if (!notice) return null;
  return (
    <div className="mx-auto mb-2.5 max-w-7xl">
      <Notice announce>{notice}</Notice>
    </div>
  );
}
