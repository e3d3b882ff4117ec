import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { useTRPC } from "@/app/_trpc/client";
import { Skeleton } from "@/app/_ui/skeleton";
import type { Desk } from "@/server/task/schemas";
import { GuidelinesStep } from "./guidelines-step";

interface Props {
  campaignId: string;
  onRead: (desk: Desk) => void;
}

/** The guidelines were changed while somebody judges: shown between two comparisons, never over one. */
export function ChangedGuidelines({ campaignId, onRead }: Props) {
  const t = useTranslations("flow.guidelines");
  const trpc = useTRPC();
  const { data: desk } = useQuery({
    ...trpc.task.desk.queryOptions({ campaignId }),
    // Never what was read of an earlier change.
    gcTime: 0,
    retry: true,
  });
  return (
    <div className="mx-auto w-full max-w-2xl py-4">
      <h2 tabIndex={-1} className="mb-4 text-xl">
        {t("title")}
      </h2>
      {desk ? (
        <GuidelinesStep desk={desk} onRead={() => onRead(desk)} />
      ) : (
        <Skeleton className="h-48 w-full" />
      )}
    </div>
  );
}
