"use client";

import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatShare } from "@/app/_ui/number-words";
import { CheckFields } from "@/app/(lead)/_campaign/check-fields";
import { checkSettings, type SettingsProblems } from "@/app/(lead)/_campaign/settings-draft";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { GoldView } from "@/server/gold/schemas";

interface Props {
  campaign: CampaignView;
  gold: readonly GoldView[];
  practice: readonly GoldView[];
}

/** How often people are checked and what follows, with the way to change it. */
export function GoldSettings({ campaign, gold, practice }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { goldShare, goldFeedback, goldRule, repeatShare, practicePass } = campaign.settings;
  const inUse = gold.filter(({ retiredAt }) => retiredAt === null).length;
  const isIdle = goldShare > 0 && inUse === 0;
  const isUnused = goldShare === 0 && inUse > 0;
  return (
    <Section title="Checks" actions={<Button onClick={() => setOpen(true)}>Edit…</Button>}>
      <dl className="grid gap-x-6 gap-y-2.5 text-sm sm:grid-cols-2 lg:grid-cols-3">
        <Fact label="Gold">
          {goldShare === 0 ? "None" : `${formatShare(goldShare)} of what people are given, ${goldFeedback}`}
        </Fact>
        <Fact label="Rule">
          {goldRule === null
            ? "None"
            : `Below ${formatShare(goldRule.accuracy)} right after ${countOf(goldRule.after, "answer")}: ${goldRule.action === "stop" ? "stopped" : "noted"}`}
        </Fact>
        <Fact label="Repeats">
          {repeatShare === 0 ? "None" : `${formatShare(repeatShare)}, sides swapped`}
        </Fact>
        {practice.length > 0 && (
          <Fact label="Practice">
            {practicePass === null ? "Not marked" : `${practicePass} right to begin`}
          </Fact>
        )}
      </dl>
      {(isIdle || isUnused) && (
        <div className="mt-3">
          <Notice tone="warn">
            {isIdle
              ? "There is no gold to be given yet."
              : "The gold below is given to nobody: set the share of gold above 0."}
          </Notice>
        </div>
      )}
      {isOpen && <SettingsDialog campaign={campaign} onClose={() => setOpen(false)} />}
    </Section>
  );
}

const keys = ["goldShare", "goldFeedback", "goldRule", "repeatShare", "practicePass"] as const;

function SettingsDialog({ campaign, onClose }: { campaign: CampaignView; onClose: () => void }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [settings, setSettings] = useState(campaign.settings);
  const [problems, setProblems] = useState<SettingsProblems>({});
  const update = useMutation(
    trpc.campaign.update.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const save = () => {
    const found = checkSettings({ ...campaign.settings, ...settings });
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const changed = Object.fromEntries(keys.map((key) => [key, settings[key]]));
    update.mutate({ campaignId: campaign.id, settings: changed });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Checks"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={update.isPending} onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        <CheckFields
          settings={settings}
          problems={problems}
          disabled={campaign.state !== "draft"}
          onChange={(change) => setSettings((before) => ({ ...before, ...change }))}
        />
        {update.error && <Notice tone="error">{errorMessage(update.error)}</Notice>}
      </div>
    </Dialog>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
