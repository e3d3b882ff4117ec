"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Notice } from "@/app/_ui/notice";
import { countOf } from "@/app/_ui/number-words";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { MemberView } from "@/server/member/schemas";

/** Removal in two steps: first what it does, then the button that does it. */
export function RemovePerson({ person, campaignId }: { person: MemberView; campaignId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [isAsking, setAsking] = useState(false);
  const [withdrawJudgments, setWithdraw] = useState(false);
  const remove = useMutation(trpc.member.remove.mutationOptions({ onSuccess: refresh }));
  if (!isAsking) {
    return (
      <section className="space-y-3 border-t border-line pt-4">
        <h3>Remove</h3>
        <p>
          Ends their access to this campaign. What they hold goes back to the queue. You can restore them.
        </p>
        <Button look="danger" onClick={() => setAsking(true)}>
          Remove from the campaign…
        </Button>
      </section>
    );
  }
  return (
    <section className="space-y-3 border-t border-line pt-4">
      <h3>Remove {person.name}?</h3>
      <p>
        {person.holding > 0
          ? `${countOf(person.holding, "comparison")} that they hold will be offered to others.`
          : "They hold no comparison now."}
      </p>
      {person.judgments > 0 && (
        <Checkbox
          label={`Also withdraw their ${countOf(person.judgments, "judgment")}`}
          hint="For someone whose judgments cannot be used. The comparisons open again for others. This cannot be undone."
          checked={withdrawJudgments}
          onChange={({ target }) => setWithdraw(target.checked)}
        />
      )}
      {remove.error && <Notice tone="error">{errorMessage(remove.error)}</Notice>}
      <div className="flex gap-2">
        <Button onClick={() => setAsking(false)}>Cancel</Button>
        <Button
          look="danger"
          busy={remove.isPending}
          onClick={() => remove.mutate({ campaignId, memberId: person.id, withdrawJudgments })}
        >
          Remove
        </Button>
      </div>
    </section>
  );
}
