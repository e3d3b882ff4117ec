import { useMemo, useState } from "react";
import { useDifferences } from "@/app/_differences/use-differences";
import type { TaskView } from "@/server/task/schemas";
import type { Shown } from "./completion-text";
import { countWords } from "./count-words";
import { foldIdentical } from "./fold-identical";
import type { ReadingSettings } from "./reading-settings";
import { isSameText } from "./same-text";

/** Where the marking of differences stands. */
export type Marking = "off" | "looking" | "marked" | "too-different" | "failed";

type Texts = Pick<TaskView, "left" | "right" | "language">;

/** What is shown of two completions, as their reader wants to read them. */
export function useShown({ left, right, language }: Texts, { marks, fold, counts }: ReadingSettings) {
  const [isUnfolded, setUnfolded] = useState(false);
  const isSame = useMemo(() => isSameText(left, right), [left, right]);
  const isOneEmpty = left.trim() === "" || right.trim() === "";
  const canCompare = !isSame && !isOneEmpty;
  const found = useDifferences({ a: left, b: right, language }, marks && canCompare);
  const folded = useMemo(
    () => (canCompare ? foldIdentical(left, right) : undefined),
    [left, right, canCompare],
  );
  const words = useMemo(
    () => (counts ? { left: countWords(left, language), right: countWords(right, language) } : undefined),
    [left, right, language, counts],
  );
  const runs = found?.kind === "marked" ? found : undefined;
  const stretches = fold && !isUnfolded ? folded : undefined;
  const onUnfold = () => setUnfolded(true);
  const shown: Record<"left" | "right", Shown> = {
    left: { text: left, runs: runs?.a, stretches: stretches?.left, onUnfold },
    right: { text: right, runs: runs?.b, stretches: stretches?.right, onUnfold },
  };
  const shared =
    folded?.left.reduce((sum, { isShared, paragraphs }) => sum + (isShared ? paragraphs : 0), 0) ?? 0;
  return { shown, words, isSame, canCompare, shared, marking: marking(marks && canCompare, found?.kind) };
}

function marking(isAsked: boolean, found: string | undefined): Marking {
  if (!isAsked || found === "same") return "off";
  return found === "marked" || found === "too-different" || found === "failed" ? found : "looking";
}
