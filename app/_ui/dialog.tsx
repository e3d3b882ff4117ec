"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "./button";
import { CrossIcon } from "./icons";
import { ScrollFrame } from "./scroll-frame";

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode;
  width?: "narrow" | "wide";
}

/**
 * The browser's modal dialog: it holds the focus, closes on Escape and on a press outside, and gives focus back. The
 * focus begins at `data-first-focus`, or at the content, so that the arrow keys scroll it.
 */
export function Dialog({ open, onClose, title, children, actions, width = "narrow" }: Props) {
  const t = useTranslations("common");
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (open && dialog && !dialog.open) {
      dialog.showModal();
      const wanted = dialog.querySelector("[data-first-focus]") ?? dialog.querySelector("[data-scrolls]");
      if (wanted instanceof HTMLElement) wanted.focus();
    }
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape does the same by keyboard
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      // The event of a closing that was asked for from outside comes late, maybe when another dialog is open.
      onClose={() => open && onClose()}
      onMouseDown={(event) => event.target === ref.current && onClose()}
      className={`m-auto max-h-[min(100dvh-1rem,48rem)] w-[calc(100%-1rem)] overflow-hidden rounded-lg border border-line bg-surface text-ink backdrop:bg-shade ${width === "wide" ? "max-w-3xl" : "max-w-lg"}`}
    >
      {open && (
        <div className="flex max-h-[min(100dvh-1rem,48rem)] flex-col">
          <div className="flex items-center justify-between gap-4 border-b border-line py-2 ps-4 pe-2">
            <h2 id={titleId} className="text-base">
              {title}
            </h2>
            <Button look="quiet" size="small" onClick={onClose} aria-label={t("close")}>
              <CrossIcon />
            </Button>
          </div>
          <ScrollFrame className="min-h-0 flex-1 overflow-y-auto p-4">{children}</ScrollFrame>
          {actions && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{actions}</div>
          )}
        </div>
      )}
    </dialog>
  );
}
