import { InvalidArgumentError } from "commander";
import type { CampaignSettingsInput } from "../campaign/schemas";

type Member = NonNullable<CampaignSettingsInput["members"]>[number];
type PairChoice = NonNullable<CampaignSettingsInput["pairChoice"]>;
type SliceMinimum = NonNullable<CampaignSettingsInput["sliceMinimums"]>[number];

/**
 * One metric of a combined order, gathered with the ones before it: a metric, with its weight behind the last `=`.
 *
 * @example gatherMember("score-gap:reward=0.5", []) // [{ metric: "score-gap:reward", weight: 0.5 }]
 */
export function gatherMember(text: string, earlier: Member[] = []): Member[] {
  const at = text.lastIndexOf("=");
  if (at === -1) return [...earlier, { metric: text, weight: 1 }];
  const weight = numberIn(text.slice(at + 1));
  if (at === 0 || !(Math.abs(weight) <= 100)) {
    throw new InvalidArgumentError("Give METRIC or METRIC=WEIGHT, such as length-gap=0.5.");
  }
  return [...earlier, { metric: text.slice(0, at), weight }];
}

/**
 * Which model pairs are compared, gathered with the ones before: `all`, `baseline=MODEL`, or two models with a comma
 * between them.
 *
 * @example gatherPairs("atlas-2,birch-1") // { kind: "chosen", pairs: [["atlas-2", "birch-1"]] }
 */
export function gatherPairs(text: string, earlier?: PairChoice): PairChoice {
  const [, baseline] = /^baseline=(.+)$/s.exec(text) ?? [];
  const [one, other, ...rest] = text.split(",").map((name) => name.trim());
  if (text === "all" || baseline !== undefined) {
    if (earlier) throw new InvalidArgumentError("Give all or baseline=MODEL alone.");
    return baseline === undefined ? { kind: "all" } : { kind: "baseline", model: baseline };
  }
  if (!one || !other || rest.length > 0) {
    throw new InvalidArgumentError("Give all, baseline=MODEL, or two models with a comma between them.");
  }
  if (!earlier) return { kind: "chosen", pairs: [[one, other]] };
  if (earlier.kind !== "chosen") throw new InvalidArgumentError("Give all or baseline=MODEL alone.");
  return { kind: "chosen", pairs: [...earlier.pairs, [one, other]] };
}

/**
 * A slice's least share of the ranked draws, gathered with the ones before it: `language=de:0.2`, `category=math:0.1` or
 * `tag:difficulty=hard:0.1`.
 */
export function gatherSliceMinimum(text: string, earlier: SliceMinimum[] = []): SliceMinimum[] {
  const [, kind, tag, value, number] = /^(language|category|tag:([^=]+))=(.+):([^:]+)$/s.exec(text) ?? [];
  const share = numberIn(number ?? "");
  if (kind === undefined || value === undefined || !(share >= 0.01 && share <= 0.9)) {
    throw new InvalidArgumentError(
      "Give SLICE=VALUE:SHARE such as language=de:0.2, category=math:0.1 or tag:difficulty=hard:0.1, the share from 0.01 to 0.9.",
    );
  }
  if (kind === "language" || kind === "category") return [...earlier, { by: kind, value, share }];
  return [...earlier, { by: "tag", tag, value, share }];
}

/** NaN for what is no number, an empty text among it. */
function numberIn(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}
