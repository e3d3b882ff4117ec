import { type PromptMean, profileModel } from "@/server/core/profile/profile-model";
import type { TextProfile } from "@/server/core/profile/profile-text";
import type { ReportContent } from "../schemas";
import type { CompletionColumns } from "./completion-columns";
import { type ProfileColumn, type ProfileMean, type ProfilePart, profileColumns } from "./view";

/** What each model's completions are like, beside its mean win rate. */
export function profilePart(columns: CompletionColumns, content: ReportContent): ProfilePart {
  const { alpha } = content.configuration;
  const models = columns.models.map((model, number) => {
    const places = placesOf(columns.model, number);
    const prompts = places.map((place) => columns.prompt[place]!);
    const profile = profileModel(
      Array.from(places, (place) => textProfile(columns, place)),
      prompts,
      alpha,
    );
    const means = profileColumns.map((column) => [column, meanOf(profile[column])] as const);
    return {
      model,
      completions: profile.completions,
      winRate: meanWinRate(content, model),
      ...(Object.fromEntries(means) as Record<ProfileColumn, ProfileMean>),
    };
  });
  return { models };
}

function placesOf(model: Int32Array, number: number): Int32Array {
  const places: number[] = [];
  for (let place = 0; place < model.length; place++) if (model[place] === number) places.push(place);
  return Int32Array.from(places);
}

function textProfile(columns: CompletionColumns, place: number): TextProfile {
  const diversity = columns.diversity[place]!;
  const readability = columns.readability[place]!;
  return {
    words: columns.words[place]!,
    characters: columns.characters[place]!,
    headers: columns.headers[place]!,
    listItems: columns.listItems[place]!,
    bold: columns.bold[place]!,
    codeBlocks: columns.codeBlocks[place]!,
    tables: columns.tables[place]!,
    diversity: Number.isNaN(diversity)
      ? { kind: "unknown", reason: "too-short" }
      : { kind: "known", value: diversity },
    readability: Number.isNaN(readability)
      ? { kind: "unknown", reason: "no-words" }
      : { kind: "known", value: readability },
    isRefusal: columns.refused[place] === 1,
  };
}

function meanOf(mean: PromptMean): ProfileMean {
  if (mean.kind === "unknown") return { value: null, lower: null, upper: null, leftOut: mean.leftOut };
  return {
    value: mean.mean,
    lower: mean.lower ?? null,
    upper: mean.upper ?? null,
    leftOut: mean.leftOut,
  };
}

/** The mean of a model's win rates against its opponents; null while some pair has none. */
function meanWinRate({ pairs, scope }: ReportContent, model: string): number | null {
  const rates = pairs.flatMap(({ modelA, modelB, winRate, judged }) => {
    const rate = scope === "whole-set" ? winRate.value : (judged.winRate?.value ?? null);
    if (modelA === model) return [rate];
    return modelB === model ? [rate === null ? null : 1 - rate] : [];
  });
  const known = rates.filter((rate) => rate !== null);
  if (known.length === 0 || known.length < rates.length) return null;
  return known.reduce((sum, rate) => sum + rate / known.length, 0);
}
