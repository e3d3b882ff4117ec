import type { PairCounts } from "./count-pairs";

/** How the models hang together by what was judged. */
export interface ComparisonGroups {
  /**
   * Models whose strengths can be told against each other, ascending within a group. Where two groups were compared at
   * all, the earlier one won every time. A single group is what a fit needs.
   */
  groups: Int32Array[];
  /** Models of no judgment at all; each is a group of its own. */
  unjudged: Int32Array;
  /** How many parts there are between which nothing was judged; 1 where every model is linked to every other. */
  parts: number;
}

/**
 * Which models can be rated on one scale: those from each of which a chain of wins or ties leads to every other one (the
 * strongly connected components of "took at least half a point from"). Ford 1957: strengths by maximum likelihood exist
 * if and only if this is one group.
 *
 * @example comparisonGroups(countPairs(onlyModelZeroWins)).groups // [[0], [1]]
 */
export function comparisonGroups(counts: PairCounts): ComparisonGroups {
  const { models, wins, ties } = counts;
  const scored = (i: number, j: number) => wins[i * models + j]! > 0 || ties[i * models + j]! > 0;
  const groups = strongGroups(models, scored);
  const linked = strongGroups(models, (i, j) => scored(i, j) || scored(j, i));
  const unjudged = linked.filter((part) => part.length === 1).map((part) => part[0]!);
  return {
    groups,
    unjudged: models > 1 ? Int32Array.from(unjudged).sort() : new Int32Array(),
    parts: linked.length,
  };
}

/**
 * Whether all models are one group, as `comparisonGroups` would find: a search from the first model along points taken, and
 * one against them.
 *
 * @example isOneGroup(countPairs(onlyModelZeroWins)) // false
 */
export function isOneGroup({ models, wins, ties }: PairCounts): boolean {
  const scored = (i: number, j: number) => wins[i * models + j]! > 0 || ties[i * models + j]! > 0;
  return reachesAll(models, scored) && reachesAll(models, (i, j) => scored(j, i));
}

function reachesAll(nodes: number, edge: (from: number, to: number) => boolean): boolean {
  const seen = new Uint8Array(nodes);
  const queue = [0];
  seen[0] = 1;
  for (let place = 0; place < queue.length && queue.length < nodes; place++) {
    for (let to = 0; to < nodes; to++) {
      if (seen[to] || !edge(queue[place]!, to)) continue;
      seen[to] = 1;
      queue.push(to);
    }
  }
  return queue.length === nodes;
}

/**
 * The strongly connected components of a directed graph on 0 … nodes − 1, each ascending; one comes before all those
 * that it has an edge to. Tarjan 1972, without recursion.
 *
 * @example strongGroups(3, (i, j) => i < j) // [[0], [1], [2]]
 */
export function strongGroups(nodes: number, edge: (from: number, to: number) => boolean): Int32Array[] {
  const found = new Int32Array(nodes).fill(-1);
  const lowest = new Int32Array(nodes);
  const nextEdge = new Int32Array(nodes);
  const closed = new Uint8Array(nodes);
  const open: number[] = [];
  const groups: Int32Array[] = [];
  let count = 0;
  for (let root = 0; root < nodes; root++) {
    if (found[root]! >= 0) continue;
    const path = [root];
    while (path.length > 0) {
      const node = path.at(-1)!;
      if (found[node]! < 0) {
        found[node] = lowest[node] = count++;
        open.push(node);
      }
      const to = nextUnread(node);
      if (to !== undefined) {
        if (found[to]! < 0) path.push(to);
        else if (!closed[to]) lowest[node] = Math.min(lowest[node]!, found[to]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) lowest[parent] = Math.min(lowest[parent]!, lowest[node]!);
      if (lowest[node] === found[node]) close(node);
    }
  }
  return groups.reverse();

  function nextUnread(node: number): number | undefined {
    while (nextEdge[node]! < nodes) {
      const to = nextEdge[node]!++;
      if (to !== node && edge(node, to)) return to;
    }
    return undefined;
  }

  function close(first: number): void {
    const members = open.splice(open.indexOf(first));
    for (const member of members) closed[member] = 1;
    groups.push(Int32Array.from(members).sort());
  }
}
