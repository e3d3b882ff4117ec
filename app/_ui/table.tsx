import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { ScrollFrame } from "./scroll-frame";

interface Props {
  /** Said to screen readers, and shown with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  children: ReactNode;
  className?: string;
}

/** A table in a frame that scrolls sideways on its own. Cells are `Th` and `Td`, numbers with `numeric`. */
export function Table({ caption, showCaption = false, children, className }: Props) {
  return (
    <ScrollFrame className={classNames("relative overflow-x-auto", className)}>
      <table className="w-full border-collapse text-sm">
        <caption className={showCaption ? "pb-2 text-start text-muted" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </ScrollFrame>
  );
}

export function Th({ numeric = false, className, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={classNames(
        "border-b border-line px-2.5 py-1.5 font-medium whitespace-nowrap text-muted first:ps-0 last:pe-0",
        numeric ? "text-end" : "text-start",
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ numeric = false, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      className={classNames(
        "border-b border-line px-2.5 py-2 align-top first:ps-0 last:pe-0",
        numeric ? "text-end tabular-nums" : "text-start",
        className,
      )}
      {...rest}
    />
  );
}
