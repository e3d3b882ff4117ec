import type { DetectorCounts, Overlap } from "@/db/schema/noise";
import type { InspectedPrompt } from "@/server/core/noise/detector";
import { detectors } from "@/server/core/noise/registry";

/** Some prompts of the pool with what the models wrote for them; plain enough to be sent to another thread. */
export interface Stretch {
  prompts: { id: number; externalId: string; text: string; language: string | null }[];
  completions: {
    id: number;
    promptId: number;
    model: string;
    text: string;
    metadata: Record<string, unknown> | null;
  }[];
  comparisons: { id: number; promptId: number; aId: number; bId: number }[];
}

export interface FindingRow {
  detector: string;
  /** A prompt, a completion or a comparison, as the detector's kind says. */
  subjectId: number;
  detail: string;
}

export interface InspectionResult {
  findings: FindingRow[];
  poolSize: number;
  counts: DetectorCounts[];
  overlaps: Overlap[];
}

type Completion = Stretch["completions"][number];
type Tally = Map<string | null, { findings: number; of: number }>;

/**
 * Runs every detector over a pool, stretch by stretch: completions and comparisons as they come, prompts when all are
 * there. Holds the prompts' texts and a number or two per comparison, nothing else.
 */
export class TextInspector {
  private readonly findings: FindingRow[] = [];
  private readonly prompts: (InspectedPrompt & { id: number; language: string | null })[] = [];
  private readonly placeOfPrompt = new Map<number, number>();
  /** Per comparison: its prompt's place, and a bit for each detector that found something in it or its completions. */
  private readonly promptOfComparison: number[] = [];
  private readonly maskOfComparison: number[] = [];
  private readonly models = detectors.map((): Tally => new Map());
  private readonly languages = detectors.map((): Tally => new Map());
  private readonly comparing = detectors.map((detector) =>
    detector.looksAt === "comparison" ? detector.createInspector() : undefined,
  );

  add({ prompts, completions, comparisons }: Stretch): void {
    for (const prompt of prompts) {
      this.placeOfPrompt.set(prompt.id, this.prompts.length);
      this.prompts.push(prompt);
    }
    const places = new Map(completions.map(({ id }, i) => [id, i]));
    const masks = completions.map((completion) => this.inspectCompletion(completion));
    for (const [promptId, group] of groupByPrompt(comparisons)) {
      const pairs = group.map(
        ({ aId, bId }) => [places.get(aId) as number, places.get(bId) as number] as const,
      );
      const own = this.inspectComparisons(promptId, group, pairs, completions);
      for (const [i, [a, b]] of pairs.entries()) {
        this.promptOfComparison.push(this.placeOfPrompt.get(promptId) as number);
        this.maskOfComparison.push((own[i] as number) | (masks[a] as number) | (masks[b] as number));
      }
    }
  }

  finish(): InspectionResult {
    const masks = this.inspectPrompts();
    const sizes = new Map<number, number>();
    for (const [i, mask] of this.maskOfComparison.entries()) {
      const all = mask | (masks[this.promptOfComparison[i] as number] as number);
      if (all > 0) sizes.set(all, (sizes.get(all) ?? 0) + 1);
    }
    const overlaps = [...sizes].map(([mask, comparisons]) => ({ detectors: idsIn(mask), comparisons }));
    const counts = detectors.map(({ id }, d) => ({
      detector: id,
      findings: this.findings.filter(({ detector }) => detector === id).length,
      comparisons: overlaps.reduce((sum, o) => sum + (o.detectors.includes(id) ? o.comparisons : 0), 0),
      models: rows(this.models[d] as Tally).map(({ name, ...row }) => ({ model: name ?? "", ...row })),
      languages: rows(this.languages[d] as Tally).map(({ name, ...row }) => ({ language: name, ...row })),
    }));
    return { findings: this.findings, poolSize: this.maskOfComparison.length, counts, overlaps };
  }

  private inspectCompletion({ id, promptId, model, text, metadata }: Completion): number {
    const { text: prompt, language } = this.promptAt(promptId);
    let mask = 0;
    for (const [d, detector] of detectors.entries()) {
      if (detector.looksAt !== "completion") continue;
      const detail = detector.inspect({ text, prompt, language, metadata, model });
      if (this.note(d, id, detail, language)) mask |= 1 << d;
      count(this.models[d] as Tally, model, detail);
    }
    return mask;
  }

  private inspectComparisons(
    promptId: number,
    group: Stretch["comparisons"],
    pairs: (readonly [number, number])[],
    completions: Completion[],
  ): number[] {
    const members = [...new Set(pairs.flat())];
    const texts = members.map((place) => (completions[place] as Completion).text);
    const within = new Map(members.map((place, i) => [place, i]));
    const indices = Int32Array.from(pairs.flat(), (place) => within.get(place) as number);
    const { language } = this.promptAt(promptId);
    const masks = group.map(() => 0);
    for (const [d, inspector] of this.comparing.entries()) {
      for (const [i, detail] of (inspector?.inspect(texts, indices) ?? []).entries()) {
        if (this.note(d, (group[i] as { id: number }).id, detail, language)) (masks[i] as number) |= 1 << d;
        for (const place of pairs[i] as readonly [number, number])
          count(this.models[d] as Tally, (completions[place] as Completion).model, detail);
      }
    }
    return masks;
  }

  /** A mask per prompt, in the order in which they came. */
  private inspectPrompts(): number[] {
    const masks = this.prompts.map(() => 0);
    for (const [d, detector] of detectors.entries()) {
      if (detector.looksAt !== "prompt") continue;
      const found = detector.inspect(this.prompts);
      for (const [i, { id, language }] of this.prompts.entries()) {
        if (this.note(d, id, found.get(i), language)) (masks[i] as number) |= 1 << d;
      }
    }
    return masks;
  }

  private note(d: number, subjectId: number, detail: string | undefined, language: string | null): boolean {
    count(this.languages[d] as Tally, language, detail);
    if (detail === undefined) return false;
    this.findings.push({ detector: (detectors[d] as { id: string }).id, subjectId, detail });
    return true;
  }

  private promptAt(promptId: number) {
    return this.prompts[this.placeOfPrompt.get(promptId) as number] as (typeof this.prompts)[number];
  }
}

function groupByPrompt(comparisons: Stretch["comparisons"]): Map<number, Stretch["comparisons"]> {
  const groups = new Map<number, Stretch["comparisons"]>();
  for (const comparison of comparisons) {
    const group = groups.get(comparison.promptId);
    if (group) group.push(comparison);
    else groups.set(comparison.promptId, [comparison]);
  }
  return groups;
}

function count(tally: Tally, name: string | null, detail: string | undefined): void {
  let entry = tally.get(name);
  if (!entry) {
    entry = { findings: 0, of: 0 };
    tally.set(name, entry);
  }
  entry.of++;
  if (detail !== undefined) entry.findings++;
}

function rows(tally: Tally) {
  return [...tally]
    .filter(([, { findings }]) => findings > 0)
    .map(([name, entry]) => ({ name, ...entry }))
    .sort((one, other) => other.findings - one.findings || ((one.name ?? "") < (other.name ?? "") ? -1 : 1));
}

function idsIn(mask: number): string[] {
  return detectors.filter((_, d) => mask & (1 << d)).map(({ id }) => id);
}
