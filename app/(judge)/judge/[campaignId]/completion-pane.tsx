import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { useDirection } from "@/app/_messages/use-direction";
import { Markdown } from "@/app/_ui/markdown";
import { ScrollFrame } from "@/app/_ui/scroll-frame";
import { Skeleton } from "@/app/_ui/skeleton";

/** One of the two completions. Side by side it scrolls on its own when it is taller than the window. */
export function CompletionPane({ title, text }: { title: string; text: string | undefined }) {
  const t = useTranslations("read");
  const direction = useDirection();
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      dir={direction}
      className="flex min-w-0 flex-col rounded-lg border border-line bg-surface md:max-h-[calc(100dvh-9.5rem)]"
    >
      <h2
        id={headingId}
        className="sticky top-0 z-10 rounded-t-lg border-b border-line bg-surface px-4 py-1.5 text-sm text-muted"
      >
        {title}
      </h2>
      {text === undefined ? (
        <div className="space-y-3 p-4">
          <Skeleton />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-4 w-3/5" />
        </div>
      ) : (
        <ScrollFrame className="min-h-0 flex-1 overflow-y-auto rounded-b-lg px-4 py-3">
          {text.trim() === "" ? <p className="text-muted">{t("empty")}</p> : <Markdown text={text} />}
        </ScrollFrame>
      )}
    </section>
  );
}
