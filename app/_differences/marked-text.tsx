import { memo, type ReactNode } from "react";
import { classNames } from "@/app/_ui/class-names";
import { cutAtBidiControls } from "@/app/_ui/markdown/bidi-controls";
import type { Run } from "./mark-differences";

/** As in Markdown: kerning takes time quadratic in the length of a word. */
const longWord = /\S{1000}/;

interface Props {
  runs: Run[];
  /** What a screen reader says before a marked stretch. */
  onlyHere?: string;
}

/** A text as it was written, with what the other one has not underlined. It is hostile, so it is text and nothing else. */
export const MarkedText = memo(function MarkedText({ runs, onlyHere = "only here" }: Props) {
  const hasLongWord = runs.some(({ text }) => longWord.test(text));
  return (
    <div className={classNames("prose", hasLongWord && "[font-kerning:none]")}>
      <p className="leading-relaxed whitespace-pre-wrap">
        {runs.map(({ text, isOnlyHere }, at) =>
          isOnlyHere ? (
            // biome-ignore lint: runs never move
            <mark
              key={at}
              className="relative rounded-xs bg-accent-soft text-ink underline decoration-accent decoration-2 underline-offset-3"
            >
              <span className="sr-only select-none">[{onlyHere}: </span>
              {plainly(text)}
              <span className="sr-only select-none">]</span>
            </mark>
          ) : (
            plainly(text)
          ),
        )}
      </p>
    </div>
  );
});

/** Without the characters that would reorder what follows them. */
function plainly(text: string): ReactNode {
  return cutAtBidiControls(text).map((piece, at) =>
    "text" in piece ? (
      piece.text
    ) : (
      // biome-ignore lint: pieces never move
      <span key={at} className="bidi-control">
        {piece.control}
      </span>
    ),
  );
}
