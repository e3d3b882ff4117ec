import { type Ref, useId } from "react";
import { useTranslations } from "use-intl/react";
import { useDirection } from "@/app/_messages/use-direction";
import { classNames } from "@/app/_ui/class-names";
import { ScrollFrame } from "@/app/_ui/scroll-frame";
import { Skeleton } from "@/app/_ui/skeleton";
import { CompletionText, type Shown } from "./reading/completion-text";

interface Props {
  side: "left" | "right";
  shown: Shown | undefined;
  /** Shown only to who asks for it: length sways judgments. */
  words?: number | undefined;
  frame?: Ref<HTMLDivElement>;
}

/** One of the two completions. Side by side it scrolls on its own when it is taller than the window. */
export function CompletionPane({ side, shown, words, frame }: Props) {
  const t = useTranslations("read");
  const direction = useDirection();
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      dir={direction}
      className="flex min-w-0 flex-col rounded-lg border border-line bg-surface md:max-h-[calc(100dvh-9.5rem)]"
    >
      {/* On a phone the switch over it says which it is. */}
      <div
        className={classNames(
          "sticky top-0 z-10 flex items-baseline justify-between gap-3 rounded-t-lg border-b border-line bg-surface px-4 py-1.5 text-sm text-muted",
          words === undefined && "max-md:sr-only",
        )}
      >
        <h2 id={headingId} className="font-semibold">
          {t(side)}
        </h2>
        {words !== undefined && <p>{t("words", { count: words })}</p>}
      </div>
      {shown === undefined ? (
        <div className="space-y-3 p-4">
          <Skeleton />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-4 w-3/5" />
        </div>
      ) : (
        <ScrollFrame ref={frame} className="min-h-0 flex-1 overflow-y-auto rounded-b-lg px-4 py-3">
          <CompletionText side={side} shown={shown} />
        </ScrollFrame>
      )}
    </section>
  );
}
