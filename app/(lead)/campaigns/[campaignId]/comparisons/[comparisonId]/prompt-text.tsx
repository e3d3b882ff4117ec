import { type ReactNode, useId } from "react";
import { Markdown } from "@/app/_ui/markdown";
import { ScrollFrame } from "@/app/_ui/scroll-frame";
import type { ComparisonExplanation } from "@/server/comparison/schemas";

const roles: Record<string, string> = {
  user: "User",
  assistant: "Model",
  system: "Instructions to the model",
};

/** What both models were given: instructions and earlier turns where there are any, and the prompt. */
export function PromptText({ comparison }: { comparison: ComparisonExplanation }) {
  const { prompt, system, turns } = comparison;
  const headingId = useId();
  const last = turns?.at(-1);
  const isLastTurn = last?.role === "user" && last.content.trim() === prompt.trim();
  const all = turns?.length ? [...turns, ...(isLastTurn ? [] : [{ role: "user", content: prompt }])] : [];
  return (
    <section aria-labelledby={headingId} className="rounded-lg bg-sunken px-4 pt-2.5 pb-3">
      <h2 id={headingId} className="mb-1 text-sm text-muted">
        Prompt
      </h2>
      <ScrollFrame className="max-h-[40dvh] space-y-3 overflow-y-auto text-sm">
        {system && <Turn by="Instructions to the model">{system}</Turn>}
        {all.length > 0 ? (
          all.map(({ role, content }, at) => (
            // biome-ignore lint: turns never move
            <Turn key={at} by={roles[role] ?? role}>
              {content}
            </Turn>
          ))
        ) : (
          <Markdown text={prompt} className="prose-measure" />
        )}
      </ScrollFrame>
    </section>
  );
}

function Turn({ by, children }: { by: ReactNode; children: string }) {
  return (
    <div className="border-s-2 border-line-strong ps-3">
      <p className="font-medium text-muted">{by}</p>
      <Markdown text={children} className="prose-measure" />
    </div>
  );
}
