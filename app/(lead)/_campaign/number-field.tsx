import type { ReactNode } from "react";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

interface Props {
  label: string;
  hint: ReactNode;
  value: number | null;
  min: number;
  max?: number;
  step?: number;
  optional?: boolean;
  placeholder?: string;
  disabled?: boolean | undefined;
  error?: string | undefined;
  onChange: (value: number | null) => void;
}

/** A number; null while the field is empty. */
export function NumberField({ label, hint, value, optional, error, onChange, ...rest }: Props) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <Input
          {...control}
          {...rest}
          type="number"
          inputMode="numeric"
          className="max-w-40 tabular-nums"
          value={value ?? ""}
          onChange={({ target }) =>
            onChange(Number.isNaN(target.valueAsNumber) ? null : target.valueAsNumber)
          }
        />
      )}
    </Field>
  );
}
