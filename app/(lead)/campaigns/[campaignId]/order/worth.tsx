"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { Notice } from "@/app/_ui/notice";
import { countOf } from "@/app/_ui/number-words";
import { Select } from "@/app/_ui/select";
import { Skeleton } from "@/app/_ui/skeleton";
import { TextLink } from "@/app/_ui/text-link";
import { TimeAgo } from "@/app/_ui/time-ago";
import { JobProgress } from "@/app/(lead)/_campaign/job-progress";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import { useJob } from "@/app/(lead)/_campaign/use-job";
import { WorthTable } from "@/app/(lead)/_campaign/worth-table";
import { orderByHref } from "@/app/(lead)/_campaign/worth-words";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { Evidence, OrderWorthAnswer, WorthRow } from "@/server/worth/schemas";
import { HowToRead } from "./worth-reading";

/** What judgments say of every order: which metric saves ties, and whether it is more than length or chance. */
export function Worth({ campaign }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const campaignId = campaign.id;
  const [evidence, setEvidence] = useState<Evidence>();
  const job = useJob(campaignId, "compare-metrics");
  const { data: worth, error } = useQuery(trpc.worth.get.queryOptions({ campaignId, evidence }));
  const compare = useMutation({
    ...trpc.worth.start.mutationOptions(),
    onSuccess: async ({ jobId }) => {
      job.follow(jobId);
      await refresh();
    },
  });
  const problem = compare.error ?? error;
  return (
    <Section
      title="What the order is worth"
      description={worth ? sourceWords[worth.evidence] : undefined}
      actions={
        worth?.blocker === null && (
          <>
            <EvidenceChoice worth={worth} onChoose={setEvidence} />
            <Button
              busy={compare.isPending || job.isRunning}
              size="small"
              onClick={() => compare.mutate({ campaignId, evidence: worth.evidence })}
            >
              {worth.table ? "Compare again" : "Compare metrics"}
            </Button>
          </>
        )
      }
    >
      <div className="space-y-3">
        {problem && <Notice tone="error">{errorMessage(problem)}</Notice>}
        <JobProgress {...job} title="Comparing metrics" />
        {worth ? <Found worth={worth} campaign={campaign} /> : !error && <Skeleton className="h-24 w-full" />}
      </div>
    </Section>
  );
}

const sourceWords: Record<Evidence, string> = {
  recorded:
    "The judgments that came with imports, played through every metric: how many ties the first fifth of each order would have saved.",
  control:
    "Read from the control arm, a random sample of the whole set: how many ties the first fifth of each order would have saved.",
};

const choices: Record<Evidence, string> = { control: "Control arm", recorded: "Imported judgments" };

function EvidenceChoice({
  worth,
  onChoose,
}: {
  worth: OrderWorthAnswer;
  onChoose: (evidence: Evidence) => void;
}) {
  if (worth.available.length < 2) return null;
  return (
    <div className="w-44">
      <Select
        aria-label="Measured by"
        value={worth.evidence}
        onChange={({ target }) => onChoose(target.value as Evidence)}
      >
        {worth.available.map((evidence) => (
          <option key={evidence} value={evidence}>
            {choices[evidence]}
          </option>
        ))}
      </Select>
    </div>
  );
}

function Found({ worth, campaign }: { worth: OrderWorthAnswer; campaign: CampaignView }) {
  const { table, createdAt, staleReason, blocker } = worth;
  if (!table || createdAt === null) {
    return (
      <p className="max-w-prose text-sm text-muted">
        {blocker ??
          "Not compared yet. Every metric that this data can feed is scored once; the scores are kept for rankings."}
      </p>
    );
  }
  const [verdict, ...qualified] = table.sentences;
  const isDraft = campaign.state === "draft";
  return (
    <>
      <p className="max-w-prose font-medium text-pretty">{verdict}</p>
      {qualified.map((sentence) => (
        <p key={sentence} className="max-w-prose text-sm text-pretty">
          {sentence}
        </p>
      ))}
      <p className="text-sm text-muted">
        {countOf(table.judgments, "judgment")} on {countOf(table.comparisons, "comparison")}
        {table.evidence === "control" && " of the control arm"}
        {table.unjudgeable > 0 && `, ${table.unjudgeable} more given up as unjudgeable`}. Compared{" "}
        <TimeAgo at={createdAt} />. {staleReason && <strong className="text-warn">{staleReason}</strong>}
      </p>
      {table.missing === 0 && (
        <>
          <WorthTable
            table={table}
            {...(isDraft && { action: (row: WorthRow) => <UseMetric row={row} campaign={campaign} /> })}
          />
          <HowToRead table={table} />
        </>
      )}
    </>
  );
}

/** Sets a draft to order by a row; the form shows it, and nothing is saved before the lead ranks. */
function UseMetric({ row, campaign }: { row: WorthRow; campaign: CampaignView }) {
  if (row.kind === "control") return null;
  const { metric, members } = campaign.settings;
  const isUsed = row.settings.metric === metric && (members === null) === (row.settings.members === null);
  if (isUsed && members === null) return <span className="text-muted">used</span>;
  return (
    <TextLink href={orderByHref(campaign.id, row)} aria-label={`Use ${row.title}`}>
      Use
    </TextLink>
  );
}
