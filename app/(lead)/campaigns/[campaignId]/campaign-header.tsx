"use client";

import Link from "next/link";
import { CampaignStateBadge } from "@/app/_ui/campaign-state-badge";
import { countOf } from "@/app/_ui/number-words";
import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { CampaignActions } from "./campaign-actions";

/** Which campaign this is, where it stands, and what may be done with it as a whole. */
export function CampaignHeader({ campaignId }: { campaignId: string }) {
  const campaign = useCampaign(campaignId);
  const isFinished = campaign.isStopped && campaign.state !== "closed";
  return (
    <header className="mb-3">
      <nav aria-label="Breadcrumb" className="text-sm">
        <Link href="/campaigns" className="text-muted hover:text-ink">
          <span aria-hidden="true">← </span>Campaigns
        </Link>
      </nav>
      <div className="mt-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 className="text-xl wrap-anywhere" dir="auto">
              {campaign.name}
            </h1>
            <CampaignStateBadge state={isFinished ? "stopped" : campaign.state} />
          </div>
          <p className="mt-0.5 text-sm text-muted">{describe(campaign)}</p>
        </div>
        <CampaignActions campaign={campaign} />
      </div>
    </header>
  );
}

function describe({ models, prompts, orderedBy, orderChange, settings }: CampaignView): string {
  if (models.length === 0) return "No data yet";
  const each = settings.judgmentsPerComparison;
  return [
    `${countOf(models.length, "model")} on ${countOf(prompts, "prompt")}`,
    `${settings.mode === "measure" ? "measured" : "explored"}, ordered by ${orderedBy}${orderChange ? `, then by ${orderChange.orderedBy}` : ""}`,
    `${countOf(each, "judgment")} each`,
  ].join(", ");
}
