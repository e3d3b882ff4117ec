interface HtmlNode {
  type: string;
  children?: HtmlNode[];
}

const deepest = 100;

/** Throws on elements nested deeper than anybody writes, before they overflow the stack elsewhere. */
export function refuseDepth(tree: HtmlNode): void {
  let level: HtmlNode[] = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) throw new RangeError(`nested deeper than ${deepest} levels`);
    level = level.flatMap(({ children }) => children ?? []);
  }
}
