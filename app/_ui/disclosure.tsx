import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface Props {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
  className?: string;
}

/** What can be unfolded, by the browser's own element. */
export function Disclosure({ summary, children, open = false, className }: Props) {
  return (
    <details open={open} className={classNames("group/disclosure", className)}>
      <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1.5 text-sm font-medium [&::-webkit-details-marker]:hidden">
        <svg
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          className="size-4 shrink-0 text-muted transition-transform duration-100 group-open/disclosure:rotate-90 rtl:-scale-x-100 rtl:group-open/disclosure:-rotate-90"
          aria-hidden="true"
        >
          <path d="m6 3.5 4.5 4.5L6 12.5" />
        </svg>
        <span className="min-w-0 flex-1">{summary}</span>
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
