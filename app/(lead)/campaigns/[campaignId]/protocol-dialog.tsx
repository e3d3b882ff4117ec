"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Disclosure } from "@/app/_ui/disclosure";
import { Notice } from "@/app/_ui/notice";
import { AskFields } from "@/app/(lead)/_campaign/ask-fields";
import { BackgroundFields } from "@/app/(lead)/_campaign/background-fields";
import { ControlVariateField } from "@/app/(lead)/_campaign/control-variate-field";
import { PanelFields } from "@/app/(lead)/_campaign/panel-fields";
import { BudgetFields, RareFields, WordsFields } from "@/app/(lead)/_campaign/protocol-fields";
import { RatingFields } from "@/app/(lead)/_campaign/rating-fields";
import { checkSettings, type SettingsProblems } from "@/app/(lead)/_campaign/settings-draft";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { CampaignSettings } from "@/server/campaign/schemas";

interface Props {
  open: boolean;
  onClose: () => void;
  campaign: CampaignView;
}

export function ProtocolDialog({ open, onClose, campaign }: Props) {
  // Mounted when opened, so that it begins with what is stored.
  return open ? <OpenDialog onClose={onClose} campaign={campaign} /> : null;
}

function OpenDialog({ onClose, campaign }: Omit<Props, "open">) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [settings, setSettings] = useState<CampaignSettings>(campaign.settings);
  const [problems, setProblems] = useState<SettingsProblems>({});
  const update = useMutation(
    trpc.campaign.update.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const isDraft = campaign.state === "draft";
  const models = campaign.models.map(({ name }) => name);
  const fields = {
    settings,
    problems,
    disabled: !isDraft,
    onChange: (change: Partial<CampaignSettings>) => setSettings((before) => ({ ...before, ...change })),
  };
  const save = () => {
    const found = checkSettings(settings);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    update.mutate({ campaignId: campaign.id, settings: changedSettings(campaign.settings, settings) });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Protocol"
      width="wide"
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
        {!isDraft && (
          <Notice>
            The campaign was launched: name, guidelines, lease and how ratings are shown can still change,
            nothing that the estimates depend on.
          </Notice>
        )}
        <WordsFields {...fields} />
        <BudgetFields {...fields} models={models.length < 2 ? undefined : models.length} />
        {settings.mode === "measure" && <ControlVariateField {...fields} campaignId={campaign.id} />}
        <RatingFields {...fields} models={models} />
        <Disclosure summary="What else annotators are asked">
          <div className="space-y-5 pt-3">
            <AskFields {...fields} />
          </div>
        </Disclosure>
        <Disclosure summary="How annotators arrive">
          <div className="space-y-6 pt-3">
            <BackgroundFields {...fields} />
            <PanelFields {...fields} />
          </div>
        </Disclosure>
        <RareFields {...fields} />
        {update.error && <Notice tone="error">{errorMessage(update.error)}</Notice>}
      </div>
    </Dialog>
  );
}

function changedSettings(before: CampaignSettings, after: CampaignSettings): Partial<CampaignSettings> {
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => value !== before[key as keyof CampaignSettings]),
  );
}
