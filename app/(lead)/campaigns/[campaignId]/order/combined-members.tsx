import { useId } from "react";
import { Button } from "@/app/_ui/button";
import { CrossIcon } from "@/app/_ui/icons";
import { Input } from "@/app/_ui/input";
import type { CampaignSettings } from "@/server/campaign/schemas";
import type { MetricView } from "@/server/ranking/schemas";

type Member = NonNullable<CampaignSettings["members"]>[number];

interface Props {
  members: Member[];
  metrics: MetricView[];
  isWeighted: boolean;
  disabled: boolean | undefined;
  onChange: (members: Member[]) => void;
}

/** The metrics that are combined, with their weights where weights matter. */
export function CombinedMembers({ members, metrics, isWeighted, disabled, onChange }: Props) {
  return (
    <ul
      aria-label="Combined metrics"
      className="divide-y divide-line rounded-md border border-line bg-sunken"
    >
      {members.map((member, i) => (
        <MemberRow
          key={member.metric}
          member={member}
          title={metrics.find(({ id }) => id === member.metric)?.title ?? member.metric}
          isWeighted={isWeighted}
          disabled={disabled}
          onWeight={(weight) => onChange(members.with(i, { ...member, weight }))}
          onRemove={() => onChange(members.filter((other) => other !== member))}
        />
      ))}
      {members.length === 0 && <li className="px-3 py-2 text-sm text-muted">Nothing is chosen yet.</li>}
    </ul>
  );
}

interface RowProps {
  member: Member;
  title: string;
  isWeighted: boolean;
  disabled: boolean | undefined;
  onWeight: (weight: number) => void;
  onRemove: () => void;
}

function MemberRow({
  member: { metric, weight },
  title,
  isWeighted,
  disabled,
  onWeight,
  onRemove,
}: RowProps) {
  const id = useId();
  return (
    <li className="flex items-center gap-2 py-1.5 ps-3 pe-1.5 text-sm">
      <label htmlFor={isWeighted ? id : undefined} className="min-w-0 flex-1">
        <span className="block font-medium wrap-anywhere">{title}</span>
        <span className="block font-mono text-xs text-muted">
          {metric}
          {isWeighted && weight < 0 && ", turned round"}
        </span>
      </label>
      {isWeighted && (
        <Input
          id={id}
          type="number"
          step={0.5}
          min={-100}
          max={100}
          disabled={disabled}
          title={`Weight of ${title}`}
          className="max-w-18 text-end tabular-nums"
          value={Number.isNaN(weight) ? "" : weight}
          onChange={({ target }) => onWeight(target.valueAsNumber)}
        />
      )}
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
    </li>
  );
}
