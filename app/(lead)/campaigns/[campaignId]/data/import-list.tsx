"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { countOf } from "@/app/_ui/number-words";
import { TimeAgo } from "@/app/_ui/time-ago";
import { useCampaign } from "@/app/(lead)/_campaign/use-campaign";
import { EndpointDiscard } from "./endpoint-discard";
import { describeCounts, describeFetched } from "./import-outcome";
import { Problems } from "./problems";

/** The files and fetches that the campaign's data came from. */
export function ImportList({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const { data: imports } = useSuspenseQuery(trpc.import.list.queryOptions({ campaignId }));
  const isDraft = useCampaign(campaignId).state === "draft";
  if (imports.length === 0) return null;
  return (
    <Section title="Imports">
      <ul className="divide-y divide-line text-sm">
        {imports.map(({ id, fileName, shape, publishedAt, counts, problems, sha256 }) => (
          <li key={id} className="py-2 first:pt-0 last:pb-0">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span className="font-medium wrap-anywhere" title={sha256 ? `SHA-256 ${sha256}` : undefined}>
                {fileName} {!isFetched(shape) && <span className="font-normal text-muted">{shape}</span>}
              </span>
              {publishedAt !== null && (
                <span className="text-muted">
                  <TimeAgo at={publishedAt} />
                </span>
              )}
            </p>
            <div className="flex flex-wrap items-center justify-between gap-x-4">
              {counts && (
                <p className="text-muted">
                  {isFetched(shape) ? describeFetched(counts) : describeCounts(counts)}
                </p>
              )}
              {isDraft && isFetched(shape) && (
                <EndpointDiscard campaignId={campaignId} importId={id} name={fileName} />
              )}
            </div>
            {problems && problems.length > 0 && (
              <Disclosure
                summary={countOf(
                  counts?.bad ?? problems.length,
                  "row that was left out",
                  "rows that were left out",
                )}
              >
                <Problems title="Left out" problems={problems} />
              </Disclosure>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function isFetched(shape: string | null): boolean {
  return shape === "logprobs" || shape === "embeddings";
}
