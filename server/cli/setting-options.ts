import { type Command, Option } from "commander";
import type { CampaignSettingsInput } from "../campaign/schemas";
import { parseGoldRule } from "./parse-gold-rule";
import { gather, numberWithin, wholeNumber } from "./parse-option";
import { gatherMember, gatherPairs, gatherSliceMinimum } from "./parse-order-option";
import { gatherTrajectory } from "./parse-rating-option";

/** What a ranking is made with, as options. */
export interface RankingOptions {
  metric?: string;
  combine?: NonNullable<CampaignSettingsInput["members"]>;
  spread?: CampaignSettingsInput["spread"];
  pairs?: CampaignSettingsInput["pairChoice"];
  sliceMinimum?: CampaignSettingsInput["sliceMinimums"];
  mode?: CampaignSettingsInput["mode"];
  preset?: CampaignSettingsInput["preset"];
  controlShare?: number;
  routing?: CampaignSettingsInput["routing"];
  seed?: string;
}

/** The rest of a campaign's settings, as options. */
export interface ProtocolOptions {
  guidelines?: string;
  outcomes?: CampaignSettingsInput["outcomes"];
  judgmentsPerComparison?: number;
  extraUpTo?: number;
  pairAllocation?: CampaignSettingsInput["pairAllocation"];
  controlVariate?: string;
  anchorModel?: string;
  trajectory?: CampaignSettingsInput["trajectories"];
  maskName?: string[];
  strength?: CampaignSettingsInput["strength"];
  evidenceSpans?: boolean;
  reviseMinutes?: number;
  goldShare?: number;
  goldFeedback?: CampaignSettingsInput["goldFeedback"];
  goldRule?: CampaignSettingsInput["goldRule"];
  repeatShare?: number;
  practicePass?: number;
  budget?: number;
  stopWhenDecided?: boolean;
  stopWhenWithin?: number;
  stopWhenNarrower?: number;
  promptOncePerAnnotator: boolean;
  adoptImported?: boolean;
  leaseSeconds?: number;
  prefetch?: number;
}

// The values are written out here so that help does not wait for the database's schema; a test compares them.
export const settingChoices = {
  mode: ["measure", "explore"],
  preset: ["balanced", "sharp", "minimum-variance", "uniform"],
  spread: ["pair", "prompt-mean", "prompt-maximum", "prompt-variance"],
  routing: ["none", "language"],
  outcomes: ["four", "three"],
  pairAllocation: ["even", "uncertain"],
  strength: ["off", "optional", "required"],
  goldFeedback: ["silent", "loud"],
} as const;

export function addRankingOptions(command: Command): Command {
  return command
    .option("--metric <id>", "disagreement metric to order by, such as chrf or score-gap:COLUMN")
    .option(
      "--combine <metric=weight>",
      "order by several metrics together: once per metric, the weight may be left out",
      gatherMember,
    )
    .addOption(
      new Option(
        "--spread <how>",
        "order by a comparison's own value, or by what its prompt's pairs have together",
      ).choices(settingChoices.spread),
    )
    .option(
      "--pairs <pairs>",
      "all, baseline=MODEL, or MODEL,MODEL once per pair that is compared",
      gatherPairs,
    )
    .option(
      "--slice-minimum <slice:share>",
      "least share of a slice in the ranked draws, such as language=de:0.2; once per slice",
      gatherSliceMinimum,
    )
    .addOption(
      new Option(
        "--mode <mode>",
        "measure: randomised with known probabilities, estimates the whole set; explore: strict order",
      ).choices(settingChoices.mode),
    )
    .addOption(new Option("--preset <name>", "how sharply to order").choices(settingChoices.preset))
    .option(
      "--control-share <share>",
      "share of draws for the random control arm, 0 to 0.5",
      numberWithin(0, 0.5),
    )
    .addOption(
      new Option("--routing <how>", "language: annotators judge the languages they read").choices(
        settingChoices.routing,
      ),
    )
    .option("--seed <text>", "fixes every random choice");
}

