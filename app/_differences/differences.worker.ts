import { markDifferences } from "./mark-differences";

export interface DifferencesRequest {
  a: string;
  b: string;
  language: string | null;
}

/** Finds differences beside the page: texts may be long. */
self.addEventListener("message", ({ data }: MessageEvent<DifferencesRequest>) => {
  self.postMessage(markDifferences(data.a, data.b, data.language));
});
