import type { ComponentProps } from "react";
import { type ButtonLook, buttonClasses } from "./button-classes";
import { Spinner } from "./spinner";

interface Props extends ComponentProps<"button">, ButtonLook {
  /** Work is under way: the button keeps its width and cannot be pressed again. */
  busy?: boolean;
}

/** A button that is `type="button"` unless told otherwise, so that it never sends a form by accident. */
export function Button({ look, size, busy = false, disabled, className, children, ...rest }: Props) {
  return (
    <button
      type="button"
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={buttonClasses({ look, size, className })}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
