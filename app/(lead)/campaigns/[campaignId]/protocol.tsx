"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { LinkButton } from "@/app/_ui/link-button";
import { Markdown } from "@/app/_ui/markdown";
import { countOf, formatCount, formatShare } from "@/app/_ui/number-words";
import type { CampaignView } from "@/server/campaign/campaign-view";
import { controlVariateWords } from "@/server/campaign/schemas";
import { GuidelineVersions } from "./guideline-versions";
import { ProtocolDialog } from "./protocol-dialog";

/** What annotators are asked, and of how many comparisons. */
export function Protocol({ campaign }: { campaign: CampaignView }) {
  const [isOpen, setOpen] = useState(false);
  const { settings, state, budgetAtLaunch } = campaign;
  const isExtended = state !== "draft" && budgetAtLaunch !== settings.budget;
  return (
    <Section
      title="Protocol"
      actions={
        <>
          <LinkButton look="quiet" href={`/judge/${campaign.id}`} prefetch={false}>
            Preview the desk
          </LinkButton>
          <Button onClick={() => setOpen(true)}>Edit…</Button>
        </>
      }
    >
      <dl className="grid gap-x-6 gap-y-2.5 text-sm sm:grid-cols-2 lg:grid-cols-3">
        <Fact label="Budget">
          {settings.budget === null ? "The whole pool" : countOf(settings.budget, "comparison")}
          {isExtended && budgetAtLaunch !== null && `, ${formatCount(budgetAtLaunch)} at launch`}
        </Fact>
        {settings.pairAllocation === "uncertain" && (
          <Fact label="Next pair">By chance, those of which least is known more often</Fact>
        )}
        {settings.mode === "measure" && (
          <Fact label="A pair stops by itself">
            {campaign.ruleWords.length === 0 ? "Never" : campaign.ruleWords.join(", or ")}
          </Fact>
        )}
        <Fact label="Each comparison">
          {countOf(settings.judgmentsPerComparison, "judgment")}
          {settings.extraUpTo !== null && `, up to ${settings.extraUpTo} where they disagree`}
        </Fact>
        <Fact label="Outcomes">
          {settings.outcomes === "four" ? "Left, right, both good, both bad" : "Left, right, tie"}
        </Fact>
        <Fact label="A prompt, per annotator">{settings.promptOncePerAnnotator ? "Once" : "Any number"}</Fact>
        <Fact label="Imported judgments">
          {campaign.importedJudgments === 0
            ? "None"
            : `${formatCount(campaign.importedJudgments)}, ${settings.adoptImported ? "adopted" : "not in estimates"}`}
        </Fact>
        {settings.controlVariate !== null && (
          <Fact label="Variance taken out by">{controlVariateWords(settings.controlVariate)}</Fact>
        )}
        {settings.anchorModel !== null && <Fact label="Rated 1000">{settings.anchorModel}</Fact>}
        {settings.trajectories.length > 0 && (
          <Fact label="Training runs">{settings.trajectories.map(({ name }) => name).join(", ")}</Fact>
        )}
        {settings.goldShare + settings.repeatShare > 0 && (
          <Fact label="Checks">
            {formatShare(settings.goldShare)} gold, {formatShare(settings.repeatShare)} repeats
          </Fact>
        )}
        {askedWords(settings).length > 0 && (
          <Fact label="Asked beside the decision">{askedWords(settings).join(", ")}</Fact>
        )}
        {settings.panel && (
          <Fact label="Panel">{countOf(settings.panel.judgmentsPerPerson, "judgment")} of each person</Fact>
        )}
        {settings.maskedNames.length > 0 && (
          <Fact label="Masked names">{settings.maskedNames.join(", ")}</Fact>
        )}
        <Fact label="Routing">{settings.routing === "language" ? "By language" : "None"}</Fact>
      </dl>
      <Disclosure summary="Guidelines for annotators" className="mt-3">
        {settings.guidelines.trim() ? (
          <Markdown text={settings.guidelines} className="max-w-prose text-sm" />
        ) : (
          <p className="text-sm text-muted">There are none. Say what “better” means before anyone judges.</p>
        )}
      </Disclosure>
      <GuidelineVersions campaignId={campaign.id} />
      <ProtocolDialog open={isOpen} onClose={() => setOpen(false)} campaign={campaign} />
    </Section>
  );
}

/** What annotators are asked besides the decision, in words. */
function askedWords({ strength, criteria, reasons, evidenceSpans }: CampaignView["settings"]): string[] {
  return [
    ...(strength === "off" ? [] : ["how clear it is"]),
    ...(criteria.length === 0 ? [] : [criteria.map(({ name }) => name).join(", ")]),
    ...(reasons ? ["why"] : []),
    ...(evidenceSpans ? ["which words"] : []),
  ];
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
