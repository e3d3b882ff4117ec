import compile from "icu-minify/compile";

type Node = ReturnType<typeof compile>[number];

/** What a message is made of besides its words. */
export interface MessageFacts {
  /** Its values and tags, such as `count: plural` or `<code>`, in alphabetical order. */
  slots: string[];
  /** The forms of each plural in it, without those for exact numbers. */
  plurals: string[][];
}

const kinds = ["pound", "select", "plural", "ordinal", "number", "date", "time"];

/** @throws {Error} when the message is not ICU syntax */
export function messageFacts(message: string): MessageFacts {
  const slots = new Set<string>();
  const plurals: string[][] = [];
  const compiled = compile(message);
  for (const node of typeof compiled === "string" ? [] : compiled) visit(node);
  return { slots: [...slots].sort(), plurals };

  function visit(node: Node): void {
    if (!Array.isArray(node)) return;
    const [name, kind, ...rest] = node as unknown[];
    if (kind === undefined) slots.add(String(name));
    else if (typeof kind === "number" && kind > 0) {
      slots.add(`${String(name)}: ${kinds[kind]}`);
      visitForms(kind, rest[0]);
    } else {
      slots.add(`<${String(name)}>`);
      visitAll([kind, ...rest]);
    }
  }

  function visitForms(kind: number, forms: unknown): void {
    if (kind > 3) return;
    const byName = forms as Record<string, unknown>;
    if (kind === 2) plurals.push(Object.keys(byName).filter((form) => !form.startsWith("=")));
    for (const form of Object.values(byName)) visitAll(Array.isArray(form) ? form : []);
  }

  function visitAll(nodes: unknown[]): void {
    for (const node of nodes) visit(node as Node);
  }
}

/** The plural forms that whole numbers take in a language. @example pluralForms("ru") → ["few", "many", "one", "other"] */
export function pluralForms(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  const used = Array.from({ length: 201 }, (_, count) => rules.select(count));
  // ICU syntax asks for the last one always.
  return [...new Set([...used, "other"])].sort();
}
