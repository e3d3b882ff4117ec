interface HtmlNode {
  type: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

/**
 * Each outermost block takes its direction from its own text. Blocks inside inherit it (an attribute
 * on them would hide their text from the outer one); the style sheet's `unicode-bidi: plaintext` orders their lines.
 */
export function blockDirections(tree: HtmlNode): void {
  for (const node of tree.children ?? []) {
    if (node.type === "element") node.properties = { ...node.properties, dir: "auto" };
  }
}
