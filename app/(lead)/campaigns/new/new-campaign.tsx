"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { LinkButton } from "@/app/_ui/link-button";
import { Notice } from "@/app/_ui/notice";
import { DrawFields, ModeField, RoutingField, SeedField } from "@/app/(lead)/_campaign/order-fields";
import { BudgetFields, RareFields, WordsFields } from "@/app/(lead)/_campaign/protocol-fields";
import { checkSettings, newSettings, type SettingsProblems } from "@/app/(lead)/_campaign/settings-draft";
import { CampaignFile } from "./campaign-file";
import { OrderFromFile } from "./order-from-file";

export function NewCampaign() {
  const trpc = useTRPC();
  const router = useRouter();
  const [settings, setSettings] = useState(newSettings);
  const [problems, setProblems] = useState<SettingsProblems>({});
  const create = useMutation(
    trpc.campaign.create.mutationOptions({
      onSuccess: ({ campaignId }) => router.push(`/campaigns/${campaignId}/data`),
    }),
  );
  const fields = {
    settings,
    problems,
    onChange: (change: Partial<typeof settings>) => {
      setSettings((before) => ({ ...before, ...change }));
      setProblems((before) => omitKeys(before, Object.keys(change)));
    },
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = checkSettings(settings);
    setProblems(found);
    // Set while the mode was another, and hidden since.
    const stopRule = settings.mode === "explore" ? null : settings.stopRule;
    if (Object.keys(found).length === 0) create.mutate({ ...settings, stopRule });
    else requestAnimationFrame(() => document.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  };
  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <CampaignFile onSettings={fields.onChange} />
      <Card className="space-y-5">
        <WordsFields {...fields} />
        <ModeField {...fields} />
        <div className="grid gap-5 sm:grid-cols-2">
          <BudgetFields {...fields} />
          <RoutingField {...fields} />
        </div>
        <OrderFromFile {...fields} />
        <Disclosure summary="Advanced settings" open={hasAdvancedProblem(problems)}>
          <div className="space-y-5 border-s-2 border-line ps-4">
            {settings.mode === "measure" && <DrawFields {...fields} />}
            <SeedField {...fields} />
            <RareFields {...fields} />
          </div>
        </Disclosure>
      </Card>
      {create.error && <Notice tone="error">{errorMessage(create.error)}</Notice>}
      <div className="flex justify-end gap-2">
        <LinkButton href="/campaigns">Cancel</LinkButton>
        <Button type="submit" look="primary" busy={create.isPending || create.isSuccess}>
          Create and add data
        </Button>
      </div>
    </form>
  );
}

/** What was just mended is no longer a problem. */
function omitKeys(problems: SettingsProblems, keys: string[]): SettingsProblems {
  return Object.fromEntries(
    Object.entries(problems).filter(([key]) => !keys.includes(key.split(".")[0] as string)),
  );
}

function hasAdvancedProblem(problems: SettingsProblems): boolean {
  return ["preset", "controlShare", "seed", "leaseSeconds", "prefetch"].some(
    (key) => problems[key] !== undefined,
  );
}
