import { countTopLevelKeys } from "./count-top-level-keys";
import { keepTokenOrder } from "./keep-token-order";
import { type JsonFault, locateJsonFault } from "./locate-json-fault";

/** Parses the JSON of a text, or says where and why it is not JSON. Equal top-level keys are a fault. */
export function parseJson(json: string): { value: unknown } | JsonFault {
  let value: unknown;
  try {
    value = JSON.parse(keepTokenOrder(json));
  } catch (error) {
    const reason = error instanceof Error ? error.message : "is not JSON";
    return locateJsonFault(json) ?? { column: 1, field: "", reason };
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    if (countTopLevelKeys(json) > Object.keys(value).length) {
      return locateJsonFault(json) ?? { column: 1, field: "", reason: "a key is given twice" };
    }
  }
  return { value };
}
