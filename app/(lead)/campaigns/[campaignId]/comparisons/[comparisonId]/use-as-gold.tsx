"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import { TextLink } from "@/app/_ui/text-link";
import { ChoiceField } from "@/app/(lead)/_campaign/choice-field";
import { useCampaign, useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { GoldTexts } from "@/server/gold/schemas";
import { KnownFields } from "../../gold/known-fields";

/** Copies a comparison of the pool to the gold, with what is right about it. */
export function UseAsGold({ campaignId, comparisonId }: { campaignId: string; comparisonId: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Use as gold…
      </Button>
      {isOpen && (
        <GoldFromPool campaignId={campaignId} comparisonId={comparisonId} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

interface Props {
  campaignId: string;
  comparisonId: number;
  onClose: () => void;
}

function GoldFromPool({ campaignId, comparisonId, onClose }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const { settings } = useCampaign(campaignId);
  const [use, setUse] = useState<GoldTexts["use"]>("gold");
  const [accepted, setAccepted] = useState<GoldTexts["accepted"]>([]);
  const [explanation, setExplanation] = useState("");
  const add = useMutation(trpc.gold.addFromComparison.mutationOptions({ onSuccess: refresh }));
  const save = () =>
    add.mutate({ campaignId, comparisonId, use, accepted, explanation: explanation.trim() || null });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Use as gold"
      actions={
        add.isSuccess ? (
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" disabled={accepted.length === 0} busy={add.isPending} onClick={save}>
              Add a copy
            </Button>
          </>
        )
      }
    >
      {add.isSuccess ? (
        <p className="text-sm">
          Added. It is with the{" "}
          <TextLink href={`/campaigns/${campaignId}/gold`}>
            {use === "gold" ? "gold" : "practice"} of the campaign
          </TextLink>
          .
        </p>
      ) : (
        <div className="space-y-5">
          <p className="text-sm text-muted">
            A copy of its texts is made; the comparison itself stays where it is. First and second are as they
            stand on this page.
          </p>
          <ChoiceField
            legend="What for"
            value={use}
            choices={[
              { value: "gold", label: "Gold", hint: "Mixed in, at the share set for the campaign." },
              { value: "practice", label: "Practice", hint: "Shown to everyone before they begin." },
            ]}
            onChange={setUse}
          />
          <KnownFields
            outcomes={settings.outcomes}
            accepted={accepted}
            onAccepted={setAccepted}
            explanation={explanation}
            onExplanation={setExplanation}
          />
          {add.error && <Notice tone="error">{errorMessage(add.error)}</Notice>}
        </div>
      )}
    </Dialog>
  );
}
