import { renderedRange, type Stretch, sourceRange } from "./source-offsets";

/** What the page adds to a completion: what only a screen reader is told, and the names of control characters. */
const added = ".sr-only, .bidi-control";

/** A selected part of a completion, in offsets into its source, with its words. */
export interface Part extends Stretch {
  quote: string;
}

/** A stretch of a completion as it is shown: whole, with what differs marked, or what folding leaves of it. */
interface Piece {
  /** Where its source begins in the completion's. */
  from: number;
  source: string;
  shown: string;
  nodes: { node: Node; start: number; end: number }[];
}

function piecesOf(root: Element, text: string): Piece[] {
  return [...root.querySelectorAll<HTMLElement>("[data-from]")].map((element) => {
    const [from, to] = [Number(element.dataset.from), Number(element.dataset.to)];
    const piece: Piece = { from, source: text.slice(from, to), shown: "", nodes: [] };
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest(added)) continue;
      const start = piece.shown.length;
      piece.shown += node.nodeValue ?? "";
      piece.nodes.push({ node, start, end: piece.shown.length });
    }
    return piece;
  });
}

/** What of a completion's source is within a range of the page; several parts where something is folded away between them. */
export function partsIn(root: Element, text: string, range: Range): Part[] {
  return piecesOf(root, text).flatMap(({ from, source, shown, nodes }) => {
    const within = nodes.filter(({ node }) => range.intersectsNode(node));
    const [first, last] = [within[0], within.at(-1)];
    if (!first || !last) return [];
    const start = first.start + (first.node === range.startContainer ? range.startOffset : 0);
    const end = last.node === range.endContainer ? last.start + range.endOffset : last.end;
    const found = end > start ? sourceRange(source, shown, { start, end }) : undefined;
    const quote = shown.slice(start, end).replaceAll(/\s+/g, " ").trim();
    return found ? [{ start: from + found.start, end: from + found.end, quote }] : [];
  });
}

/** Where part of a completion's source stands in the page, as far as it is shown. */
export function rangesOf(root: Element, text: string, { start, end }: Stretch): Range[] {
  return piecesOf(root, text).flatMap(({ from, source, shown, nodes }) => {
    if (start >= from + source.length || end <= from) return [];
    const found = renderedRange(source, shown, { start: start - from, end: end - from });
    const first = found && nodes.find((node) => node.end > found.start);
    const last = found && nodes.find((node) => node.end >= found.end);
    if (!first || !last) return [];
    const range = document.createRange();
    range.setStart(first.node, found.start - first.start);
    range.setEnd(last.node, found.end - last.start);
    return [range];
  });
}
