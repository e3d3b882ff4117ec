"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Notice } from "./notice";

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** The verb on the button, as in the title. */
  confirm: string;
  onConfirm: () => void;
  danger?: boolean;
  busy?: boolean;
  error?: string | undefined;
}

/** Asks once before something that is hard to take back. */
export function ConfirmDialog(props: Props) {
  const t = useTranslations("common");
  const { open, onClose, title, children, confirm, onConfirm, danger = false, busy = false, error } = props;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="space-y-3 text-sm">
        {children}
        {error && <Notice tone="error">{error}</Notice>}
      </div>
    </Dialog>
  );
}
