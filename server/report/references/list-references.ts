import type { ReportParts } from "../parts/view";
import type { ReportContent } from "../schemas";
import { agreementReferences } from "./agreement-references";
import { estimationReferences } from "./estimation-references";
import { partReferences } from "./part-references";
import { ratingReferences } from "./rating-references";
import type { Reference } from "./reference";

/** A reference, the method it belongs to in `versions.methods`, and what must be in the report for it to be used. */
export interface MethodReference extends Reference {
  method: string;
  isUsed?: (content: ReportContent) => boolean;
}

const references: readonly MethodReference[] = [
  ...estimationReferences,
  ...ratingReferences,
  ...agreementReferences,
];

/**
 * The literature behind the numbers that a report and its parts really hold, in the order in which it presents them.
 *
 * @example listReferences(content, parts).map(({ key }) => key) // ["farquhar2021", "kossen2021", "shekhar2023", …]
 */
export function listReferences(content: ReportContent, parts: ReportParts): Reference[] {
  const methods = new Set(content.versions.methods);
  const used: Reference[] = [
    ...references.filter(({ method, isUsed }) => methods.has(method) && (isUsed?.(content) ?? true)),
    ...partReferences.filter(({ isUsed }) => isUsed(parts)),
  ];
  // One paper may stand for two methods.
  return used.filter(({ key }, place) => used.findIndex((one) => one.key === key) === place);
}
