"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import { Select } from "@/app/_ui/select";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { LanguageChoice } from "./language-choice";
import { LinkShown } from "./link-shown";

interface Props {
  open: boolean;
  onClose: () => void;
  campaign: CampaignView;
}

export function InviteDialog({ open, onClose, campaign }: Props) {
  // Mounted when opened, so that no link of the one before is left.
  return open ? <OpenDialog onClose={onClose} campaign={campaign} /> : null;
}

function OpenDialog({ onClose, campaign }: Omit<Props, "open">) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const formId = useId();
  const [name, setName] = useState("");
  const [role, setRole] = useState<"annotator" | "lead">("annotator");
  const [languages, setLanguages] = useState<string[]>([]);
  const [problem, setProblem] = useState<string>();
  const invite = useMutation(trpc.member.invite.mutationOptions({ onSuccess: refresh }));
  const another = () => {
    invite.reset();
    setName("");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setProblem("Give the person a name; you see it, other annotators do not.");
    setProblem(undefined);
    invite.mutate({
      campaignId: campaign.id,
      name,
      role,
      languages: role === "annotator" && languages.length > 0 ? languages : undefined,
    });
  };
  const isRouted = campaign.settings.routing === "language";
  if (invite.data) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={`${name} is invited`}
        actions={
          <>
            <Button onClick={another}>Invite another</Button>
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </>
        }
      >
        <LinkShown name={name} {...invite.data} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Invite someone"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} busy={invite.isPending}>
            Make the link
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="space-y-4">
        <Field
          label="Name"
          error={problem}
          hint="For you and the other leads. Annotators never see each other."
        >
          {(control) => (
            <Input
              {...control}
              dir="auto"
              maxLength={100}
              autoComplete="off"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Field
          label="Role"
          hint="Leads see models, metrics and results, so they cannot judge blind: they do not judge."
        >
          {(control) => (
            <Select {...control} value={role} onChange={({ target }) => setRole(target.value as typeof role)}>
              <option value="annotator">Annotator</option>
              <option value="lead">Lead</option>
            </Select>
          )}
        </Field>
        {isRouted && role === "annotator" && (
          <LanguageChoice
            offered={campaign.languages.map(({ language }) => language ?? "und")}
            chosen={languages}
            onChange={setLanguages}
          />
        )}
        {invite.error && <Notice tone="error">{errorMessage(invite.error)}</Notice>}
      </form>
    </Dialog>
  );
}
