"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Markdown } from "@/app/_ui/markdown";
import type { Desk, FlagTaskInput } from "@/server/task/schemas";
import { Leave } from "./arriving/leave";
import { ChooseLanguages } from "./choose-languages";
import { FlagForm } from "./deciding/flag-form";
import { KeyList } from "./deciding/key-list";
import { MineList } from "./deciding/mine-list";
import type { OpenDialog } from "./use-judging";

interface Props {
  open: OpenDialog | undefined;
  onClose: () => void;
  onOpen: (dialog: OpenDialog) => void;
  campaignId: string;
  desk: Desk;
  languages: string[] | null;
  onLanguages: (languages: string[]) => void;
  onFlag: (input: Pick<FlagTaskInput, "reason" | "promptCode" | "note">) => void;
  onRevise: (taskId: string) => void;
}

/** What opens over the comparison; one at a time. */
export function DeskDialogs({
  open,
  onClose,
  onOpen,
  campaignId,
  desk,
  languages,
  onLanguages,
  onFlag,
  onRevise,
}: Props) {
  const t = useTranslations("desk");
  const decide = useTranslations("decide");
  const hasLanguages = desk.languages.length > 0;
  return (
    <>
      <Dialog
        open={open === "guidelines"}
        onClose={onClose}
        title={t("guidelines.title")}
        width="wide"
        actions={
          <>
            {desk.mayLeave && <Leave campaignId={campaignId} />}
            {hasLanguages && <Button onClick={() => onOpen("languages")}>{t("languages.mine")}</Button>}
            <Button look="primary" onClick={onClose}>
              {t("guidelines.back")}
            </Button>
          </>
        }
      >
        {desk.guidelines.trim() ? <Markdown text={desk.guidelines} /> : <p>{t("guidelines.none")}</p>}
      </Dialog>
      <Dialog open={open === "keys"} onClose={onClose} title={decide("keys.title")}>
        <KeyList outcomes={desk.outcomes} />
      </Dialog>
      <Dialog open={open === "mine"} onClose={onClose} title={decide("mine.title")}>
        {open === "mine" && <MineList campaignId={campaignId} onRevise={onRevise} />}
      </Dialog>
      <Dialog open={open === "flag"} onClose={onClose} title={decide("flagging.title")}>
        <FlagForm onFlag={onFlag} onCancel={onClose} />
      </Dialog>
      <Dialog open={open === "languages"} onClose={onClose} title={t("languages.mine")}>
        <ChooseLanguages
          campaignId={campaignId}
          offered={desk.languages}
          chosen={languages ?? desk.languages}
          onChosen={onLanguages}
        />
      </Dialog>
    </>
  );
}
