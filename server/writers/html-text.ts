/** HTML that is safe to be put into a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | null | readonly Part[];

/**
 * HTML from a template: everything put into it is escaped, except HTML made the same way. Null is nothing.
 *
 * @example html`<b>${"<script>"}</b>`.text // "<b>&lt;script&gt;</b>"
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, i) => text + put(parts[i - 1] ?? null) + string));
}

/** Marks a text as HTML already, such as an SVG picture of our own making. */
export function asHtml(text: string): Html {
  return new Html(text);
}

function put(part: Part): string {
  if (part === null) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(put).join("");
  return escaped(String(part));
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}
