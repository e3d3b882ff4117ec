import { type ReactNode, useId } from "react";
import { Checkbox } from "@/app/_ui/checkbox";

interface Props<T extends string> {
  legend: string;
  /** The legend stands above already. */
  hasOwnTitle?: boolean;
  value: T;
  choices: { value: T; label: ReactNode; hint: ReactNode }[];
  disabled?: boolean | undefined;
  onChange: (value: T) => void;
}

/** One of a few, each explained. */
export function ChoiceField<T extends string>({
  legend,
  hasOwnTitle = false,
  value,
  choices,
  disabled,
  onChange,
}: Props<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend className={hasOwnTitle ? "sr-only" : "mb-1.5 text-sm font-medium"}>{legend}</legend>
      <div className="space-y-2.5">
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            kind="radio"
            name={name}
            label={choice.label}
            hint={choice.hint}
            checked={choice.value === value}
            disabled={disabled}
            onChange={() => onChange(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
