import { sanitize } from "hast-util-sanitize";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toHast } from "mdast-util-to-hast";
import { gfm } from "micromark-extension-gfm";
import type { ReactNode } from "react";
import { ScrollFrame } from "../scroll-frame";
import { cutAtBidiControls } from "./bidi-controls";
import { blockDirections } from "./block-directions";
import { htmlAsText } from "./html-as-text";
import { ImageStandIn } from "./image-stand-in";
import { placeFormulas } from "./place-formulas";
import { refuseDepth } from "./refuse-depth";
import { sanitizeSchema } from "./sanitize-schema";
import { setAsideFormulas } from "./set-aside-formulas";
import { showBidiControls } from "./show-bidi-controls";
import { showLinkHosts } from "./show-link-hosts";
import { type Components, toElements } from "./to-elements";

type Html = ReturnType<typeof toHast>;
/** Something done to the sanitized elements of a text. */
export type Enrich = (tree: Html) => void;

const heading = (level: number) =>
  // Not h1–h6: what a model wrote is no part of the page's outline.
  function ContentHeading({ children, dir }: { children?: ReactNode; dir?: string }) {
    return (
      <p data-heading={level} dir={dir}>
        {children}
      </p>
    );
  };

const components: Components = {
  h1: heading(1),
  h2: heading(2),
  h3: heading(3),
  h4: heading(4),
  h5: heading(5),
  h6: heading(6),
  // A relative address would lead into this app.
  a: ({ href, children }) =>
    href && /^(https?:\/\/|mailto:)/i.test(href) ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  img: ({ alt }) => <ImageStandIn alt={alt} />,
  input: ({ checked }) => <span>{checked ? "☑ " : "☐ "}</span>,
  // An empty cell heads nothing.
  th: ({ children, style }) => {
    const Cell = children ? "th" : "td";
    return <Cell style={style}>{children}</Cell>;
  },
  pre: ({ children }) => (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <pre dir="ltr" tabIndex={0} data-scrolls="">
      {children}
    </pre>
  ),
  table: ({ children, dir }) => (
    <ScrollFrame className="overflow-x-auto" dir={dir}>
      <table>{children}</table>
    </ScrollFrame>
  ),
};

/** Parsing so many quotes or lists within each other takes seconds, and overflows the stack in the end. */
const tooDeep = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){50}|^[ \t]{80,}(?:[-+*]|\d{1,9}[.)])[ \t]/m;
/** Beyond these parsing alone takes seconds, and nobody reads so many cells of a table. */
const longestMarkdown = 200_000;
const mostBars = 8_000;
/** Marks that may open emphasis or a link: parsing takes time quadratic in those of one paragraph, 10 s for 6,000. */
const marks = /[*_~]+|\[/g;
const mostMarks = 1_500;

/**
 * Markdown as elements. `enrich` comes behind sanitizing: it may set formulas and colour code. Text that
 * would take seconds to parse, or is too deeply nested to be shown as Markdown is shown as it was written.
 */
export function renderMarkdown(text: string, enrich: Enrich[] = []): ReactNode {
  if (text.length > longestMarkdown || tooDeep.test(text) || hasTooManyMarks(text)) return asWritten(text);
  try {
    const { text: markdown, formulas } = setAsideFormulas(text);
    const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    htmlAsText(tree);
    placeFormulas(tree, formulas);
    const unsafe = toHast(tree);
    refuseDepth(unsafe);
    const html = sanitize(unsafe, sanitizeSchema);
    for (const change of [blockDirections, showLinkHosts, ...enrich, showBidiControls]) change(html);
    return toElements(html, components);
  } catch {
    return asWritten(text);
  }
}

function hasTooManyMarks(text: string): boolean {
  if ((text.match(/\|/g)?.length ?? 0) > mostBars) return true;
  return text
    .split(/\n[ \t]*\n/)
    .some((paragraph) => paragraph.length > mostMarks && (paragraph.match(marks)?.length ?? 0) > mostMarks);
}

function asWritten(text: string): ReactNode {
  return (
    <p dir="auto" className="whitespace-pre-wrap!">
      {cutAtBidiControls(text).map((piece, at) =>
        "text" in piece ? (
          piece.text
        ) : (
          // biome-ignore lint: pieces never move
          <span key={at} className="bidi-control">
            {piece.control}
          </span>
        ),
      )}
    </p>
  );
}
