import { useTranslations } from "use-intl/react";
import type { Run } from "@/app/_differences/mark-differences";
import { MarkedText } from "@/app/_differences/marked-text";
import { Button } from "@/app/_ui/button";
import { Markdown } from "@/app/_ui/markdown";
import type { Stretch } from "./fold-identical";

export interface Shown {
  text: string;
  /** With what only this one has marked; instead of Markdown. */
  runs?: Run[] | undefined;
  /** With what both have folded away. */
  stretches?: Stretch[] | undefined;
  onUnfold: () => void;
}

/**
 * A completion. `data-completion` stands on the whole of it, `data-from` and `data-to` on each part with the offsets of what it
 * was drawn from: in that, what is selected is found again.
 */
export function CompletionText({ side, shown }: { side: "left" | "right"; shown: Shown }) {
  const t = useTranslations("read");
  const { text, runs, stretches, onUnfold } = shown;
  if (text.trim() === "") return <p className="text-muted">{t("empty")}</p>;
  if (runs || !stretches) {
    return (
      <div data-completion={side}>
        <div data-from={0} data-to={text.length}>
          {runs ? <MarkedText runs={runs} onlyHere={t("onlyHere")} /> : <Markdown text={text} />}
        </div>
      </div>
    );
  }
  return (
    <div data-completion={side} className="space-y-3">
      {stretches.map(({ isShared, text: own, paragraphs }, at) => {
        const from = lengthOf(stretches.slice(0, at));
        return isShared ? (
          // biome-ignore lint: stretches never move
          <FoldedAway key={at} paragraphs={paragraphs} onUnfold={onUnfold} />
        ) : (
          // biome-ignore lint: stretches never move
          <div key={at} data-from={from} data-to={from + own.length}>
            <Markdown text={own} />
          </div>
        );
      })}
    </div>
  );
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { text }) => sum + text.length, 0);
}

function FoldedAway({ paragraphs, onUnfold }: { paragraphs: number; onUnfold: () => void }) {
  const t = useTranslations("read");
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 border-y border-dashed border-line-strong py-0.5 text-sm text-muted">
      <span>{t("identical", { count: paragraphs })}</span>
      <Button look="quiet" size="small" className="-me-2" onClick={onUnfold}>
        {t("show")}
      </Button>
    </div>
  );
}
