"use client";

import { type ReactNode, useId, useState } from "react";
import { classNames } from "./class-names";

interface Props {
  /** What to drop here. */
  label: string;
  hint?: ReactNode;
  /** File name endings, as for `<input accept>`. */
  accept: string;
  disabled?: boolean;
  onFile: (file: File) => void;
}

/** A place to drop a file on, or to choose one by press or keyboard. */
export function FileDrop({ label, hint, accept, disabled = false, onFile }: Props) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (file: File | null | undefined) => file && !disabled && onFile(file);
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files.item(0));
      }}
      className={classNames(
        "rounded-lg border border-dashed px-4 py-6 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong",
      )}
    >
      <label
        htmlFor={id}
        className="cursor-pointer text-sm font-medium text-accent underline underline-offset-2"
      >
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files?.item(0));
          // So that the same file can be chosen again after it was mended.
          event.target.value = "";
        }}
      />
      {hint && (
        <div id={`${id}-hint`} className="mx-auto mt-1 max-w-prose text-sm text-muted">
          {hint}
        </div>
      )}
    </div>
  );
}
