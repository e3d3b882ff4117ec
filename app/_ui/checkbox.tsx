import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";

interface Props extends Omit<ComponentProps<"input">, "type" | "id"> {
  label: ReactNode;
  hint?: ReactNode;
  /** "radio" draws one choice of several; give all the same `name`. */
  kind?: "checkbox" | "radio";
}

/** A checkbox (or radio button) with its label beside it; the label is part of the target. */
export function Checkbox({ label, hint, kind = "checkbox", className, ...rest }: Props) {
  const id = useId();
  return (
    <div className={classNames("flex items-start gap-2.5", className)}>
      <input
        id={id}
        type={kind}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 size-4.5 shrink-0 accent-accent"
        {...rest}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
