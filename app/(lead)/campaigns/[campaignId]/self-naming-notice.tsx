import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Notice } from "@/app/_ui/notice";
import { countOf } from "@/app/_ui/number-words";
import { TextLink } from "@/app/_ui/text-link";

/** Before launch: that some completions say whose they are, and where to mask or leave them out. Nothing where none does. */
export function SelfNamingNotice({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.noise.selfNames.queryOptions({ campaignId }));
  if (!data || data.isLeftOut || data.unmasked === 0) return null;
  const { unmasked } = data;
  return (
    <Notice
      tone="warn"
      title={`${countOf(unmasked, "completion")} ${unmasked === 1 ? "names its" : "name their"} model`}
    >
      Whoever reads a name is not blind.{" "}
      <TextLink href={`/campaigns/${campaignId}/noise#names-itself`}>
        Mask the names or leave them out
      </TextLink>{" "}
      first; after launch they can no longer be masked.
    </Notice>
  );
}
