import { useEffect, useState } from "react";
import type { DifferencesRequest } from "./differences.worker";
import type { Differences } from "./mark-differences";

type Found = Differences | { kind: "failed" };

/** Where two texts differ, found by a worker; undefined while it looks, and while nobody asks. */
export function useDifferences(request: DifferencesRequest, isAsked: boolean): Found | undefined {
  const { a, b, language } = request;
  const [found, setFound] = useState<Found & { of: string }>();
  const key = JSON.stringify([a, b, language]);
  const isFound = found?.of === key;
  useEffect(() => {
    if (!isAsked || isFound) return;
    const worker = new Worker(new URL("./differences.worker.ts", import.meta.url), { type: "module" });
    const answer = (result: Found) => setFound({ ...result, of: key });
    worker.onmessage = ({ data }: MessageEvent<Differences>) => answer(data);
    worker.onerror = () => answer({ kind: "failed" });
    worker.postMessage({ a, b, language } satisfies DifferencesRequest);
    return () => worker.terminate();
  }, [a, b, language, key, isAsked, isFound]);
  return isAsked && isFound ? found : undefined;
}
