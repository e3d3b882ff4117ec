import { TextLink } from "@/app/_ui/text-link";

/** Leads to why a comparison was drawn, or will be. */
export function WhyLink({ campaignId, comparisonId }: { campaignId: string; comparisonId: number }) {
  return (
    <p className="mt-2 text-sm">
      <TextLink href={`/campaigns/${campaignId}/comparisons/${comparisonId}`} prefetch={false}>
        Why this comparison was drawn
      </TextLink>
    </p>
  );
}
