export interface MathmlNode {
  type: "element" | "text";
  tagName?: string;
  value?: string;
  properties?: Record<string, string>;
  children?: MathmlNode[];
}

interface Element extends MathmlNode {
  tagName: string;
  properties: Record<string, string>;
  children: MathmlNode[];
}

/** What may stand in a formula; a formula with anything else is not shown as one. */
const elements = new Set(
  "math mrow mi mn mo ms mtext mspace msup msub msubsup munder mover munderover mfrac msqrt mroot mtable mtr mtd mpadded mphantom mstyle menclose".split(
    " ",
  ),
);
const words =
  "display stretchy fence separator accent accentunder largeop movablelimits symmetric form displaystyle scriptlevel linebreak";
const sizes = "lspace rspace minsize maxsize linethickness mathsize width height depth voffset";
/** What browsers draw; colours are not among it: a formula is read in the page's own, light or dark. */
const attributes = new Map<string, RegExp>([
  ...words.split(" ").map((name) => [name, /^[\w-]{1,12}$/] as const),
  // Nothing larger than a few lines, nothing far outside its place, and no "+6pt", which browsers take for 6pt in all.
  ...sizes
    .split(" ")
    .map((name) => [name, /^(?:[0-9]|10|-[0-2])?(?:\.\d+)?(?:em|ex|px|pt|mu|cm|mm|in)$/] as const),
]);

/** Beyond what anybody writes; browsers take long to lay out much deeper ones. */
const deepest = 100;

const tokens = /<(\/?)([a-z]+)((?:\s+[\w-]+\s?="[^"]*")*)\s*(\/?)>|([^<]+)/gy;

/**
 * The MathML that KaTeX writes, as elements for the page: only what is on a list, and with what Chromium lacks of MathML 3
 * (letters in double-struck and script, alignment and lines of tables, enclosures) turned into characters and attributes
 * that the style sheet knows.
 *
 * @throws where the markup has anything that is not on the list.
 * @example toMathml(katex.renderToString("x^2", { output: "mathml" }))
 */
export function toMathml(markup: string): MathmlNode {
  const root = parse(markup);
  const [math] = root.children;
  if (root.children.length !== 1 || math?.tagName !== "math") throw new Error("not one formula");
  adapt(math);
  return math;
}

/** The tree of the markup; what KaTeX wraps around a formula and its annotation are left out. */
function parse(markup: string): Element {
  const root = element("", {});
  let open = [root];
  let annotations = 0;
  tokens.lastIndex = 0;
  while (tokens.lastIndex < markup.length) {
    const token = tokens.exec(markup);
    if (!token) throw new Error("not as KaTeX writes it");
    const [, isEnd, tagName, given = "", isEmpty, text] = token;
    const parent = open.at(-1) as Element;
    if (text !== undefined) {
      if (annotations === 0) parent.children.push({ type: "text", value: unescape(text) });
    } else if (tagName === "annotation") annotations += isEnd ? -1 : 1;
    else if (tagName === "span" || tagName === "semantics") continue;
    else if (isEnd) open = open.slice(0, -1);
    else if (!elements.has(tagName ?? "")) throw new Error(`${tagName} in a formula`);
    else {
      if (open.length > deepest) throw new RangeError("nested too deeply");
      const child = element(tagName ?? "", readAttributes(given));
      parent.children.push(child);
      if (!isEmpty) open.push(child);
    }
  }
  return root;
}

function element(tagName: string, properties: Record<string, string>): Element {
  return { type: "element", tagName, properties, children: [] };
}

function readAttributes(given: string): Record<string, string> {
  const found = given.matchAll(/([\w-]+)\s?="([^"]*)"/g);
  return Object.fromEntries([...found].map(([, name = "", value = ""]) => [name, unescape(value)]));
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

function unescape(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => entities[name] ?? "");
}

/** Stands between "sin" and "x", and is drawn as nothing at all. */
const applyFunction = "\u2061";

function adapt(node: MathmlNode, told: Record<string, string> = {}): void {
  const { tagName, properties = {}, children = [] } = node;
  node.properties = { ...allowed(properties), ...told };
  if (tagName === "menclose") node.properties.dataNotation = properties.notation ?? "";
  if (properties.mathvariant !== undefined) vary(node, properties.mathvariant);
  for (const [row, child] of children.entries()) {
    if (tagName !== "mtable" || child.tagName !== "mtr") {
      const isApplied = child.children?.[0]?.value === applyFunction && children[row + 1]?.tagName !== "mo";
      if (child.type === "element") adapt(child, isApplied ? { rspace: "0.17em" } : {});
      continue;
    }
    child.properties = {};
    const columns = child.children?.length ?? 0;
    for (const [column, cell] of (child.children ?? []).entries())
      adapt(cell, placeInTable(properties, { row, column, rows: children.length, columns }));
  }
}

function allowed(properties: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).filter(([name, value]) => attributes.get(name)?.test(value)),
  );
}

interface Cell {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** A cell is told on which side its text stands and where lines run, which MathML 3 says of the table as a whole. */
function placeInTable(table: Record<string, string>, { row, column, rows, columns }: Cell) {
  const told = (name: string, at: number) => {
    const all = (table[name] ?? "").split(" ");
    return all[at] ?? all.at(-1) ?? "";
  };
  const isLine = (style: string) => style === "solid" || style === "dashed";
  const side = told("columnalign", column);
  return {
    ...(side === "left" || side === "right" ? { dataSide: side } : {}),
    ...(/^0(em)?$/.test(told("columnspacing", column)) ? { dataTight: "" } : {}),
    ...(column + 1 < columns && isLine(told("columnlines", column)) ? { dataLineAfter: "" } : {}),
    ...(row + 1 < rows && isLine(told("rowlines", row)) ? { dataLineBelow: "" } : {}),
  };
}

/** Where the alphabets of mathematics begin, and the letters that Unicode had before and elsewhere. */
const alphabets: Record<string, { upper: number; lower: number; digits?: number; elsewhere: string }> = {
  "double-struck": { upper: 0x1d538, lower: 0x1d552, digits: 0x1d7d8, elsewhere: "CℂHℍNℕPℙQℚRℝZℤ" },
  script: { upper: 0x1d49c, lower: 0x1d4b6, elsewhere: "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ" },
  fraktur: { upper: 0x1d504, lower: 0x1d51e, elsewhere: "CℭHℌIℑRℜZℨ" },
};

function vary(node: MathmlNode, variant: string): void {
  const alphabet = alphabets[variant.replace("bold-", "")];
  for (const child of node.children ?? [])
    if (alphabet && child.value !== undefined) child.value = child.value.replace(/[A-Za-z0-9]/g, inAlphabet);
  // A single letter is slanted by itself.
  if (node.tagName === "mi" && !variant.includes("italic"))
    node.properties = { ...node.properties, mathvariant: "normal" };
  const styles = variant.match(/bold|italic|sans-serif|monospace/g) ?? [];
  if (styles.length > 0) node.properties = { ...node.properties, dataVariant: styles.join(" ") };

  function inAlphabet(letter: string): string {
    const { upper, lower, digits, elsewhere } = alphabet as NonNullable<typeof alphabet>;
    const at = elsewhere.indexOf(letter);
    if (at >= 0) return elsewhere[at + 1] as string;
    const code = letter.charCodeAt(0);
    if (code >= 97) return String.fromCodePoint(lower + code - 97);
    if (code >= 65) return String.fromCodePoint(upper + code - 65);
    return digits === undefined ? letter : String.fromCodePoint(digits + code - 48);
  }
}
