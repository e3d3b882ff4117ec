import { type ComponentType, createElement, Fragment, type ReactNode } from "react";

interface HtmlNode {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

export type Components = Record<string, ComponentType<ElementProps>>;

/** What a component of ours is given in place of an element. */
export interface ElementProps {
  children?: ReactNode;
  href?: string;
  alt?: string;
  dir?: string;
  checked?: boolean;
  style?: { textAlign: "left" | "center" | "right" };
}

/** Where space between elements is none that is seen, and React allows none. */
const spaceless = new Set(["table", "thead", "tbody", "tr"]);

/**
 * A sanitized tree as React elements, `components` in place of some. It knows the names of attributes that Markdown, formulas
 * and coloured code have, and no others have passed the sanitizer.
 */
export function toElements(tree: HtmlNode, components: Components): ReactNode {
  return createElement(Fragment, null, ...childrenOf(tree, components));
}

function childrenOf({ tagName, children = [] }: HtmlNode, components: Components): ReactNode[] {
  return children.map((child) => {
    if (child.type === "text")
      return spaceless.has(tagName ?? "") && child.value?.trim() === "" ? undefined : child.value;
    if (child.type !== "element" || child.tagName === undefined) return undefined;
    const kind = components[child.tagName] ?? child.tagName;
    return createElement(kind, propsOf(child.properties ?? {}), ...childrenOf(child, components));
  });
}

function propsOf(properties: Record<string, unknown>): Record<string, unknown> {
  const props: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    // As a style, since the attribute is long out of use.
    if (name === "align") props.style = { textAlign: value };
    else props[nameOf(name)] = Array.isArray(value) ? value.join(" ") : value;
  }
  return props;
}

function nameOf(name: string): string {
  if (/^aria[A-Z]/.test(name)) return `aria-${name.slice(4).toLowerCase()}`;
  return /^data[A-Z]/.test(name) ? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) : name;
}
