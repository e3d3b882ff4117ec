import { useEffect, useEffectEvent, useState } from "react";
import type { MarkedSpan } from "@/server/judgment/schemas";
import type { TaskView } from "@/server/task/schemas";
import { sourceRange } from "./source-offsets";

/** A part of a completion that is selected, and where on the screen it ends. */
export interface Selected {
  side: "left" | "right";
  start: number;
  end: number;
  range: Range;
  at: { left: number; top: number };
}

/** A marked part with its words, and where it stands in the page. */
export interface Marked extends MarkedSpan {
  quote: string;
  range: Range;
}

/** Follows what is selected in the completions of a task. Nothing while it is off or something else is shown. */
export function useSelected(task: TaskView | undefined, isOn: boolean): [Selected | undefined, () => void] {
  const [selected, setSelected] = useState<Selected>();
  const follow = useEffectEvent(() => setSelected(task && isOn ? findSelected(task) : undefined));
  useEffect(() => {
    const onChange = () => follow();
    document.addEventListener("selectionchange", onChange);
    return () => document.removeEventListener("selectionchange", onChange);
  }, []);
  const clear = () => {
    document.getSelection()?.removeAllRanges();
    setSelected(undefined);
  };
  return [isOn && task ? selected : undefined, clear];
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
  const before = document.createRange();
  before.selectNodeContents(root);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  const found = sourceRange(task[side], root.textContent, start, start + range.toString().length);
  if (!found) return undefined;
  const box = range.getBoundingClientRect();
  return { side, ...found, range: range.cloneRange(), at: { left: box.left + box.width / 2, top: box.top } };
}

/** Shows marked parts in the page, where the browser can without touching the text. */
export function useHighlights(marked: readonly Marked[]): void {
  useEffect(() => {
    if (!("highlights" in CSS)) return;
    for (const speaks of ["for", "against"] as const) {
      const ranges = marked.filter((span) => span.speaks === speaks).map(({ range }) => range);
      CSS.highlights.set(`evidence-${speaks}`, new Highlight(...ranges));
    }
    return () => {
      CSS.highlights.delete("evidence-for");
      CSS.highlights.delete("evidence-against");
    };
  }, [marked]);
}
