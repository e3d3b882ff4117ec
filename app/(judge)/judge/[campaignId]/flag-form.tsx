"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { type FlagTaskInput, flagReasons } from "@/server/task/schemas";

type Reason = FlagTaskInput["reason"];

const titles: Record<Reason, string> = {
  broken_prompt: "The prompt is broken",
  broken_completion: "A completion is cut off or garbled",
  wrong_language: "Wrong language",
  harmful: "Harmful or private content",
  cannot_judge: "I cannot judge this",
  other: "Something else",
};

interface Props {
  onFlag: (input: { reason: Reason; note?: string }) => void;
  onCancel: () => void;
}

/** Why a comparison should be set aside. */
export function FlagForm({ onFlag, onCancel }: Props) {
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
        <legend className="sr-only">Reason</legend>
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
            {titles[id]}
          </label>
        ))}
      </fieldset>
      <Field label="Note" optional className="mt-4" hint="For the campaign's leads; it goes with your name.">
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
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" disabled={!reason}>
          Flag and go on
        </Button>
      </div>
    </form>
  );
}
