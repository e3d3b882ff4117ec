import type { ComponentProps } from "react";

/** A frame whose content scrolls on its own; it can be focused, so that the arrow keys scroll it too. */
export function ScrollFrame({ children, ...rest }: ComponentProps<"div">) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div tabIndex={0} data-scrolls="" {...rest}>
      {children}
    </div>
  );
}
