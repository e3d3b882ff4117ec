import { common, createLowlight } from "lowlight";

interface HtmlNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

/** Grammars are regular expressions, some of which take time quadratic in the length of a block or worse. */
const longestBlock = 20_000;
const longestTotal = 60_000;
const longestLine = 2_000;

const lowlight = createLowlight(common);

/** Behind sanitizing: code in a fence that names its language is coloured. The language is not guessed where it is not. */
export function highlightCode(tree: HtmlNode): void {
  visit(tree, { characters: longestTotal });
}

function visit(node: HtmlNode, left: { characters: number }): void {
  for (const child of node.children ?? []) {
    if (node.tagName === "pre" && child.tagName === "code") highlight(child, left);
    else visit(child, left);
  }
}

function highlight(code: HtmlNode, left: { characters: number }): void {
  const language = languageOf(code);
  const text = code.children?.[0]?.value ?? "";
  if (!language || !lowlight.registered(language)) return;
  if (text.length > Math.min(longestBlock, left.characters)) return;
  if (text.split("\n").some((line) => line.length > longestLine)) return;
  left.characters -= text.length;
  code.children = lowlight.highlight(language, text).children as HtmlNode[];
}

function languageOf({ properties }: HtmlNode): string | undefined {
  const classes = Array.isArray(properties?.className) ? properties.className : [];
  const named = classes.find((name) => typeof name === "string" && name.startsWith("language-"));
  return named?.slice("language-".length).toLowerCase();
}
