"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { MemberView } from "@/server/member/schemas";
import { LinkShown } from "./link-shown";
import { LinkState } from "./people-table";
import { RemovePerson } from "./remove-person";

interface Props {
  person: MemberView | undefined;
  campaignId: string;
  onClose: () => void;
}

/** Everything that can be done about one person. */
export function ManageDialog({ person, campaignId, onClose }: Props) {
  return (
    <Dialog open={person !== undefined} onClose={onClose} title={person?.name ?? ""}>
      {person && <Actions person={person} campaignId={campaignId} />}
    </Dialog>
  );
}

function Actions({ person, campaignId }: { person: MemberView; campaignId: string }) {
  if (person.removedAt !== null) return <Restore person={person} campaignId={campaignId} />;
  return (
    <div className="space-y-6 text-sm">
      {person.stoppedAt !== null && <LetGoOn person={person} campaignId={campaignId} />}
      <SignInLink person={person} campaignId={campaignId} />
      <RemovePerson person={person} campaignId={campaignId} />
    </div>
  );
}

function LetGoOn({ person, campaignId }: { person: MemberView; campaignId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const goOn = useMutation(trpc.member.letGoOn.mutationOptions({ onSuccess: refresh }));
  const { right, answers } = person.gold;
  return (
    <section className="space-y-3">
      <h3>Stopped by the gold rule</h3>
      <p>
        {person.name} was right in {right} of {answers} comparisons with a known outcome and is given nothing
        more. What they judged is kept. Let go on, the rule counts from now.
      </p>
      {goOn.error && <Notice tone="error">{errorMessage(goOn.error)}</Notice>}
      <Button busy={goOn.isPending} onClick={() => goOn.mutate({ campaignId, memberId: person.id })}>
        Let go on
      </Button>
    </section>
  );
}

function SignInLink({ person, campaignId }: { person: MemberView; campaignId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const target = { campaignId, memberId: person.id };
  const make = useMutation(trpc.member.newLink.mutationOptions({ onSuccess: refresh }));
  const revoke = useMutation(
    trpc.member.revokeLinks.mutationOptions({
      onSuccess: async () => {
        make.reset();
        await refresh();
      },
    }),
  );
  const error = make.error ?? revoke.error;
  return (
    <section className="space-y-3">
      <h3>Sign-in link</h3>
      {make.data ? (
        <LinkShown name={person.name} {...make.data} />
      ) : (
        <p>
          <LinkState person={person} />. A new link ends the older one and signs its devices out; judgments
          are kept.
        </p>
      )}
      {error && <Notice tone="error">{errorMessage(error)}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button busy={make.isPending} onClick={() => make.mutate(target)}>
          {make.data ? "Make another link" : "New sign-in link"}
        </Button>
        {person.link && (
          <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate(target)}>
            Revoke the link
          </Button>
        )}
      </div>
    </section>
  );
}

function Restore({ person, campaignId }: { person: MemberView; campaignId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const restore = useMutation(trpc.member.restore.mutationOptions({ onSuccess: refresh }));
  return (
    <div className="space-y-3 text-sm">
      <p>
        {person.name} was removed. Restored, they keep what they had judged and need a new sign-in link.
        Withdrawn judgments stay withdrawn.
      </p>
      {restore.error && <Notice tone="error">{errorMessage(restore.error)}</Notice>}
      <Button
        look="primary"
        busy={restore.isPending}
        onClick={() => restore.mutate({ campaignId, memberId: person.id })}
      >
        Restore
      </Button>
    </div>
  );
}
