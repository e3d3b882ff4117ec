"use client";

import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Markdown } from "@/app/_ui/markdown";
import type { Desk, FlagTaskInput } from "@/server/task/schemas";
import { ChooseLanguages } from "./choose-languages";
import { FlagForm } from "./flag-form";
import { KeyList } from "./key-list";
import type { OpenDialog } from "./use-judging";

interface Props {
  open: OpenDialog | undefined;
  onClose: () => void;
  onOpen: (dialog: OpenDialog) => void;
  campaignId: string;
  desk: Desk;
  languages: string[] | null;
  onLanguages: (languages: string[]) => void;
  onFlag: (input: Pick<FlagTaskInput, "reason" | "note">) => void;
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
}: Props) {
  const hasLanguages = desk.languages.length > 0;
  return (
    <>
      <Dialog
        open={open === "guidelines"}
        onClose={onClose}
        title="Guidelines"
        width="wide"
        actions={
          <>
            {hasLanguages && <Button onClick={() => onOpen("languages")}>My languages</Button>}
            <Button look="primary" onClick={onClose}>
              Back to judging
            </Button>
          </>
        }
      >
        {desk.guidelines.trim() ? (
          <Markdown text={desk.guidelines} />
        ) : (
          <p>This campaign has no guidelines.</p>
        )}
      </Dialog>
      <Dialog open={open === "keys"} onClose={onClose} title="Keys">
        <KeyList outcomes={desk.outcomes} />
      </Dialog>
      <Dialog open={open === "flag"} onClose={onClose} title="What is wrong with this comparison?">
        <FlagForm onFlag={onFlag} onCancel={onClose} />
      </Dialog>
      <Dialog open={open === "languages"} onClose={onClose} title="My languages">
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
