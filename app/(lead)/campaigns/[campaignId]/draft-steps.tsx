import type { ReactNode } from "react";
import { classNames } from "@/app/_ui/class-names";
import { LinkButton } from "@/app/_ui/link-button";
import { countOf } from "@/app/_ui/number-words";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { LaunchButton } from "./launch-button";
import { NoiseLook } from "./noise/noise-look";

/** The way from an empty campaign to a live one; exactly one step is next. */
export function DraftSteps({ campaign }: { campaign: CampaignView }) {
  const { id, models, prompts, languages, ranking, blockers } = campaign;
  const hasData = prompts > 0;
  const hasOrder = ranking !== null && ranking.staleReason === null;
  const known = languages.filter(({ language }) => language !== null).length;
  return (
    <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
      <Step
        number={1}
        title="Data"
        isDone={hasData}
        action={
          <StepLink href={`/campaigns/${id}/data`} isNext={!hasData}>
            {hasData ? "See data" : "Import data"}
          </StepLink>
        }
      >
        {hasData
          ? `${countOf(models.length, "model")}, ${countOf(prompts, "prompt")}${known > 1 ? `, ${countOf(known, "language")}` : ""}`
          : "The completions of two or more models for the same prompts, as JSON Lines or CSV."}
      </Step>
      {hasData && (
        <Step
          number="·"
          title="Noise"
          isDone={false}
          action={
            <StepLink href={`/campaigns/${id}/noise`} isNext={false}>
              See noise
            </StepLink>
          }
        >
          Optional. <NoiseLook campaignId={id} />
        </Step>
      )}
      <Step
        number={2}
        title="Order"
        isDone={hasOrder}
        action={
          hasData && (
            <StepLink href={`/campaigns/${id}/order`} isNext={!hasOrder}>
              {hasOrder ? "See order" : ranking ? "Rank again" : "Choose the order"}
            </StepLink>
          )
        }
      >
        {describeOrder(campaign)}
      </Step>
      {hasData && (
        <Step
          number="·"
          title="Plan"
          isDone={false}
          action={
            <StepLink href={`/campaigns/${id}/plan`} isNext={false}>
              See plan
            </StepLink>
          }
        >
          Optional. How many judgments show a winner, and how long they take.
        </Step>
      )}
      <Step
        number={3}
        title="Launch"
        isDone={false}
        action={blockers.length === 0 && <LaunchButton campaign={campaign} />}
      >
        {blockers.length === 0
          ? "Everything is ready. Annotators can judge as soon as you launch."
          : blockers.join(" ")}
      </Step>
    </ol>
  );
}

function describeOrder({ ranking, settings }: CampaignView): string {
  if (!ranking) return "Score how far the models differ on each prompt, and see what would be judged first.";
  if (ranking.staleReason) return ranking.staleReason;
  return `${countOf(ranking.poolSize, "comparison")} ranked by ${ranking.orderedBy}, ${settings.mode} mode`;
}

interface StepProps {
  /** A dot for a look that is not needed. */
  number: number | "·";
  title: string;
  isDone: boolean;
  action: ReactNode;
  children: ReactNode;
}

function Step({ number, title, isDone, action, children }: StepProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5">
      <span
        aria-hidden="true"
        className={classNames(
          "flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-semibold tabular-nums",
          isDone ? "bg-ok-soft text-ok" : "bg-sunken text-muted",
        )}
      >
        {isDone ? "✓" : number}
      </span>
      <div className="min-w-0 flex-1 basis-60">
        <h2 className="text-base">
          {title}
          {isDone && <span className="sr-only"> (done)</span>}
        </h2>
        <p className="text-sm text-muted">{children}</p>
      </div>
      {action}
    </li>
  );
}

function StepLink({ href, isNext, children }: { href: string; isNext: boolean; children: ReactNode }) {
  return (
    <LinkButton href={href} look={isNext ? "primary" : "quiet"}>
      {children}
    </LinkButton>
  );
}