export function addProtocolOptions(command: Command): Command {
  return command
    .option("--guidelines <file>", "Markdown file that annotators are shown")
    .addOption(
      new Option(
        "--outcomes <set>",
        "four: left, right, both good, both bad; three: left, right, tie",
      ).choices(settingChoices.outcomes),
    )
    .option("--judgments-per-comparison <number>", "1 to 5", wholeNumber(1, 5))
    .option(
      "--extra-up-to <number>",
      "extra judgments where they disagree, up to so many in all; they are in no estimate",
      wholeNumber(3, 5),
    )
    .option("--budget <number>", "comparisons to judge; all when left out", wholeNumber(1))
    .addOption(
      new Option(
        "--pair-allocation <how>",
        "which pair is judged next: all evenly, or those of which least is known more often",
      ).choices(settingChoices.pairAllocation),
    )
    .option("--stop-when-decided", "a pair stops when it is clear which model is ahead")
    .option(
      "--stop-when-within <points>",
      "a pair stops when its models are within so many points of the win rate, up to 50",
      numberWithin(0.1, 50),
    )
    .option(
      "--stop-when-narrower <points>",
      "a pair stops when the interval of its win rate is narrower than so many points, up to 100",
      numberWithin(0.1, 100),
    )
    .option(
      "--control-variate <what>",
      "what takes variance out of the estimates: judge for imported votes, or score:COLUMN",
    )
    .option("--anchor-model <name>", "the model whose rating is 1000; the mean of all when left out")
    .option(
      "--trajectory <run=model:step,…>",
      "models that are checkpoints of one training run, for the report; once per run",
      gatherTrajectory,
    )
    .addOption(
      new Option("--strength <asked>", "whether annotators say how clear a preference is").choices(
        settingChoices.strength,
      ),
    )
    .option("--evidence-spans", "annotators may mark the words that they decided by")
    .option(
      "--revise-minutes <number>",
      "for how long decisions may be revised; as long as the campaign runs when left out",
      wholeNumber(0, 10_080),
    )
    .option(
      "--mask-name <name>",
      "a name that is masked in the completions that annotators see; once per name",
      gather,
    )
    .option(
      "--gold-share <share>",
      "share of comparisons with a known outcome in what people are given",
      numberWithin(0, 0.5),
    )
    .addOption(
      new Option("--gold-feedback <how>", "whether people are told after gold").choices(
        settingChoices.goldFeedback,
      ),
    )
    .option(
      "--gold-rule <after:share:action>",
      "from so many gold answers on, note or stop who is right less often, such as 5:0.7:stop",
      parseGoldRule,
    )
    .option(
      "--repeat-share <share>",
      "share of people's own comparisons shown again with sides swapped",
      numberWithin(0, 0.5),
    )
    .option(
      "--practice-pass <number>",
      "practice comparisons that must be right to begin",
      wholeNumber(1, 100),
    )
    .option("--no-prompt-once-per-annotator", "an annotator may meet a prompt several times")
    .option("--adopt-imported", "imported judgments count as they are drawn")
    .option(
      "--prefetch <number>",
      "comparisons that an annotator's page holds at once, the one in sight among them",
      wholeNumber(1, 50),
    )
    .option(
      "--lease-seconds <number>",
      "how long a comparison is held without a sign of life",
      wholeNumber(30, 3600),
    );
}

/** The ranking settings that were given, none of the others. */
export function rankingSettings(options: RankingOptions): Partial<CampaignSettingsInput> {
  const { combine, spread, pairs, sliceMinimum, mode, preset, controlShare, routing, seed } = options;
  const metric = options.metric ?? (combine && combinationOf(combine));
  return given({
    metric,
    members: combine,
    spread,
    pairChoice: pairs,
    sliceMinimums: sliceMinimum,
    mode,
    preset,
    controlShare,
    routing,
    seed,
  });
}

/** Weights count for weighted z-scores alone; without any, units should not count either. */
function combinationOf(members: NonNullable<RankingOptions["combine"]>): string {
  return members.every(({ weight }) => weight === 1) ? "mean-of-ranks" : "weighted-z";
}

/** The other settings that were given; `guidelines` is still a file's name and stays out. */
export function protocolSettings(options: ProtocolOptions): Partial<CampaignSettingsInput> {
  const { outcomes, judgmentsPerComparison, extraUpTo, budget, controlVariate, adoptImported, leaseSeconds } =
    options;
  const { pairAllocation, anchorModel, trajectory: trajectories, maskName: maskedNames } = options;
  const promptOncePerAnnotator = options.promptOncePerAnnotator ? undefined : false;
  return given({
    outcomes,
    judgmentsPerComparison,
    extraUpTo,
    budget,
    pairAllocation,
    stopRule: stopRuleOf(options),
    controlVariate,
    anchorModel,
    trajectories,
    maskedNames,
    strength: options.strength,
    evidenceSpans: options.evidenceSpans,
    reviseMinutes: options.reviseMinutes,
    goldShare: options.goldShare,
    goldFeedback: options.goldFeedback,
    goldRule: options.goldRule,
    repeatShare: options.repeatShare,
    practicePass: options.practicePass,
    adoptImported,
    leaseSeconds,
    prefetch: options.prefetch,
    promptOncePerAnnotator,
  });
}

/** Points of the win rate are half of the margin, which is stored. */
function stopRuleOf(options: ProtocolOptions): CampaignSettingsInput["stopRule"] | undefined {
  const { stopWhenDecided: winner = false, stopWhenWithin: within, stopWhenNarrower: narrower } = options;
  if (!winner && within === undefined && narrower === undefined) return undefined;
  const margin = (points: number | undefined) => (points === undefined ? null : points / 50);
  return { winner, equivalence: margin(within), width: margin(narrower) };
}

function given<T extends object>(settings: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
