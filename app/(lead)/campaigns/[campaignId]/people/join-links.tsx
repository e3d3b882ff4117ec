"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { TimeAgo } from "@/app/_ui/time-ago";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { JoinLinkView } from "@/server/join/schemas";
import { JoinLinkDialog } from "./join-link-dialog";

/** Links by which people join whom nobody invites by name: who came by each, and closing it. */
export function JoinLinks({ campaign }: { campaign: CampaignView }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [isMaking, setMaking] = useState(false);
  const { data: links } = useQuery({
    ...trpc.join.list.queryOptions({ campaignId: campaign.id }),
    refetchInterval: campaign.state === "live" ? 15_000 : false,
  });
  const revoke = useMutation(trpc.join.revoke.mutationOptions({ onSuccess: refresh }));
  return (
    <div className="mt-5 border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h3 className="text-sm font-medium">Open links</h3>
          <p className="max-w-prose text-sm text-muted">
            For a class, a mailing list or a panel: whoever opens one joins as a person of their own.
          </p>
        </div>
        <Button onClick={() => setMaking(true)}>New link…</Button>
      </div>
      {links && links.length > 0 && (
        <Table caption="Open links" className="mt-3">
          <thead>
            <tr>
              <Th>Link</Th>
              <Th numeric>Places</Th>
              <Th numeric>At work</Th>
              <Th numeric>Done</Th>
              <Th
                numeric
                title="They left, fell silent for half an hour, or were stopped: their place is free again"
              >
                Left
              </Th>
              <Th>Made</Th>
              <Th>
                <span className="sr-only">Close</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {links.map((link) => (
              <LinkRow
                key={link.id}
                link={link}
                isBusy={revoke.isPending}
                onClose={() => revoke.mutate({ campaignId: campaign.id, joinLinkId: link.id })}
              />
            ))}
          </tbody>
        </Table>
      )}
      {revoke.error && <Notice tone="error">{errorMessage(revoke.error)}</Notice>}
      <JoinLinkDialog open={isMaking} onClose={() => setMaking(false)} campaign={campaign} />
    </div>
  );
}

function LinkRow({ link, isBusy, onClose }: { link: JoinLinkView; isBusy: boolean; onClose: () => void }) {
  return (
    <tr>
      <Td dir="auto">
        {link.name} {link.isPanel && <Badge>Panel</Badge>}
      </Td>
      <Td numeric>{link.mostPeople === null ? "Any" : formatCount(link.mostPeople)}</Td>
      <Td numeric>{formatCount(link.working)}</Td>
      <Td numeric>{formatCount(link.finished)}</Td>
      <Td numeric>{formatCount(link.left)}</Td>
      <Td>
        <TimeAgo at={link.createdAt} />
      </Td>
      <Td>
        {link.revokedAt === null ? (
          <Button size="small" busy={isBusy} aria-label={`Close the link ${link.name}`} onClick={onClose}>
            Close
          </Button>
        ) : (
          <span className="text-muted">Closed</span>
        )}
      </Td>
    </tr>
  );
}
