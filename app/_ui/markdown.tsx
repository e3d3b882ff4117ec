import { memo, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { classNames } from "./class-names";
import { blockDirections } from "./markdown/block-directions";
import { htmlAsText } from "./markdown/html-as-text";
import { refuseDepth } from "./markdown/refuse-depth";
import { sanitizeSchema } from "./markdown/sanitize-schema";
import { ScrollFrame } from "./scroll-frame";

const heading = (level: number) =>
  // Not h1–h6: what a model wrote is no part of the page's outline.
  function ContentHeading({ children, dir }: { children?: React.ReactNode; dir?: string }) {
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
  img: ({ alt }) => <span className="text-muted">[image{alt ? `: ${alt}` : ""}]</span>,
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

const remarkPlugins = [remarkGfm, htmlAsText];
const rehypePlugins: React.ComponentProps<typeof ReactMarkdown>["rehypePlugins"] = [
  refuseDepth,
  [rehypeSanitize, sanitizeSchema],
  blockDirections,
];

/** Parsing so many quotes or lists within each other takes seconds, and overflows the stack in the end. */
const tooDeep = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){50}/m;
/** Marks that may open emphasis or a link: parsing takes time quadratic in those of one paragraph, 10 s for 6,000. */
const marks = /[*_~]+|\[/g;
const mostMarks = 1_500;
/** Breaking a kerned word over lines takes time quadratic in its length: minutes for 100 kB of base64. */
const longWord = /\S{1000}/;

/**
 * Text that a model or a person wrote, as Markdown. It is hostile: no images, no HTML (it is shown as text), links
 * open elsewhere without telling where from.
 */
export const Markdown = memo(function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={classNames("prose", longWord.test(text) && "[font-kerning:none]", className)}>
      {renderMarkdown(text)}
    </div>
  );
});

function hasTooManyMarks(text: string): boolean {
  return text
    .split(/\n[ \t]*\n/)
    .some((paragraph) => paragraph.length > mostMarks && (paragraph.match(marks)?.length ?? 0) > mostMarks);
}

/** Text that would take seconds to parse, or is too deeply nested to be shown as Markdown is shown as it is. */
function renderMarkdown(text: string): ReactNode {
  const asWritten = (
    <p dir="auto" className="whitespace-pre-wrap!">
      {text}
    </p>
  );
  if (tooDeep.test(text) || hasTooManyMarks(text)) return asWritten;
  try {
    // Called rather than mounted, so that what it throws is caught here.
    return ReactMarkdown({ children: text, remarkPlugins, rehypePlugins, components });
  } catch {
    return asWritten;
  }
}
