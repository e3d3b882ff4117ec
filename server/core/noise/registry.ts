import type { Detector } from "./detector";
import { empty } from "./empty";
import { encodingDamage } from "./encoding-damage";
import { identical } from "./identical";
import { namesItself } from "./names-itself";
import { nearDuplicatePrompt } from "./near-duplicate-prompt";
import { nearIdentical } from "./near-identical";
import { refusal } from "./refusal";
import { repeatedLoop } from "./repeated-loop";
import { truncated } from "./truncated";
import { wrongLanguage } from "./wrong-language";

/** Every detector of noise, in the order in which findings are shown. A new detector is one file and a line here. */
export const detectors: readonly Detector[] = Object.freeze([
  empty,
  truncated,
  repeatedLoop,
  wrongLanguage,
  encodingDamage,
  refusal,
  namesItself,
  identical,
  nearIdentical,
  nearDuplicatePrompt,
]);

/** The ids of all detectors, in the order of `detectors`. */
export const detectorIds: readonly string[] = Object.freeze(detectors.map(({ id }) => id));

/**
 * The detector with this id, or undefined.
 *
 * @example `findDetector("empty")?.title` is "Empty"
 */
export function findDetector(id: string): Detector | undefined {
  return detectors.find((detector) => detector.id === id);
}
