import katex from "katex";
import { toMathml } from "./to-mathml";

interface HtmlNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

/** Macros that a text defines can grow without bounds; links, images and attributes have no place in a formula. */
const refused =
  /\\(?:[egx]?def|let|futurelet|global|long|(?:re|provide)?newcommand|expandafter|noexpand|href|url|includegraphics|html[A-Z]\w*)(?![A-Za-z])/;
const longestFormula = 5_000;
/** All formulas of one text together; what is beyond stays as it was written. */
const longestTotal = 60_000;

const options = {
  output: "mathml",
  throwOnError: true,
  trust: false,
  strict: "ignore",
  maxExpand: 200,
  maxSize: 10,
} as const;

/**
 * Behind sanitizing: LaTeX becomes MathML, which the browser draws and reads aloud without fonts or styles
 * of ours. What is no LaTeX, or not harmless, stays as it was written.
 */
export function typesetFormulas(tree: HtmlNode): void {
  visit(tree, { characters: longestTotal });
}

function visit(node: HtmlNode, left: { characters: number }): void {
  node.children = node.children?.map((child) => {
    const tex = texOf(child);
    if (tex === undefined) {
      visit(child, left);
      return child;
    }
    left.characters -= tex.source.length;
    return (left.characters > 0 ? typeset(tex) : undefined) ?? child;
  });
}

interface Tex {
  source: string;
  tex: string;
  isDisplay: boolean;
}

/** The formula of an element that stands for one: ours, or a fence that says ```math. */
function texOf({ tagName, properties, children }: HtmlNode): Tex | undefined {
  const classes = Array.isArray(properties?.className) ? properties.className : [];
  if (tagName === "pre") {
    const [code] = children ?? [];
    const inner = Array.isArray(code?.properties?.className) ? code.properties.className : [];
    const source = code?.children?.[0]?.value ?? "";
    return inner.includes("language-math") ? { source, tex: source, isDisplay: true } : undefined;
  }
  if (tagName !== "code" || !classes.some((name) => name === "math-inline" || name === "math-display"))
    return undefined;
  const source = children?.[0]?.value ?? "";
  const edge = source.startsWith("$") && !source.startsWith("$$") ? 1 : 2;
  const tex = source.slice(edge, -edge).replace(/^[ \t]*(?:>[ \t]?)+/gm, "");
  return { source, tex, isDisplay: classes.includes("math-display") };
}

function typeset({ source, tex, isDisplay }: Tex): HtmlNode | undefined {
  if (tex.length > longestFormula || refused.test(tex)) return undefined;
  try {
    const math = toMathml(katex.renderToString(tex, { ...options, displayMode: isDisplay }));
    return {
      type: "element",
      tagName: "span",
      properties: {
        className: [isDisplay ? "formula-display" : "formula"],
        dataFormula: source,
        dataScrolls: "",
        ...(isDisplay ? { tabIndex: 0 } : {}),
      },
      children: [math],
    };
  } catch {
    return undefined;
  }
}
