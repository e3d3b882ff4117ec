import { useEffect, useEffectEvent, useState } from "react";
import type { MarkedSpan } from "@/server/judgment/schemas";
import type { TaskView } from "@/server/task/schemas";
import { type Part, partsIn, rangesOf } from "./shown-pieces";

/** What is selected of a completion, and where on the screen. */
export interface Selected {
  side: "left" | "right";
  parts: Part[];
  at: { left: number; top: number };
}

/** A marked part with its words. */
export interface Marked extends MarkedSpan {
  quote: string;
}

/** Follows what is selected in the completions of a task. */
export function useSelected(task: TaskView): [Selected | undefined, () => void] {
  const [selected, setSelected] = useState<Selected>();
  const follow = useEffectEvent(() => setSelected(findSelected(task)));
  useEffect(() => {
    const onChange = () => follow();
    document.addEventListener("selectionchange", onChange);
    return () => document.removeEventListener("selectionchange", onChange);
  }, []);
  const clear = () => {
    document.getSelection()?.removeAllRanges();
    setSelected(undefined);
  };
  return [selected, clear];
}

function findSelected(task: TaskView): Selected | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const common = range.commonAncestorContainer;
  const element = common instanceof Element ? common : common.parentElement;
  const root = element?.closest<HTMLElement>("[data-completion]");
  const side = root?.dataset.completion;
  if (!root || (side !== "left" && side !== "right")) return undefined;
  const parts = partsIn(root, task[side], range);
  if (parts.length === 0) return undefined;
  const box = range.getBoundingClientRect();
  return { side, parts, at: { left: box.left + box.width / 2, top: box.top } };
}

/** Shows marked parts in the page, where the browser can without touching the text, however it is read by now. */
export function useHighlights(task: TaskView, marked: readonly Marked[]): void {
  useEffect(() => {
    if (!("highlights" in CSS) || marked.length === 0) return;
    const draw = () => {
      for (const speaks of ["for", "against"] as const) {
        const ranges = marked.flatMap((span) => {
          const root = document.querySelector(`[data-completion=${span.side}]`);
          return root && span.speaks === speaks ? rangesOf(root, task[span.side], span) : [];
        });
        CSS.highlights.set(`evidence-${speaks}`, new Highlight(...ranges));
      }
    };
    draw();
    // Marking what differs and folding draw the texts anew.
    const observer = new MutationObserver(draw);
    observer.observe(document.querySelector("main") ?? document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      CSS.highlights.delete("evidence-for");
      CSS.highlights.delete("evidence-against");
    };
  }, [task, marked]);
}
