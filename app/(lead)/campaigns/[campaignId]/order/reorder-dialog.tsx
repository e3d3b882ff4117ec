"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { countOf } from "@/app/_ui/number-words";
import { Select } from "@/app/_ui/select";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { PredictorView } from "@/server/predictor/schemas";
import { isBetterThanChance } from "./predictor-result";
import { type Preset, presetTitles } from "./preset-titles";

interface Props {
  open: boolean;
  onClose: () => void;
  onStarted: (jobId: string) => void;
  campaign: CampaignView;
  /** Comparisons that are not drawn yet. */
  undrawn: number;
  /** Order by this predictor; else by a metric that is chosen here. */
  predictor: PredictorView | undefined;
}

/** Says what a new order changes and what it leaves, and starts it. */
export function ReorderDialog({ open, onClose, onStarted, campaign, undrawn, predictor }: Props) {
  const { id: campaignId, settings } = campaign;
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [metric, setMetric] = useState(settings.members ? "chrf" : settings.metric);
  const [preset, setPreset] = useState<Preset>(predictor ? "minimum-variance" : "balanced");
  const reorder = useMutation(
    trpc.ranking.reorder.mutationOptions({
      onSuccess: async ({ jobId }) => {
        onStarted(jobId);
        onClose();
        await refresh();
      },
    }),
  );
  const order = predictor ? { predictorId: predictor.id, preset } : { metric, preset };
  const isMeasure = settings.mode === "measure";
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={`Order ${countOf(undrawn, "comparison")} anew`}
      confirm="Order anew"
      busy={reorder.isPending}
      error={reorder.error ? errorMessage(reorder.error) : undefined}
      onConfirm={() => reorder.mutate({ campaignId, order })}
    >
      {predictor ? (
        <Doubts predictor={predictor} />
      ) : (
        <MetricChoice campaignId={campaignId} metric={metric} onChange={setMetric} />
      )}
      {isMeasure && <PresetChoice isLearned={predictor !== undefined} preset={preset} onChange={setPreset} />}
      <WhatChanges isMeasure={isMeasure} />
    </ConfirmDialog>
  );
}

function Doubts({ predictor }: { predictor: PredictorView }) {
  const verdict = predictor.sentences.at(-1);
  return !isBetterThanChance(predictor) ? <Notice tone="warn">{verdict}</Notice> : <p>{verdict}</p>;
}

interface MetricChoiceProps {
  campaignId: string;
  metric: string;
  onChange: (metric: string) => void;
}

function MetricChoice({ campaignId, metric, onChange }: MetricChoiceProps) {
  const trpc = useTRPC();
  const { data: metrics } = useSuspenseQuery(trpc.ranking.metrics.queryOptions({ campaignId }));
  const available = metrics.filter((one) => one.available);
  return (
    <Field label="Metric" hint={metrics.find(({ id }) => id === metric)?.summary}>
      {(control) => (
        <Select {...control} value={metric} onChange={({ target }) => onChange(target.value)}>
          {!available.some(({ id }) => id === metric) && <option value={metric}>Choose a metric</option>}
          {available.map(({ id, title }) => (
            <option key={id} value={id}>
              {title} ({id})
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

interface PresetChoiceProps {
  isLearned: boolean;
  preset: Preset;
  onChange: (preset: Preset) => void;
}

function PresetChoice({ isLearned, preset, onChange }: PresetChoiceProps) {
  const offered = Object.entries(presetTitles).filter(([id]) => isLearned || id !== "minimum-variance");
  return (
    <Field
      label="Preset"
      hint={
        isLearned
          ? "Minimum variance draws by the root of each predicted chance of a decision, which gives the narrowest intervals if the predictions are right. Balanced and sharp favour the top of the order more."
          : "How strongly draws favour disagreement. Sharper saves more ties, and costs precision when the metric misleads."
      }
    >
      {(control) => (
        <Select {...control} value={preset} onChange={({ target }) => onChange(target.value as Preset)}>
          {offered.map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function WhatChanges({ isMeasure }: { isMeasure: boolean }) {
  return (
    <ul className="list-disc space-y-1 ps-5">
      <li>What was drawn stays drawn, and every judgment counts as before.</li>
      {isMeasure ? (
        <>
          <li>
            What is not drawn gets new weights and fresh random keys; the control arm goes on as it was.
          </li>
          <li>Every draw's probability is recorded, so the estimates stay unbiased.</li>
        </>
      ) : (
        <li>What is not drawn is served strictly by the new order.</li>
      )}
      <li>The order can be changed again later, for what is not drawn by then.</li>
    </ul>
  );
}
