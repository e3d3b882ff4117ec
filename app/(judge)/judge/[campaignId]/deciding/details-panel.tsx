import { useEffect, useRef } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Kbd } from "@/app/_ui/kbd";
import { Textarea } from "@/app/_ui/textarea";
import type { Decision, JudgmentDetails } from "@/server/judgment/schemas";
import type { AskedDetails } from "@/server/task/schemas";
import { ChipGroup } from "./chip-group";
import { isDialogOpen } from "./key-guards";
import { missingOf } from "./use-details";

// Named here, since the schemas would bring their parser into the page's script.
const strengths = [1, 2, 3] as const satisfies readonly JudgmentDetails["strength"][];

interface Props {
  asks: AskedDetails;
  decision: Decision;
  details: JudgmentDetails;
  onSay: (part: JudgmentDetails) => void;
  onSave: () => void;
  onCancel: () => void;
}

/** What is asked beside the decision that was chosen, over the choices, so that the texts stay in sight. Enter saves. */
export function DetailsPanel({ asks, decision, details, onSay, onSave, onCancel }: Props) {
  const t = useTranslations("decide.details");
  const choices = useTranslations("decide.choices");
  const form = useRef<HTMLFormElement>(null);
  const missing = missingOf(asks, decision, details);
  const isPreference = decision === "left" || decision === "right";
  // The next answer to give is where the keyboard is.
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>("input, textarea, button[type=submit]");
    first?.focus();
  }, []);
  const cancel = (event: KeyboardEvent) => {
    if (!event.isComposing && !isDialogOpen()) onCancel();
  };
  useHotkeys("escape", cancel, { enableOnFormTags: true });
  // In a text Enter begins a new line.
  useHotkeys("mod+enter", () => form.current?.requestSubmit(), { enableOnFormTags: true });
  return (
    <form
      ref={form}
      aria-label={t("title", { decision: choices(decision) })}
      className="mx-auto mb-2.5 max-h-[50dvh] max-w-7xl space-y-3 overflow-y-auto rounded-lg border border-line bg-surface p-3 sm:p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) onSave();
      }}
    >
      {isPreference && asks.strength !== "off" && (
        <ChipGroup
          kind="radio"
          legend={t("strength")}
          required={asks.strength === "required"}
          chips={strengths.map((value) => ({ id: String(value), label: t(`strengths.${value}`) }))}
          chosen={details.strength === undefined ? [] : [String(details.strength)]}
          onChosen={([value]) => onSay({ strength: Number(value) as 1 | 2 | 3 })}
        />
      )}
      {asks.criteria.map(({ id, name, hint, required }) => (
        <ChipGroup
          key={id}
          kind="radio"
          legend={name}
          hint={hint}
          required={required}
          // The sides stay where they are on the screen, in every language.
          dir="ltr"
          chips={(["left", "same", "right"] as const).map((answer) => ({
            id: answer,
            label: t(`answers.${answer}`),
          }))}
          chosen={details.criteria?.[id] === undefined ? [] : [details.criteria[id]]}
          onChosen={([answer]) =>
            onSay({ criteria: { ...details.criteria, [id]: answer as "left" | "same" | "right" } })
          }
        />
      ))}
      {asks.reasons && asks.reasons.choices.length > 0 && (
        <ChipGroup
          kind="checkbox"
          legend={t("reasons")}
          required={asks.reasons.required}
          chips={asks.reasons.choices.map((choice) => ({ id: choice, label: choice }))}
          chosen={details.reasons ?? []}
          onChosen={(reasons) => onSay({ reasons })}
        />
      )}
      {asks.reasons?.text && (
        <Textarea
          aria-label={t("comment")}
          placeholder={t("comment")}
          rows={2}
          dir="auto"
          maxLength={5_000}
          value={details.comment ?? ""}
          onChange={({ target }) => onSay({ comment: target.value })}
        />
      )}
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <p role="status" className="me-auto text-sm text-muted">
          {missing &&
            (missing.what === "criterion"
              ? t("missing.criterion", { name: missing.name })
              : t(`missing.${missing.what}`))}
        </p>
        <Button onClick={onCancel}>{t("back")}</Button>
        <Button type="submit" look="primary" disabled={missing !== undefined}>
          {t("save", { decision: choices(decision) })} <Kbd>↵</Kbd>
        </Button>
      </div>
    </form>
  );
}
