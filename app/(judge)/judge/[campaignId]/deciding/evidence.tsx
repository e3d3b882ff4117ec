import { useHotkeys } from "react-hotkeys-hook";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Kbd } from "@/app/_ui/kbd";
import type { MarkedSpan } from "@/server/judgment/schemas";
import type { TaskView } from "@/server/task/schemas";
import { type Marked, useHighlights, useSelected } from "./use-evidence";

export interface EvidenceProps {
  task: TaskView;
  marked: readonly Marked[];
  onMarked: (marked: Marked[]) => void;
}

/** Marks what speaks for or against a completion, by selecting its words; kept with the decision. */
export function Evidence({ task, marked, onMarked }: EvidenceProps) {
  const t = useTranslations("decide.evidence");
  const sides = useTranslations("read");
  const [selected, clear] = useSelected(task);
  useHighlights(task, marked);
  const mark = (speaks: MarkedSpan["speaks"]) => {
    if (!selected) return;
    const { side, parts } = selected;
    const isAgain = (one: Marked) =>
      one.side === side && parts.some(({ start, end }) => one.start === start && one.end === end);
    onMarked([...marked.filter((one) => !isAgain(one)), ...parts.map((part) => ({ ...part, side, speaks }))]);
    clear();
  };
  useHotkeys("*", (event) => {
    if (!selected || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "+" || event.key === "=") mark("for");
    else if (event.key === "-" || event.key === "_") mark("against");
    else return;
    event.preventDefault();
  });
  return (
    <>
      {selected && (
        <div
          role="toolbar"
          aria-label={t("mark")}
          className="fixed z-30 flex -translate-x-1/2 gap-1 rounded-lg border border-line-strong bg-surface p-1 shadow-lg"
          style={{ left: clamp(selected.at.left), top: Math.max(8, selected.at.top - 52) }}
          // The selection must survive the press.
          onPointerDown={(event) => event.preventDefault()}
        >
          <Button size="small" onClick={() => mark("for")}>
            {t("for")} <Kbd>+</Kbd>
          </Button>
          <Button size="small" onClick={() => mark("against")}>
            {t("against")} <Kbd>−</Kbd>
          </Button>
        </div>
      )}
      {marked.length > 0 && (
        <ul aria-label={t("title")} className="mx-auto mb-2 flex max-w-7xl flex-wrap gap-1.5">
          {marked.map((span) => (
            <li key={`${span.side}-${span.start}-${span.end}-${span.speaks}`}>
              <button
                type="button"
                className="flex min-h-8 max-w-72 items-center gap-1.5 rounded-full border border-line-strong px-3 text-sm hover:bg-sunken"
                aria-label={t("remove", { quote: span.quote })}
                onClick={() => onMarked(marked.filter((other) => other !== span))}
              >
                <span className="shrink-0 whitespace-nowrap text-muted">
                  {sides(span.side)} {span.speaks === "for" ? "+" : "−"}
                </span>
                <span className="truncate" dir="auto">
                  {span.quote}
                </span>
                <span aria-hidden="true" className="shrink-0">
                  ×
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** So far from the window's edges that the toolbar is whole. */
function clamp(left: number): number {
  return Math.min(Math.max(left, 110), window.innerWidth - 110);
}
