"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Disclosure } from "@/app/_ui/disclosure";
import { Markdown } from "@/app/_ui/markdown";
import { TimeAgo } from "@/app/_ui/time-ago";

/** Earlier wordings of the guidelines; nothing while there was only one. */
export function GuidelineVersions({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const { data = [] } = useQuery(trpc.campaign.guidelineVersions.queryOptions({ campaignId }));
  if (data.length < 2) return null;
  const [newest, ...earlier] = data;
  return (
    <Disclosure summary={`Version ${newest?.version}; earlier wordings of the guidelines`}>
      <ol className="space-y-4 text-sm">
        {earlier.map(({ version, text, createdAt }) => (
          <li key={version}>
            <p className="font-medium">
              Version {version},{" "}
              <span className="text-muted">
                <TimeAgo at={createdAt} />
              </span>
            </p>
            {text.trim() ? (
              <Markdown text={text} className="max-w-prose" />
            ) : (
              <p className="text-muted">None.</p>
            )}
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
