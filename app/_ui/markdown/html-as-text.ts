interface MarkdownNode {
  type: string;
  children?: MarkdownNode[];
}

/**
 * HTML in Markdown becomes text that is seen. It would be dropped silently otherwise, and a judge would
 * decide on a completion with a part missing.
 */
export function htmlAsText(node: MarkdownNode): void {
  if (node.type === "html") node.type = "text";
  // At the top level only blocks may stand.
  if (node.type === "root")
    node.children = node.children?.map((child) =>
      child.type === "html" ? { type: "paragraph", children: [child] } : child,
    );
  node.children?.forEach(htmlAsText);
}
