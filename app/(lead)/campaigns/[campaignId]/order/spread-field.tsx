import { ChoiceField } from "@/app/(lead)/_campaign/choice-field";
import type { SettingsFieldsProps } from "@/app/(lead)/_campaign/settings-draft";
import type { CampaignSettings } from "@/server/campaign/schemas";

/** What a comparison is ordered by, where a prompt has several pairs. */
export const spreads: Record<CampaignSettings["spread"], { short: string; label: string; hint: string }> = {
  pair: {
    short: "each pair",
    label: "Each pair's own disagreement",
    hint: "The comparison of the two models that differ most comes first.",
  },
  "prompt-mean": {
    short: "prompt's mean",
    label: "The prompt's mean",
    hint: "All pairs of a prompt together: prompts that divide the whole field.",
  },
  "prompt-maximum": {
    short: "prompt's maximum",
    label: "The prompt's maximum",
    hint: "Prompts on which at least two of the models are far apart.",
  },
  "prompt-variance": {
    short: "prompt's variance",
    label: "The prompt's variance",
    hint: "Prompts on which some pairs agree and others do not: they sort the models into camps.",
  },
};

export function SpreadField({ settings, onChange, disabled }: SettingsFieldsProps) {
  return (
    <ChoiceField
      legend="Order by"
      hasOwnTitle
      value={settings.spread}
      disabled={disabled}
      onChange={(spread) => onChange({ spread })}
      choices={Object.entries(spreads).map(([value, { label, hint }]) => ({
        value: value as CampaignSettings["spread"],
        label,
        hint,
      }))}
    />
  );
}
