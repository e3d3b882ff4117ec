import { languageName } from "@/app/_ui/language-name";
import { countOf, formatCount, formatShare } from "@/app/_ui/number-words";
import type {
  ComparisonExplanation,
  ComparisonState,
  Sampling,
  SliceFilter,
} from "@/server/comparison/schemas";

type Arm = NonNullable<Sampling["arm"]>;

/** @example ordinal(22) === "22nd" */
export function ordinal(n: number): string {
  const endings = new Map([
    ["one", "st"],
    ["two", "nd"],
    ["few", "rd"],
  ]);
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(n);
  return `${formatCount(n)}${endings.get(rule) ?? "th"}`;
}

/** A probability with as many decimals as it needs. @example chanceWords(0.0042) === "0.4 %" */
export function chanceWords(probability: number): string {
  if (probability > 0 && probability < 0.0001) return `less than ${formatShare(0.0001, 2)}`;
  return formatShare(probability, probability >= 0.1 ? 0 : probability >= 0.001 ? 1 : 2);
}

/** Which end of its stratum a place is at. @example topWords(14, 1500) === "top 1 %" */
export function topWords(position: number, size: number): string {
  const fromTop = position / size;
  const isTop = fromTop <= 0.5;
  const share = isTop ? fromTop : (size - position + 1) / size;
  return `${isTop ? "top" : "bottom"} ${formatShare(Math.ceil(100 * share - 1e-9) / 100)}`;
}

/** @example sliceName({ by: "language", value: "de" }) === "German · Deutsch" */
export function sliceName({ by, tag, value }: SliceFilter): string {
  return by === "language" ? languageName(value) : by === "tag" ? `${tag}: ${value}` : value;
}

/** What drew a comparison. @example armWords("slice:language=de") === "the minimum for German · Deutsch" */
export function armWords(arm: Arm): string {
  if (arm === "ranked") return "the ranked arm";
  if (arm === "control") return "the control arm";
  return `the minimum for ${sliceName(parseSlice(arm.slice("slice:".length)))}`;
}

function parseSlice(text: string): SliceFilter {
  const at = text.indexOf("=");
  const [kind, value] = [text.slice(0, at), text.slice(at + 1)];
  if (kind === "language" || kind === "category") return { by: kind, value };
  return { by: "tag", tag: kind.replace(/^tag:/, ""), value };
}

export const stateTones = {
  ranked: "neutral",
  planned: "neutral",
  beyond: "neutral",
  open: "accent",
  closed: "ok",
  unjudgeable: "warn",
} as const;

export const stateWords: Record<ComparisonState, string> = {
  ranked: "ranked",
  planned: "planned",
  beyond: "not planned",
  open: "open",
  closed: "closed",
  unjudgeable: "unjudgeable",
};

type Why = Pick<ComparisonExplanation, "order" | "isRanked" | "sampling" | "chance" | "findings">;

/** Why a comparison is where it is, in a sentence or two. */
export function whyWords({ order, isRanked, sampling, chance, findings }: Why): string {
  if (!isRanked) return "Nothing is ranked yet, so it has no place in an order.";
  if (!order) return leftOutWords(findings);
  const ranked = `Ranked ${ordinal(order.position)} of ${formatCount(order.size)} by ${order.title} (${topWords(order.position, order.size)})`;
  if (!sampling) {
    if (order.mode === "explore") return `${ranked}; once launched it is judged in this place.`;
    return chance === null
      ? `${ranked}; what is drawn is fixed at launch.`
      : `${ranked}; the first draw of its stratum takes it with probability ${chanceWords(chance)}.`;
  }
  const { state, drawNumber, opened, arm, q } = sampling;
  if (state === "beyond") return `${ranked}, but not among the draws that the budget plans.`;
  const by = arm === null || q === null ? "" : ` by ${armWords(arm)} with probability ${chanceWords(q)}`;
  if (state !== "planned") return `${ranked}, drawn${by}.`;
  const ahead = (drawNumber ?? 0) - opened - 1;
  const when = ahead === 0 ? "next in its stratum" : `in ${countOf(ahead + 1, "draw")} of its stratum`;
  return `${ranked}, to be drawn ${when}${by}.`;
}

/** What the explanation is of: of the next one, of one that was drawn, or of any other. */
export function whyTitle({ order, sampling }: Pick<Why, "order" | "sampling">): string {
  if (!order) return "Why this comparison has no place";
  if (!sampling) return order.position === 1 ? "Why this prompt is next" : "Why this comparison stands here";
  const { state, drawNumber, opened } = sampling;
  if (state === "planned") {
    return drawNumber === opened + 1 ? "Why this prompt is next" : "Why this comparison stands here";
  }
  return state === "beyond" ? "Why this comparison is not drawn" : "Why this comparison was drawn";
}

type InStratum = Pick<ComparisonExplanation, "order" | "modelA" | "modelB">;

/** What a stratum is, for a reader who meets the word. */
export function stratumWords({ order, modelA, modelB }: InStratum): string | null {
  if (!order) return null;
  const where = order.routingGroup === "all" ? "" : ` in ${languageName(order.routingGroup)}`;
  return `Its stratum: the ${countOf(order.size, "comparison")} of ${modelA} and ${modelB}${where} that were ordered together.`;
}

function leftOutWords(findings: Why["findings"]): string {
  const excluded = findings.filter(({ isExcluded }) => isExcluded).map(({ title }) => `“${title}”`);
  if (excluded.length > 0) return `It is not in the pool of the order: ${excluded.join(", ")} is excluded.`;
  return "It is not in the pool of the order: its models are not compared, or its data came after the ranking.";
}
