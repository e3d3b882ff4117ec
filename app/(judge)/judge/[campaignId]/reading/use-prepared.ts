import { useEffect } from "react";
import { prepareMarkdown } from "@/app/_ui/markdown";
import type { TaskView } from "@/server/task/schemas";

/** Has the parts of the page's script ready that the comparisons at hand need, so that the next is drawn whole at once. */
export function usePrepared(tasks: readonly TaskView[] | undefined): void {
  useEffect(() => {
    for (const { prompt, left, right } of tasks ?? [])
      for (const text of [prompt, left, right]) void prepareMarkdown(text);
  }, [tasks]);
}
