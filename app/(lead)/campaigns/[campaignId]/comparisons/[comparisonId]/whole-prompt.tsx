import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { countOf, formatDecimal } from "@/app/_ui/number-words";
import { TextLink } from "@/app/_ui/text-link";
import type { ComparisonExplanation, OtherPair } from "@/server/comparison/schemas";

/** Other pairs shown before the rest is unfolded. */
const shownPairs = 6;

/** How far all models differ on the prompt, and its other pairs; nothing for two models. */
export function WholePrompt({ comparison, base }: { comparison: ComparisonExplanation; base: string }) {
  const { disagreement, otherPairs } = comparison;
  if (otherPairs.length === 0) return null;
  return (
    <Section
      title="All models on this prompt"
      description={
        disagreement &&
        `${disagreement.title} over ${countOf(disagreement.pairs, "pair")}: mean ${formatDecimal(disagreement.mean, 3)}, maximum ${formatDecimal(disagreement.maximum, 3)}, variance ${formatDecimal(disagreement.variance, 4)}.`
      }
    >
      <Pairs pairs={otherPairs.slice(0, shownPairs)} base={base} />
      {otherPairs.length > shownPairs && (
        <Disclosure summary={`${countOf(otherPairs.length - shownPairs, "more pair")}`} className="mt-1">
          <Pairs pairs={otherPairs.slice(shownPairs)} base={base} />
        </Disclosure>
      )}
    </Section>
  );
}

function Pairs({ pairs, base }: { pairs: OtherPair[]; base: string }) {
  return (
    <ul className="space-y-1.5 text-sm">
      {pairs.map(({ comparisonId, modelA, modelB, value }) => (
        <li key={comparisonId} className="flex justify-between gap-3">
          <TextLink href={`${base}/${comparisonId}`} prefetch={false} className="min-w-0 wrap-anywhere">
            {modelA} and {modelB}
          </TextLink>
          <span className="tabular-nums">{formatDecimal(value, 3)}</span>
        </li>
      ))}
    </ul>
  );
}
