import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { useErrorWords } from "@/app/_messages/use-error-words";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { Skeleton } from "@/app/_ui/skeleton";
import type { MinePlace } from "@/server/judgment/schemas";

interface Props {
  campaignId: string;
  onRevise: (taskId: string) => void;
}

/** One's own judgments, newest first, each to be looked at again and changed. */
export function MineList({ campaignId, onRevise }: Props) {
  const t = useTranslations("decide.mine");
  const choices = useTranslations("decide.choices");
  const format = useFormatter();
  const errorWords = useErrorWords();
  const trpc = useTRPC();
  /** Where each page that was looked at begins; the last is shown. */
  const [starts, setStarts] = useState<(MinePlace | undefined)[]>([undefined]);
  const before = starts.at(-1);
  const { data, error } = useQuery(
    // What was judged a moment ago must be in it.
    trpc.judgment.mine.queryOptions({ campaignId, before }, { staleTime: 0, gcTime: 0 }),
  );
  if (error) return <Notice tone="error">{errorWords(error)}</Notice>;
  if (!data) return <Skeleton className="h-40" />;
  if (data.judgments.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <>
      <ol className="divide-y divide-line">
        {data.judgments.map(({ taskId, at, prompt, decision, mayRevise }) => (
          <li key={taskId} className="flex items-center gap-3 py-2 text-sm">
            <div className="min-w-0 flex-1">
              <p className="truncate" dir="auto">
                {prompt}
              </p>
              <p className="text-muted">
                {choices(decision)} · {format.dateTime(at, { dateStyle: "medium", timeStyle: "short" })}
              </p>
            </div>
            <Button size="small" disabled={!mayRevise} onClick={() => onRevise(taskId)}>
              {t(mayRevise ? "change" : "tooLate")}
            </Button>
          </li>
        ))}
      </ol>
      {(starts.length > 1 || data.next !== null) && (
        <div className="mt-3 flex justify-between gap-2">
          <Button size="small" disabled={starts.length === 1} onClick={() => setStarts(starts.slice(0, -1))}>
            {t("newer")}
          </Button>
          <Button
            size="small"
            disabled={data.next === null}
            onClick={() => setStarts([...starts, data.next ?? undefined])}
          >
            {t("older")}
          </Button>
        </div>
      )}
    </>
  );
}
