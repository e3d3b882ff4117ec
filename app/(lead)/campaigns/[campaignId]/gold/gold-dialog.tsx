"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Markdown } from "@/app/_ui/markdown";
import { Notice } from "@/app/_ui/notice";
import { Textarea } from "@/app/_ui/textarea";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { GoldTexts, GoldView } from "@/server/gold/schemas";
import { KnownFields } from "./known-fields";
import { LanguageField } from "./language-field";

interface Props {
  use: GoldTexts["use"];
  campaign: CampaignView;
  /** Is changed; left out: another is added. */
  known?: GoldView;
  onClose: () => void;
}

const empty = { prompt: "", completionA: "", completionB: "", language: "", explanation: "" };

/** Writes a comparison with a known outcome, or changes one, with a look at it as annotators see it. */
export function GoldDialog({ use, campaign, known, onClose }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [texts, setTexts] = useState(known ? textsOf(known) : empty);
  const [accepted, setAccepted] = useState<GoldTexts["accepted"]>(known?.accepted ?? []);
  const [isPreview, setPreview] = useState(false);
  const onSuccess = async () => {
    await refresh();
    onClose();
  };
  const add = useMutation(trpc.gold.add.mutationOptions({ onSuccess }));
  const edit = useMutation(trpc.gold.edit.mutationOptions({ onSuccess }));
  const error = add.error ?? edit.error;
  const set = (key: keyof typeof empty) => (value: string) =>
    setTexts((before) => ({ ...before, [key]: value }));
  const { data: pool } = useQuery(trpc.gold.poolFields.queryOptions({ campaignId: campaign.id }));
  // Gold without one could be told from comparisons that all name theirs; practice need not look like them.
  const isNeeded = use === "gold" && pool?.language === "all";
  const isReady =
    accepted.length > 0 &&
    pool !== undefined &&
    (!isNeeded || texts.language !== "") &&
    [texts.prompt, texts.completionA, texts.completionB].every((text) => text.trim());
  const save = () => {
    const input = {
      campaignId: campaign.id,
      prompt: texts.prompt,
      completionA: texts.completionA,
      completionB: texts.completionB,
      language: texts.language || null,
      explanation: texts.explanation.trim() || null,
      accepted,
    };
    if (known) edit.mutate({ ...input, goldId: known.id, system: known.system, turns: known.turns });
    else add.mutate({ ...input, use });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={known ? "Change a known comparison" : use === "gold" ? "Add gold" : "Add to practice"}
      width="wide"
      actions={
        <>
          <Button onClick={() => setPreview(!isPreview)}>{isPreview ? "Edit" : "Preview"}</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!isReady} busy={add.isPending || edit.isPending} onClick={save}>
            {known ? "Save" : "Add"}
          </Button>
        </>
      }
    >
      {isPreview ? (
        <Preview {...texts} />
      ) : (
        <div className="space-y-5">
          <TextField label="Prompt" rows={3} value={texts.prompt} onChange={set("prompt")} />
          <div className="grid gap-5 md:grid-cols-2">
            <TextField
              label="First completion"
              rows={6}
              value={texts.completionA}
              onChange={set("completionA")}
            />
            <TextField
              label="Second completion"
              rows={6}
              value={texts.completionB}
              onChange={set("completionB")}
            />
          </div>
          <KnownFields
            outcomes={campaign.settings.outcomes}
            accepted={accepted}
            onAccepted={setAccepted}
            explanation={texts.explanation}
            onExplanation={set("explanation")}
          />
          {pool && pool.languages.length > 0 && (
            <LanguageField
              pool={pool}
              isNeeded={isNeeded}
              value={texts.language}
              onChange={set("language")}
            />
          )}
          {error && <Notice tone="error">{errorMessage(error)}</Notice>}
        </div>
      )}
    </Dialog>
  );
}

function textsOf({ prompt, completionA, completionB, language, explanation }: GoldView): typeof empty {
  return { prompt, completionA, completionB, language: language ?? "", explanation: explanation ?? "" };
}

interface TextProps {
  label: string;
  rows: number;
  value: string;
  onChange: (value: string) => void;
}

function TextField({ label, rows, value, onChange }: TextProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Textarea {...control} rows={rows} value={value} onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  );
}

function Preview({ prompt, completionA, completionB }: typeof empty) {
  return (
    <div className="space-y-4">
      <div className="rounded-lg bg-sunken p-4">
        <Markdown text={prompt} />
      </div>
      <div className="grid gap-4 md:grid-cols-2">
        {[completionA, completionB].map((text, at) => (
          <div key={at === 0 ? "first" : "second"} className="rounded-lg border border-line p-4">
            <Markdown text={text} />
          </div>
        ))}
      </div>
      <p className="text-sm text-muted">Which of the two stands left is drawn for each person.</p>
    </div>
  );
}
