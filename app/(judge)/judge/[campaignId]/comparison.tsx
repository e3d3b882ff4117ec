import { useTranslations } from "use-intl/react";
import { Skeleton } from "@/app/_ui/skeleton";
import type { TaskView } from "@/server/task/schemas";
import { CompletionPane } from "./completion-pane";
import { PromptPanel } from "./prompt-panel";

/** A prompt over its two completions; grey shapes of the same size until there is one. */
export function Comparison({ task }: { task: TaskView | undefined }) {
  const t = useTranslations("read");
  return (
    <div className="flex flex-1 flex-col gap-3 sm:gap-4" aria-busy={task === undefined}>
      {task ? <PromptPanel task={task} /> : <Skeleton className="h-24 w-full" />}
      <div className="grid flex-1 gap-3 sm:gap-4 md:grid-cols-2" dir="ltr">
        <CompletionPane title={t("left")} text={task?.left} />
        <CompletionPane title={t("right")} text={task?.right} />
      </div>
    </div>
  );
}
