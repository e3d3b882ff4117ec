"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { countOf } from "@/app/_ui/number-words";
import type { NoiseView } from "@/server/noise/schemas";

/** What was found in a draft's texts, in a sentence; a look at it is optional. */
export function NoiseLook({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.noise.get.queryOptions({ campaignId }));
  return <>{data ? describe(data) : "Empty, cut off, damaged and repeated texts, before you launch."}</>;
}

function describe({ inspectedAt, isStale, detectors, excluded }: NoiseView): string {
  if (inspectedAt === null || isStale)
    return "Empty, cut off, damaged and repeated texts. Ranking looks for them by itself.";
  const found = detectors.filter(({ findings }) => findings > 0);
  if (found.length === 0) return "Nothing found.";
  const rules = detectors.filter(({ isExcluded }) => isExcluded).length;
  const kinds = countOf(found.length, "kind");
  if (rules === 0) return `${kinds} of noise found, none left out.`;
  return `${kinds} of noise found, ${rules} left out with ${countOf(excluded, "comparison")}.`;
}
