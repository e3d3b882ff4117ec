import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { Section } from "@/app/_ui/card";
import { languageName } from "@/app/_ui/language-name";
import { countOf, formatCount, formatDecimal } from "@/app/_ui/number-words";
import type { ComparisonExplanation, FindingView } from "@/server/comparison/schemas";
import { armWords, chanceWords } from "../why-words";

/** The draw, the slices, the judgments so far and what is known of the texts. */
export function Facts({ comparison }: { comparison: ComparisonExplanation }) {
  const facts = [
    ...orderFacts(comparison),
    ...drawFacts(comparison),
    ...sliceFacts(comparison),
    ...judgmentFacts(comparison),
    ...tokenFacts(comparison),
  ];
  return (
    <Section title="What is known of it">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      <Findings findings={comparison.findings} comparison={comparison} />
    </Section>
  );
}

type Fact = [label: string, value: ReactNode];

function orderFacts({ order }: ComparisonExplanation): Fact[] {
  if (!order) return [];
  const { title, utility, weight, isReplacement } = order;
  const value = utility === null ? "not scored" : formatDecimal(utility, 3);
  const facts: Fact[] = [
    ["Utility", `${value} by ${title}${isReplacement ? ", since the order was replaced" : ""}`],
  ];
  if (order.mode === "measure") facts.push(["Weight", `${chanceWords(weight)} of all in its stratum`]);
  return facts;
}

function drawFacts({ sampling, chance }: ComparisonExplanation): Fact[] {
  if (!sampling) return [];
  const { drawNumber, planned, opened, arm, q, controlCoin, skips } = sampling;
  const facts: Fact[] = [];
  facts.push([
    "Draw",
    drawNumber === null
      ? `not among the ${formatCount(planned)} planned, ${formatCount(opened)} of them opened`
      : `${formatCount(drawNumber)} of ${formatCount(planned)} planned, ${formatCount(opened)} opened`,
  ]);
  if (arm) {
    const coin = controlCoin && arm !== "control" ? " after the control arm's own was drawn already" : "";
    facts.push(["Drawn by", `${armWords(arm)}${coin}${q === null ? "" : `, probability ${chanceWords(q)}`}`]);
  }
  if (chance !== null) facts.push(["Chance to be next", `${chanceWords(chance)} given the draws so far`]);
  if (skips > 0) facts.push(["Skips", formatCount(skips)]);
  return facts;
}

function sliceFacts({ language, category, tags }: ComparisonExplanation): Fact[] {
  const facts: Fact[] = [];
  if (language) facts.push(["Language", languageName(language)]);
  if (category)
    facts.push([
      "Category",
      <span key="category" dir="auto">
        {category}
      </span>,
    ]);
  if (tags.length > 0) facts.push(["Tags", tags.map(({ tag, value }) => `${tag}: ${value}`).join(", ")]);
  return facts;
}

function judgmentFacts({ judgments, sampling, modelA, modelB }: ComparisonExplanation): Fact[] {
  const names: Record<string, string> = {
    model_a: modelA,
    model_b: modelB,
    tie: "tie",
    both_good: "both good",
    both_bad: "both bad",
  };
  const words = (counts: Partial<Record<string, number>>) =>
    Object.entries(counts)
      .map(([outcome, n]) => `${names[outcome] ?? outcome} ${formatCount(n ?? 0)}`)
      .join(", ");
  const facts: Fact[] = [];
  const wanted = sampling ? `none of ${formatCount(sampling.judgmentsWanted)}` : "none";
  facts.push(["Judgments", words(judgments.live) || wanted]);
  if (Object.keys(judgments.imported).length > 0)
    facts.push(["Imported judgments", words(judgments.imported)]);
  return facts;
}

function tokenFacts({ perplexities, divergence, modelA, modelB }: ComparisonExplanation): Fact[] {
  const facts = perplexities.map(({ completion, scorer, perplexity, tokens }): Fact => {
    const author = completion === "a" ? modelA : modelB;
    const of = author === scorer ? `of ${author}` : `of ${author} under ${scorer}`;
    return [`Perplexity ${of}`, `${formatDecimal(perplexity, 2)} over ${countOf(tokens, "token")}`];
  });
  if (divergence) {
    const { position, tokensA, tokensB } = divergence;
    const where = position === null ? "never" : `at token ${formatCount(position + 1)}`;
    facts.push(["Tokens part", `${where} of ${formatCount(tokensA)} and ${formatCount(tokensB)}`]);
  }
  return facts;
}

function Findings({ findings, comparison }: { findings: FindingView[]; comparison: ComparisonExplanation }) {
  if (findings.length === 0) return null;
  const about: Record<FindingView["about"], string> = {
    prompt: "the prompt",
    completion_a: comparison.modelA,
    completion_b: comparison.modelB,
    comparison: "both completions",
  };
  return (
    <>
      <h3 className="mt-4 mb-1 text-sm">What the detectors found</h3>
      <ul className="space-y-1.5 text-sm">
        {findings.map((finding) => (
          <li key={`${finding.detector}/${finding.about}`} className="wrap-anywhere">
            <span className="font-medium">{finding.title}</span>, {about[finding.about]}{" "}
            {finding.isExcluded && <Badge tone="warn">excluded</Badge>}
            <span className="block text-muted" dir="auto">
              {finding.detail}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
