import { cutAtFormulas, type Formula } from "./set-aside-formulas";

interface MarkdownNode {
  type: string;
  children?: MarkdownNode[];
  value?: string;
  data?: object;
}

/** What Markdown may have carried a placeholder to besides text; there it is what was written again. */
const fields = ["value", "url", "title", "alt", "lang", "meta", "label", "identifier"] as const;

/**
 * What stands for a formula becomes a `code` element with the class that the schema of sanitizing lets
 * through (no Markdown makes such a class itself) and the formula's source for text. Typesetting it comes later or never.
 */
export function placeFormulas(node: MarkdownNode, formulas: Formula[]): void {
  if (formulas.length === 0) return;
  node.children = node.children?.flatMap((child) =>
    child.type === "text" ? toNodes(child.value ?? "", formulas) : [child],
  );
  for (const child of node.children ?? []) {
    if (child.type === "text") continue;
    const holder = child as unknown as Record<string, unknown>;
    for (const field of fields) {
      const text = holder[field];
      if (typeof text === "string") holder[field] = asWritten(text, formulas);
    }
    placeFormulas(child, formulas);
  }
}

function toNodes(text: string, formulas: Formula[]): MarkdownNode[] {
  return cutAtFormulas(text, formulas).map((piece) => {
    if (typeof piece === "string") return { type: "text", value: piece };
    const className = [piece.isDisplay ? "math-display" : "math-inline"];
    const hChildren = [{ type: "text", value: piece.source }];
    return { type: "formula", children: [], data: { hName: "code", hProperties: { className }, hChildren } };
  });
}

function asWritten(text: string, formulas: Formula[]): string {
  return cutAtFormulas(text, formulas)
    .map((piece) => (typeof piece === "string" ? piece : piece.source))
    .join("");
}
