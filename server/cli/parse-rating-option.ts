import { InvalidArgumentError } from "commander";
import type { CampaignSettingsInput } from "../campaign/schemas";

type Trajectory = NonNullable<CampaignSettingsInput["trajectories"]>[number];

/**
 * The checkpoints of one training run, gathered with the runs before it: a name, then models with their steps.
 *
 * @example gatherTrajectory("base=atlas-1k:1000,atlas-2k:2000", []) // [{ name: "base", steps: [{ model: "atlas-1k", step: 1000 }, …] }]
 */
export function gatherTrajectory(text: string, earlier: Trajectory[] = []): Trajectory[] {
  const [, name, list = ""] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  const steps = list.split(",").map((part) => {
    const [, model = "", step = ""] = /^(.+):([^:]+)$/s.exec(part.trim()) ?? [];
    return { model, step: step.trim() === "" ? Number.NaN : Number(step) };
  });
  if (
    name === undefined ||
    steps.length < 2 ||
    steps.some(({ model, step }) => !model || !Number.isFinite(step))
  )
    throw new InvalidArgumentError(
      "Give RUN=MODEL:STEP,MODEL:STEP, such as base=atlas-1k:1000,atlas-2k:2000.",
    );
  return [...earlier, { name: name.trim(), steps }];
}
