import { cutAtBidiControls, hasBidiControls } from "./bidi-controls";

interface HtmlNode {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

/** Characters that reorder a text are shown by their names, so that it reads as it is written. */
export function showBidiControls(node: HtmlNode): void {
  node.children = node.children?.flatMap((child) => {
    if (child.type !== "text" || !hasBidiControls(child.value ?? "")) return [child];
    return cutAtBidiControls(child.value ?? "").map((piece) =>
      "text" in piece
        ? { type: "text", value: piece.text }
        : {
            type: "element",
            tagName: "span",
            properties: { className: ["bidi-control"] },
            children: [{ type: "text", value: piece.control }],
          },
    );
  });
  for (const child of node.children ?? []) if (child.type === "element") showBidiControls(child);
}
