import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { formatCount } from "@/app/_ui/number-words";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { PlanView } from "@/server/plan/schemas";
import type { PlanAddress } from "./use-plan-address";

interface Props {
  campaignId: string;
  plan: PlanView;
  address: PlanAddress;
}

/** Makes the planned number the campaign's budget, or takes that back. */
export function UseBudget({ campaignId, plan, address }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [before, setBefore] = useState<{ budget: number | null }>();
  const update = useMutation(
    trpc.campaign.update.mutationOptions({
      onSuccess: async () => {
        // The field is empty again: from here on the plan goes by the campaign's own budget.
        address.change({ budget: null });
        await refresh();
      },
    }),
  );
  const whole = plan.pool?.comparisons ?? 0;
  const own = Math.min(plan.campaignBudget ?? whole, whole);
  const set = (budget: number | null) => update.mutate({ campaignId, settings: { budget } });
  const needed = plan.presets.find(({ isOwn }) => isOwn)?.needed ?? null;
  const offers = [...new Set([plan.budget, needed])].filter((offer) => offer !== null && offer !== own);
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 text-sm">
      {update.error && <span className="text-danger">{errorMessage(update.error)}</span>}
      {before && (
        <span role="status" className="flex items-center gap-2 text-muted">
          The budget is now {own === whole ? `all ${formatCount(whole)}` : formatCount(own)}.
          <Button
            size="small"
            look="quiet"
            busy={update.isPending}
            onClick={() => {
              set(before.budget);
              setBefore(undefined);
            }}
          >
            Undo
          </Button>
        </span>
      )}
      {offers.map((offer) => (
        <Button
          key={offer}
          size="small"
          busy={update.isPending}
          onClick={() => {
            setBefore({ budget: plan.campaignBudget });
            set(offer === whole ? null : offer);
          }}
        >
          Use {formatCount(offer as number)} as the budget
        </Button>
      ))}
    </div>
  );
}
