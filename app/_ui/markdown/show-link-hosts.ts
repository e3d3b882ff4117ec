import { hostToShow } from "./link-host";

interface HtmlNode {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

/** Behind a link whose text makes believe another address stands the host that it leads to. */
export function showLinkHosts(node: HtmlNode): void {
  if (!node.children?.some(({ type }) => type === "element")) return;
  node.children = node.children.flatMap((child) => {
    showLinkHosts(child);
    const href = child.tagName === "a" ? child.properties?.href : undefined;
    const host = typeof href === "string" ? hostToShow(href, textOf(child)) : undefined;
    if (host === undefined) return [child];
    return [
      child,
      { type: "text", value: " " },
      {
        type: "element",
        tagName: "span",
        properties: { className: ["link-host"] },
        children: [{ type: "text", value: `(${host})` }],
      },
    ];
  });
}

function textOf({ value, children }: HtmlNode): string {
  return value ?? (children ?? []).map(textOf).join("");
}
