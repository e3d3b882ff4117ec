"use client";

import { useId } from "react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { CrossIcon } from "@/app/_ui/icons";
import { Input } from "@/app/_ui/input";
import { formatShare } from "@/app/_ui/number-words";
import { Select } from "@/app/_ui/select";
import { Table, Td, Th } from "@/app/_ui/table";
import type { SettingsFieldsProps } from "@/app/(lead)/_campaign/settings-draft";
import { groupSlices, sliceKey, sliceTitle } from "@/app/(lead)/_campaign/slice-title";
import type { CampaignSettings } from "@/server/campaign/schemas";
import type { OrderChoices, RankingView } from "@/server/ranking/schemas";

type Minimum = CampaignSettings["sliceMinimums"][number];

interface Props extends SettingsFieldsProps {
  slices: OrderChoices["slices"];
  /** What the newest ranking's top fifth holds of each slice; empty before the first. */
  ranked: RankingView["slices"];
}

const most = 12;

/** Shares of the ranked draws that a language, category or tag value gets whatever the metric says. */
export function SliceMinimumFields({ slices, ranked, settings, onChange, problems, disabled }: Props) {
  const { sliceMinimums } = settings;
  const set = (next: Minimum[]) => onChange({ sliceMinimums: next });
  const taken = new Set(sliceMinimums.map(sliceKey));
  const sum = sliceMinimums.reduce((total, { share }) => total + share, 0);
  const problem =
    sum > 0.9 + 1e-9
      ? "The minimums may take 90 % of the draws together at most."
      : Object.entries(problems).find(([key]) => key.startsWith("sliceMinimums"))?.[1];
  const add = (key: string) => {
    const slice = slices.find((one) => sliceKey(one) === key);
    if (!slice) return;
    const { share: inPool, ...name } = slice;
    const share = Math.min(0.9, Math.max(0.01, Math.round(inPool * 100) / 100, 0.05));
    set([...sliceMinimums, { ...name, share: Math.min(share, Math.max(0.01, round(0.9 - sum))) }]);
  };
  return (
    <>
      <p className="text-sm text-muted">
        A share of the ranked draws for a slice that the metric would pass over. The draws keep known
        probabilities, so the estimates stay unbiased.
      </p>
      {sliceMinimums.length > 0 && (
        <Table caption="Slice minimums">
          <thead>
            <tr>
              <Th>Slice</Th>
              <Th numeric>Pool</Th>
              <Th numeric title="Share of the newest ranking's top fifth">
                Top ⅕
              </Th>
              <Th numeric>Least, %</Th>
              <Th>
                <span className="sr-only">Remove</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {sliceMinimums.map((minimum, i) => (
              <MinimumRow
                key={sliceKey(minimum)}
                minimum={minimum}
                disabled={disabled}
                poolShare={slices.find((one) => sliceKey(one) === sliceKey(minimum))?.share}
                topFifthShare={ranked.find((one) => sliceKey(one) === sliceKey(minimum))?.topFifthShare}
                onShare={(share) => set(sliceMinimums.with(i, { ...minimum, share }))}
                onRemove={() => set(sliceMinimums.filter((other) => other !== minimum))}
              />
            ))}
          </tbody>
        </Table>
      )}
      {sliceMinimums.length < most && (
        <Field label="Add a slice">
          {(control) => (
            <Select {...control} disabled={disabled} value="" onChange={({ target }) => add(target.value)}>
              <option value="">Choose…</option>
              <SliceOptions slices={slices.filter((slice) => !taken.has(sliceKey(slice)))} />
            </Select>
          )}
        </Field>
      )}
      {problem && (
        <p role="alert" className="text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      {sliceMinimums.length > 0 && !problem && (
        <p role="status" className="text-sm">
          Together <strong>{formatShare(sum)}</strong> of the ranked draws; the metric alone decides{" "}
          {formatShare(1 - sum)}.
        </p>
      )}
    </>
  );
}

interface RowProps {
  minimum: Minimum;
  disabled: boolean | undefined;
  poolShare: number | undefined;
  topFifthShare: number | undefined;
  onShare: (share: number) => void;
  onRemove: () => void;
}

function MinimumRow({ minimum, disabled, poolShare, topFifthShare, onShare, onRemove }: RowProps) {
  const id = useId();
  const title = sliceTitle(minimum);
  return (
    <tr>
      <Td className="align-middle! wrap-break-word" dir="auto">
        <label htmlFor={id}>{title}</label>
      </Td>
      <Td numeric className="align-middle!">
        {formatShare(poolShare)}
      </Td>
      <Td numeric className="align-middle!">
        {formatShare(topFifthShare)}
      </Td>
      <Td numeric>
        <Input
          id={id}
          type="number"
          inputMode="decimal"
          min={1}
          max={90}
          step={1}
          disabled={disabled}
          className="ms-auto max-w-16 text-end tabular-nums"
          value={Number.isNaN(minimum.share) ? "" : round(minimum.share * 100)}
          onChange={({ target }) => onShare(target.valueAsNumber / 100)}
        />
      </Td>
      <Td className="align-middle!">
        <Button
          look="quiet"
          size="small"
          className="px-1.5"
          disabled={disabled}
          aria-label={`Remove ${title}`}
          onClick={onRemove}
        >
          <CrossIcon />
        </Button>
      </Td>
    </tr>
  );
}

function SliceOptions({ slices }: { slices: OrderChoices["slices"] }) {
  return groupSlices(slices).map(({ group, members }) => (
    <optgroup key={`${members[0]?.by}/${group}`} label={group}>
      {members.map((slice) => (
        <option key={sliceKey(slice)} value={sliceKey(slice)}>
          {sliceTitle(slice)}, {formatShare(slice.share)} of the pool
        </option>
      ))}
    </optgroup>
  ));
}

function round(percent: number): number {
  return Math.round(percent * 1000) / 1000;
}
