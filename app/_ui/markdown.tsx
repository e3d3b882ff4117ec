import { type ComponentType, lazy, memo, type ReactNode, Suspense } from "react";
import { classNames } from "./class-names";
import { renderMarkdown } from "./markdown/render-markdown";
import { setAsideFormulas } from "./markdown/set-aside-formulas";

/** Breaking a kerned word over lines takes time quadratic in its length: minutes for 100 kB of base64. */
const longWord = /\S{1000}/;
const mathFence = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*math\b/m;
const codeFence = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(?:`{3,}|~{3,})[ \t]*[A-Za-z]/m;

interface Content {
  text: string;
}

const loadFormulas = async () => (await import("./markdown/typeset-formulas")).typesetFormulas;
const loadCode = async () => (await import("./markdown/highlight-code")).highlightCode;

/** Of the page's script only what a text needs; a part that does not arrive leaves the text without it. */
const WithFormulas = enriched(loadFormulas);
const WithCode = enriched(loadCode);
const WithBoth = enriched(loadFormulas, loadCode);

/**
 * Text that a model or a person wrote, as Markdown with tables, code and LaTeX. It is hostile: no images, no HTML (it is
 * shown as text), links open elsewhere without telling where from and say so where they lead elsewhere than they look.
 */
export const Markdown = memo(function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={classNames("prose", longWord.test(text) && "[font-kerning:none]", className)}>
      <Suspense fallback={<Plain text={text} />}>{whole(text)}</Suspense>
    </div>
  );
});

function Plain({ text }: Content) {
  return renderMarkdown(text);
}

function whole(text: string): ReactNode {
  const [hasFormulas, hasCode] = [needsFormulas(text), codeFence.test(text)];
  if (hasFormulas) return hasCode ? <WithBoth text={text} /> : <WithFormulas text={text} />;
  return hasCode ? <WithCode text={text} /> : <Plain text={text} />;
}

/** Money is no formula, and most texts with a dollar have nothing else. */
function needsFormulas(text: string): boolean {
  return mathFence.test(text) || setAsideFormulas(text).formulas.length > 0;
}

type Load = typeof loadFormulas | typeof loadCode;

function enriched(...loads: Load[]): ComponentType<Content> {
  return lazy(async () => {
    const settled = await Promise.allSettled(loads.map((load) => load()));
    const plugins = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    return { default: ({ text }: Content) => renderMarkdown(text, plugins) };
  });
}

/** Fetches beforehand what a text will need to be drawn whole. */
export async function prepareMarkdown(text: string): Promise<void> {
  const needed = [
    ...(needsFormulas(text) ? [loadFormulas] : []),
    ...(codeFence.test(text) ? [loadCode] : []),
  ];
  await Promise.allSettled(needed.map((load) => load()));
}
