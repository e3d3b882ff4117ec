"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import type { FlagTaskInput } from "@/server/task/schemas";
import { ChipGroup } from "./chip-group";

// Named here, since the schemas would bring their parser into the page's script.
const flagReasons: readonly FlagTaskInput["reason"][] = [
  "broken_prompt",
  "broken_completion",
  "wrong_language",
  "harmful",
  "cannot_judge",
  "other",
];

type Reason = FlagTaskInput["reason"];
type PromptCode = NonNullable<FlagTaskInput["promptCode"]>;

/** What a broken prompt can be; that it is fine is no flag. */
const codes = ["CB", "CS", "X", "WL", "NL"] as const satisfies PromptCode[];

interface Props {
  onFlag: (input: Pick<FlagTaskInput, "reason" | "promptCode" | "note">) => void;
  onCancel: () => void;
}

/** Why a comparison should be set aside. */
export function FlagForm({ onFlag, onCancel }: Props) {
  const t = useTranslations("decide.flagging");
  const common = useTranslations("common");
  const [reason, setReason] = useState<Reason>();
  const [promptCode, setPromptCode] = useState<PromptCode>();
  const [note, setNote] = useState("");
  const isPrompt = reason === "broken_prompt";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) return;
        onFlag({ reason, promptCode: isPrompt ? promptCode : undefined, note: note.trim() || undefined });
      }}
    >
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{t("reason")}</legend>
        {flagReasons.map((id, at) => (
          <label
            key={id}
            className="flex min-h-9 cursor-pointer items-center rounded-full border border-line-strong px-3.5 text-sm hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              data-first-focus={at === 0 ? "" : undefined}
              name="reason"
              value={id}
              required
              checked={reason === id}
              onChange={() => setReason(id)}
              className="sr-only"
            />
            {t(`reasons.${id}`)}
          </label>
        ))}
      </fieldset>
      {isPrompt && (
        <div className="mt-4">
          <ChipGroup
            kind="radio"
            legend={t("promptCode")}
            required={false}
            chips={codes.map((id) => ({ id, label: t(`promptCodes.${id}`) }))}
            chosen={promptCode ? [promptCode] : []}
            onChosen={([code]) => setPromptCode(code as PromptCode)}
          />
        </div>
      )}
      <Field label={t("note")} optional className="mt-4" hint={t("noteHint")}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onCancel}>{common("cancel")}</Button>
        <Button type="submit" look="primary" disabled={!reason}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
