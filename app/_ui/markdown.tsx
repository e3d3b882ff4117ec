import { memo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { blockDirections } from "./markdown/block-directions";
import { htmlAsText } from "./markdown/html-as-text";
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
  [rehypeSanitize, sanitizeSchema],
  blockDirections,
];

/**
 * Text that a model or a person wrote, as Markdown. It is hostile: no images, no HTML (it is shown as text), links
 * open elsewhere without telling where from.
 */
export const Markdown = memo(function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={`prose ${className ?? ""}`}>
      <ReactMarkdown remarkPlugins={remarkPlugins} rehypePlugins={rehypePlugins} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
