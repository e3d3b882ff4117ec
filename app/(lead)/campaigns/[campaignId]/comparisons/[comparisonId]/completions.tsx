"use client";

import { type ReactNode, useId, useState } from "react";
import { MarkedText } from "@/app/_differences/marked-text";
import { useDifferences } from "@/app/_differences/use-differences";
import { Checkbox } from "@/app/_ui/checkbox";
import { Markdown } from "@/app/_ui/markdown";
import { ScrollFrame } from "@/app/_ui/scroll-frame";
import type { ComparisonExplanation } from "@/server/comparison/schemas";

/** Both completions side by side, with the phrases marked by which they differ, or as annotators see them. */
export function Completions({ comparison }: { comparison: ComparisonExplanation }) {
  const { modelA, modelB, completionA, completionB, language } = comparison;
  const [isMarking, setMarking] = useState(true);
  const isOneEmpty = completionA.trim() === "" || completionB.trim() === "";
  const found = useDifferences({ a: completionA, b: completionB, language }, isMarking && !isOneEmpty);
  const headingId = useId();
  const runs = found?.kind === "marked" ? found : undefined;
  return (
    <section aria-labelledby={headingId}>
      <header className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={headingId} className="text-base">
          Completions
        </h2>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <p role="status" className="text-sm text-muted">
            {isMarking && (isOneEmpty ? "One of the two is empty." : stateWords(found))}
          </p>
          <Checkbox
            label="Mark what differs"
            checked={isMarking}
            onChange={(event) => setMarking(event.target.checked)}
          />
        </div>
      </header>
      <div className="grid grid-cols-1 items-start gap-3 md:grid-cols-2">
        <Pane title={modelA} text={completionA}>
          {runs && <MarkedText runs={runs.a} />}
        </Pane>
        <Pane title={modelB} text={completionB}>
          {runs && <MarkedText runs={runs.b} />}
        </Pane>
      </div>
    </section>
  );
}

function stateWords(found: ReturnType<typeof useDifferences>): string {
  if (!found) return "Looking for differences…";
  if (found.kind === "same") return "The two texts are the same.";
  if (found.kind === "too-different") return "The texts differ too much to mark phrases.";
  if (found.kind === "failed") return "Differences cannot be marked in this browser.";
  return "Plain text; what only one has is underlined.";
}

/** A completion as annotators see it, unless it is marked. */
function Pane({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div className="min-w-0 rounded-lg border border-line bg-surface text-sm">
      <h3 className="border-b border-line px-3 py-1.5 text-sm font-medium text-muted" dir="auto">
        {title}
      </h3>
      <ScrollFrame className="max-h-[70dvh] overflow-y-auto rounded-b-lg px-3 py-2">
        {text.trim() === "" ? (
          <p className="text-muted italic">This completion is empty.</p>
        ) : (
          (children ?? <Markdown text={text} />)
        )}
      </ScrollFrame>
    </div>
  );
}
