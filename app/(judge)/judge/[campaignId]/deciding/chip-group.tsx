import { useId } from "react";
import { useTranslations } from "use-intl/react";

interface Props {
  /** One of them, or any number. */
  kind: "radio" | "checkbox";
  legend: string;
  hint?: string | null;
  required: boolean;
  dir?: "ltr";
  chips: readonly { id: string; label: string }[];
  chosen: readonly string[];
  onChosen: (ids: string[]) => void;
}

/** Answers in a row, large enough for a thumb; by keyboard they are the radio buttons or checkboxes that they are. */
export function ChipGroup({ kind, legend, hint, required, dir, chips, chosen, onChosen }: Props) {
  const t = useTranslations("common");
  const name = useId();
  const choose = (id: string, isOn: boolean) => {
    if (kind === "radio") return onChosen([id]);
    const others = chosen.filter((other) => other !== id);
    onChosen(isOn ? [...others, id] : others);
  };
  return (
    <fieldset className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <legend className="float-start min-w-36 pe-2 text-sm font-medium" dir="auto">
        {legend}
        {!required && <span className="font-normal text-muted"> ({t("optional")})</span>}
        {hint && (
          <span className="block max-w-prose text-sm font-normal text-muted" dir="auto">
            {hint}
          </span>
        )}
      </legend>
      <div className="flex flex-wrap gap-1.5" dir={dir}>
        {chips.map(({ id, label }) => (
          <label
            key={id}
            dir="auto"
            className="flex min-h-9 cursor-pointer items-center rounded-full border border-line-strong px-3.5 text-sm hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <input
              type={kind}
              name={name}
              value={id}
              checked={chosen.includes(id)}
              onChange={({ target }) => choose(id, target.checked)}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
