"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { controlVariateWords } from "@/server/campaign/schemas";
import type { SettingsFieldsProps } from "./settings-draft";

const none = "none";

/** What is known of every comparison beforehand and takes variance out of the estimates; only what the data hold is offered. */
export function ControlVariateField({
  campaignId,
  settings,
  onChange,
  problems,
  disabled,
}: SettingsFieldsProps & { campaignId: string }) {
  const trpc = useTRPC();
  const { data: metrics = [] } = useQuery(trpc.ranking.metrics.queryOptions({ campaignId }));
  const { controlVariate } = settings;
  const offered = metrics.flatMap(({ id, available, column }) => {
    if (!available) return [];
    if (id === "judge-gap") return ["judge"];
    if (id === "score-gap") return ["score:score"];
    return id.startsWith("score-gap:") ? [`score:${column}`] : [];
  });
  const choices = [...new Set([...offered, ...(controlVariate === null ? [] : [controlVariate])])];
  return (
    <Field
      label="A judge that takes out variance"
      optional
      error={problems.controlVariate}
      hint={
        choices.length === 0
          ? "The data hold no votes of judges and no scores. Import them with the completions to narrow the report's intervals."
          : "Its votes or scores are known for every comparison. The report gives the estimates with and without it; people are never replaced."
      }
    >
      {(control) => (
        <Select
          {...control}
          disabled={disabled || choices.length === 0}
          value={controlVariate ?? none}
          onChange={({ target }) => onChange({ controlVariate: target.value === none ? null : target.value })}
        >
          <option value={none}>None</option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {controlVariateWords(choice).replace(/^t/, "T")}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
