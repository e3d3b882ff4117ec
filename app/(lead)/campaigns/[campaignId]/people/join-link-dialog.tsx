"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import { NumberField } from "@/app/(lead)/_campaign/number-field";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { LinkShown } from "./link-shown";

interface Props {
  open: boolean;
  onClose: () => void;
  campaign: CampaignView;
}

export function JoinLinkDialog({ open, onClose, campaign }: Props) {
  // Mounted when opened, so that no link of the one before is left.
  return open ? <OpenDialog onClose={onClose} campaign={campaign} /> : null;
}

function OpenDialog({ onClose, campaign }: Omit<Props, "open">) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const formId = useId();
  const [name, setName] = useState("");
  const [mostPeople, setMostPeople] = useState<number | null>(null);
  const [isPanel, setPanel] = useState(false);
  const create = useMutation(trpc.join.create.mutationOptions({ onSuccess: refresh }));
  const { panel } = campaign.settings;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ campaignId: campaign.id, name, mostPeople, isPanel });
  };
  if (create.data) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={`The link “${name}”`}
        actions={
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <LinkShown name={name} isForAll {...create.data} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="A link to join by"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={create.isPending}>
            Make the link
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="space-y-5">
        <Field label="Name" hint="For you: where it is given out.">
          {(control) => (
            <Input
              {...control}
              required
              maxLength={100}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <NumberField
          label="Places"
          optional
          placeholder="Any number"
          hint="How many may be at work or done. Who leaves, or gives no sign of life for half an hour, frees a place."
          value={mostPeople}
          min={1}
          step={1}
          onChange={setMostPeople}
        />
        <Checkbox
          label="Its people come from the panel"
          hint={
            panel
              ? `The address names each person by ${panel.personParameter}; each is asked for ${panel.judgmentsPerPerson} judgments and ends with the completion code.`
              : "Set up the panel in the protocol first: its parameters, its completion code and the way back."
          }
          checked={isPanel}
          disabled={panel === null}
          onChange={({ target }) => setPanel(target.checked)}
        />
        {create.error && <Notice tone="error">{errorMessage(create.error)}</Notice>}
      </form>
    </Dialog>
  );
}
