import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { checkSettings, type SettingsProblems } from "@/app/(lead)/_campaign/settings-draft";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { CampaignSettings } from "@/server/campaign/schemas";

/**
 * The order's settings as the lead is changing them. An address may ask for a change: `?metric=ID`, for a combination
 * with `&members=` and its members as JSON.
 */
export function useOrderDraft(campaign: CampaignView) {
  const address = useSearchParams().toString();
  const [seen, setSeen] = useState(address);
  const [changes, setChanges] = useState(() => readAddress(address));
  if (seen !== address) {
    setSeen(address);
    setChanges((before) => ({ ...before, ...readAddress(address) }));
  }
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

function readAddress(address: string): Partial<CampaignSettings> {
  const asked = new URLSearchParams(address);
  const metric = asked.get("metric");
  if (!metric) return {};
  const members = asked.get("members");
  return { metric, members: members === null ? null : readMembers(members) };
}

function readMembers(text: string): CampaignSettings["members"] {
  try {
    return CampaignSettings.shape.members.parse(JSON.parse(text));
  } catch {
    return [];
  }
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
