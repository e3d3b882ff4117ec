"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { type FlagTaskInput, flagReasons } from "@/server/task/schemas";

type Reason = FlagTaskInput["reason"];

interface Props {
  onFlag: (input: { reason: Reason; note?: string }) => void;
  onCancel: () => void;
}

/** Why a comparison should be set aside. */
export function FlagForm({ onFlag, onCancel }: Props) {
  const t = useTranslations("decide.flagging");
  const common = useTranslations("common");
  const [reason, setReason] = useState<Reason>();
  const [note, setNote] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason) onFlag({ reason, note: note.trim() || undefined });
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
