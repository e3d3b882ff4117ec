import { memo } from "react";
import { classNames } from "@/app/_ui/class-names";
import type { Run } from "./mark-differences";

/** As in Markdown: kerning takes time quadratic in the length of a word. */
const longWord = /\S{1000}/;

/** A text as it was written, with what the other one has not underlined. It is hostile, so it is text and nothing else. */
export const MarkedText = memo(function MarkedText({ runs }: { runs: Run[] }) {
  const hasLongWord = runs.some(({ text }) => longWord.test(text));
  return (
    <p
      className={classNames(
        "leading-relaxed wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext]",
        hasLongWord && "[font-kerning:none]",
      )}
    >
      {runs.map(({ text, isOnlyHere }, at) =>
        isOnlyHere ? (
          // biome-ignore lint: runs never move
          <mark
            key={at}
            className="rounded-xs bg-accent-soft text-ink underline decoration-accent decoration-2 underline-offset-3"
          >
            <span className="sr-only select-none">[only here: </span>
            {text}
            <span className="sr-only select-none">]</span>
          </mark>
        ) : (
          text
        ),
      )}
    </p>
  );
});
