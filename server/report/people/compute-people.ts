import type { BootstrapOptions } from "@/server/core/agreement/bootstrap-prompts";
import { drawUnjudgeable, type ReportInput } from "../report-input";
import type { ScoredStratum } from "../scored-stratum";
import { agreementGroup } from "./agreement-group";
import { annotatorRows } from "./annotator-rows";
import { extraView } from "./extra-view";
import { type JudgedTwice, judgedTwice, type PeopleRows, peopleRows, rowsOf } from "./people-rows";
import { peopleSentences } from "./people-sentences";
import { repeatViews } from "./repeat-view";
import { unusualJudgments } from "./unusual-judgments";
import type { AgreementGroup, AgreementSlice, PeopleView } from "./view";
import { weightedView } from "./weighted-view";

/** Comparisons judged twice or more that a slice needs to be told of. */
const fewestOfSlice = 30;

/**
 * Who judged and how far they concur: agreement on the control sample and on all that was judged, habits of each
 * annotator, a reliability-weighted result beside the unweighted one, and what extra judgments say.
 */
export function computePeople(input: ReportInput, strata: readonly ScoredStratum[]): PeopleView {
  const { seed, alpha } = input.configuration;
  const rows = peopleRows(input, [input.judgments]);
  const pairOf = pairsOf(strata);
  const bootstrap = (what: string): BootstrapOptions => ({ seed: `${seed}/report/people/${what}`, alpha });
  const twice = judgedTwice(rows);
  const { reliability, ...weighted } = weightedView(rows, twice, strata, pairOf);
  const repeats = repeatViews(input, rows);
  const unusual = unusualJudgments(
    rows,
    input.annotators.map(({ label, isImported }) => `${isImported ? "imported" : "live"}/${label}`),
    { pairOf, alpha, seed: `${seed}/report/people/unusual` },
  );
  const said = {
    ...controlAgreement(input, rows, strata, bootstrap("control")),
    all: agreementGroup(twice, bootstrap("all")),
    slices: sliceAgreement(input, twice, bootstrap),
    repeats: repeats.all,
    ...annotatorRows(input, rows, { unusual, reliability, repeats: repeats.annotators }),
    weighted,
    extra: extraView(input, strata, pairOf, bootstrap("extra")),
  };
  return { sentences: peopleSentences(said, input), ...said };
}

/** Per stratum, the number of its pair, from 0. */
function pairsOf(strata: readonly ScoredStratum[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(strata, ({ modelA, modelB }) => {
    const key = JSON.stringify([modelA, modelB]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/** Agreement on a random sample of the set: the order brings forward comparisons on which people agree more. */
function controlAgreement(
  { configuration: { mode, controlShare } }: ReportInput,
  rows: PeopleRows,
  strata: readonly ScoredStratum[],
  bootstrap: BootstrapOptions,
): { control: AgreementGroup | null; controlReason: string | null } {
  const none = (controlReason: string) => ({ control: null, controlReason });
  if (mode === "explore") return none("Explore mode has no control sample.");
  if (controlShare === 0) return none("The campaign has no control arm, and so no random sample.");
  // u_1 … u_k with the k coins of the closed prefix, whichever arm drew them: a simple random sample.
  const coins = strata.map(({ controlCoin, closedPrefix }) =>
    controlCoin.subarray(0, closedPrefix).reduce((sum, coin) => sum + coin, 0),
  );
  const control = rowsOf(rows, (c) => {
    const h = rows.stratum[c]!;
    const t = rows.draw[c]!;
    const { controlPlace, closedPrefix, state } = strata[h]!;
    return t < closedPrefix && controlPlace[t]! <= coins[h]! && state[t] !== drawUnjudgeable;
  });
  if (control.comparisons === 0)
    return none("No comparison of the control sample has all its judgments yet.");
  return { control: agreementGroup(judgedTwice(control), bootstrap), controlReason: null };
}

function sliceAgreement(
  { prompts }: ReportInput,
  overlap: JudgedTwice,
  bootstrap: (what: string) => BootstrapOptions,
): AgreementSlice[] {
  if (overlap.kind === "unknown") return [];
  const twice = overlap.rows;
  return prompts.slices.flatMap(({ prompts: own, ...name }): AgreementSlice[] => {
    if (name.by === "tag") return [];
    const isOwn = new Uint8Array(prompts.count);
    for (const prompt of own) isOwn[prompt] = 1;
    const overlapping = twice.prompt.reduce((n, prompt) => n + isOwn[prompt]!, 0);
    if (overlapping < fewestOfSlice || overlapping === twice.comparisons) return [];
    const judged = rowsOf(twice, (c) => isOwn[twice.prompt[c]!] === 1);
    const group = agreementGroup(judgedTwice(judged), bootstrap(`${name.by}=${name.value}`));
    return [{ ...name, ...group }];
  });
}
