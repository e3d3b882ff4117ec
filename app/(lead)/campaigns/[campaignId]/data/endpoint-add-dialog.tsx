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
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import { AddEndpointInput } from "@/server/endpoint/schemas";

interface Props {
  open: boolean;
  onClose: () => void;
  campaignId: string;
}

export function EndpointAddDialog({ open, ...props }: Props) {
  // Mounted when opened, so that no key of the one before is left.
  return open ? <OpenDialog {...props} /> : null;
}

const empty = { name: "", baseUrl: "", servedModel: "", key: "" };

function OpenDialog({ onClose, campaignId }: Omit<Props, "open">) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const formId = useId();
  const [values, setValues] = useState(empty);
  const [problems, setProblems] = useState<Partial<Record<string, string>>>({});
  const add = useMutation(
    trpc.endpoint.add.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = AddEndpointInput.safeParse({ campaignId, ...values, key: values.key || undefined });
    if (parsed.success) return add.mutate(parsed.data);
    setProblems(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path[0], message])));
  };
  const field = (name: keyof typeof empty, label: string, hint: string, more: object = {}) => (
    <Field label={label} hint={hint} error={problems[name]} optional={name === "key"}>
      {(control) => (
        <Input
          {...control}
          {...more}
          autoComplete="off"
          value={values[name]}
          onChange={({ target }) => {
            setProblems({ ...problems, [name]: undefined });
            setValues({ ...values, [name]: target.value });
          }}
        />
      )}
    </Field>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add an endpoint"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} busy={add.isPending}>
            Add
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="space-y-4">
        {field("name", "Name", "The name of the campaign's model that it serves, or any other.", {
          dir: "auto",
          maxLength: 200,
        })}
        {field("baseUrl", "Address", "Up to and with /v1, as in http://127.0.0.1:8000/v1.", {
          type: "url",
          className: "font-mono",
          spellCheck: false,
        })}
        {field("servedModel", "Served model", "What the server calls the model.", {
          className: "font-mono",
          spellCheck: false,
        })}
        {field("key", "API key", "Stored encrypted and never shown again.", { type: "password" })}
        {add.error && <Notice tone="error">{errorMessage(add.error)}</Notice>}
      </form>
    </Dialog>
  );
}
