import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Disclosure } from "@/app/_ui/disclosure";
import { Markdown } from "@/app/_ui/markdown";
import type { Desk } from "@/server/task/schemas";

interface Props {
  desk: Pick<Desk, "guidelines" | "guidelinesChange" | "guidelinesSeen">;
  onRead: () => void;
}

/** The guidelines before the first comparison; after a change what is new in them, to be read before the next one. */
export function GuidelinesStep({ desk: { guidelines, guidelinesChange, guidelinesSeen }, onRead }: Props) {
  const t = useTranslations("desk.start");
  const changed = useTranslations("flow.guidelines");
  const isChange = guidelinesSeen !== null;
  return (
    <>
      <p className="mb-6 text-muted">{isChange ? changed("text") : t("text")}</p>
      {guidelinesChange ? (
        <>
          <p
            className="rounded-lg border border-line bg-surface p-5 text-sm whitespace-pre-wrap wrap-anywhere"
            dir="auto"
          >
            {guidelinesChange.map(({ kind, text }, at) =>
              kind === "added" ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces never move
                <ins key={at} className="bg-ok-soft text-ok">
                  {text}
                </ins>
              ) : kind === "removed" ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces never move
                <del key={at} className="bg-danger-soft text-danger">
                  {text}
                </del>
              ) : (
                text
              ),
            )}
          </p>
          <Disclosure summary={changed("whole")} className="mt-4">
            <Markdown text={guidelines} className="rounded-lg border border-line bg-surface p-5" />
          </Disclosure>
        </>
      ) : (
        <Markdown text={guidelines} className="rounded-lg border border-line bg-surface p-5" />
      )}
      <div className="sticky bottom-0 mt-6 bg-page py-3">
        <Button look="primary" size="large" onClick={onRead} className="w-full sm:w-auto">
          {isChange ? changed("read") : t("button")}
        </Button>
      </div>
    </>
  );
}
