import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import type { GoldTexts } from "@/server/gold/schemas";
import { outcomeChoices } from "./outcome-words";

interface Props {
  outcomes: "four" | "three";
  accepted: GoldTexts["accepted"];
  onAccepted: (accepted: GoldTexts["accepted"]) => void;
  explanation: string;
  onExplanation: (explanation: string) => void;
}

/** What is right about a comparison, and why. */
export function KnownFields({ outcomes, accepted, onAccepted, explanation, onExplanation }: Props) {
  return (
    <>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">Right answers</legend>
        <div className="grid gap-1.5 sm:grid-cols-2">
          {outcomeChoices(outcomes).map(({ value, label }) => (
            <Checkbox
              key={value}
              label={label}
              checked={accepted.includes(value)}
              onChange={({ target }) =>
                onAccepted(target.checked ? [...accepted, value] : accepted.filter((one) => one !== value))
              }
            />
          ))}
        </div>
      </fieldset>
      <Field
        label="Why"
        optional
        hint="Shown after the answer in practice, and where gold is loud. Name what the guidelines say."
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={5_000}
            value={explanation}
            onChange={({ target }) => onExplanation(target.value)}
          />
        )}
      </Field>
    </>
  );
}
