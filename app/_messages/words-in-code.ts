import { parseAst } from "vitest/node";

interface Node {
  type: string;
  [property: string]: unknown;
}

/** Attributes that a person reads or hears. */
const readAttributes =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|alt|confirm|description|help|hint|label|legend|note|placeholder|summary|text|title|word)$/;

/** Where words are for machines or developers: names of keys, and errors that a bug throws. */
const keyNames = new Set([
  "Arrow",
  "Backspace",
  "Delete",
  "End",
  "Enter",
  "Escape",
  "Home",
  "Shift",
  "Space",
  "Tab",
]);

/**
 * The words for people in a module's code: text in its markup, attributes that are read, and strings that read like a
 * sentence or a title. What goes into a call, `t("key")` above all, is not looked at within the markup.
 */
export function wordsInCode(code: string): string[] {
  const found: string[] = [];
  walk(parseAst(code, { lang: "tsx" }) as unknown as Node);
  return found;

  function walk(node: Node): void {
    if (node.type === "JSXText") return note(node["value"], /\p{L}{2}/u);
    if (node.type === "JSXAttribute") return walkAttribute(node);
    if (node.type === "JSXExpressionContainer") readShown(node["expression"] as Node);
    if (isDevelopers(node)) return;
    if (node.type === "Literal")
      note(node["value"], /^(\p{Lu}\p{Ll}+(['’]\p{Ll}+)?([ ,.:!?…]|$)|\p{Lu} \p{Ll})/u);
    if (node.type === "TemplateElement")
      note((node["value"] as { cooked: string }).cooked, /\p{L}{2} \p{L}{2}/u);
    for (const child of childrenOf(node)) walk(child);
  }

  function walkAttribute(node: Node): void {
    const value = node["value"] as Node | null;
    const isRead = readAttributes.test(String((node["name"] as Node)["name"]));
    if (isRead && value?.type === "Literal") note(value["value"], /\p{L}{2}/u);
    else if (isRead && value?.type === "JSXExpressionContainer") walk(value);
    else if (value?.type === "JSXExpressionContainer") {
      // Class names and the like; but an element or a callback within may hold words again.
      for (const child of childrenOf(value)) if (child.type !== "TemplateLiteral") walk(child);
    }
  }

  /** What an expression in the markup puts on the page. */
  function readShown(node: Node): void {
    if (node.type === "Literal") note(node["value"], /\p{L}{2}/u);
    if (node.type === "TemplateLiteral") {
      for (const quasi of node["quasis"] as Node[])
        note((quasi["value"] as { cooked: string }).cooked, /\p{L}{2}/u);
    }
    if (node.type === "ConditionalExpression") {
      readShown(node["consequent"] as Node);
      readShown(node["alternate"] as Node);
    }
    if (node.type === "LogicalExpression") readShown(node["right"] as Node);
  }

  function note(value: unknown, pattern: RegExp): void {
    if (typeof value !== "string" || !pattern.test(value) || keyNames.has(value)) return;
    const words = value.trim().replace(/\s+/g, " ");
    if (!found.includes(words)) found.push(words);
  }
}

function isDevelopers(node: Node): boolean {
  if (node.type.startsWith("TS") && node.type !== "TSAsExpression" && node.type !== "TSSatisfiesExpression")
    return true;
  if (node.type === "ImportDeclaration") return true;
  const callee = node["callee"] as Node | undefined;
  return node.type === "NewExpression" && String(callee?.["name"]).endsWith("Error");
}

function childrenOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([property, value]) => {
    if (property === "parent") return [];
    return (Array.isArray(value) ? value : [value]).filter(
      (child): child is Node => typeof child === "object" && child !== null && typeof child.type === "string",
    );
  });
}
