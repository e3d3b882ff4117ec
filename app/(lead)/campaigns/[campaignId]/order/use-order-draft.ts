import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { checkSettings, type SettingsProblems } from "@/app/(lead)/_campaign/settings-draft";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { CampaignSettings } from "@/server/campaign/schemas";

/** The order's settings as the lead is changing them; `?metric=ID` in the address begins with that metric. */
export function useOrderDraft(campaign: CampaignView) {
  const asked = useSearchParams().get("metric");
  const [changes, setChanges] = useState<Partial<CampaignSettings>>(() =>
    asked ? { metric: asked, members: null } : {},
  );
  const [problems, setProblems] = useState<SettingsProblems>({});
  const changed = changedSettings(campaign.settings, changes);
  const settings: CampaignSettings = { ...campaign.settings, ...changed };
  return {
    settings,
    changed,
    problems,
    isChanged: Object.keys(changed).length > 0,
    change: (change: Partial<CampaignSettings>) => {
      setChanges((before) => ({ ...before, ...change }));
      setProblems({});
    },
    discard: () => {
      setChanges({});
      setProblems({});
    },
    /** Whether the settings can be saved; otherwise the form says why not. */
    check: () => {
      const found = checkSettings(settings);
      setProblems(found);
      return Object.keys(found).length === 0;
    },
  };
}

/** A choice that was taken back is no change; lists are compared by what they hold. */
function changedSettings(
  stored: CampaignSettings,
  changes: Partial<CampaignSettings>,
): Partial<CampaignSettings> {
  return Object.fromEntries(
    Object.entries(changes).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(stored[key as keyof CampaignSettings]),
    ),
  );
}
