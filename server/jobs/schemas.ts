import type { jobKinds } from "@/db/schema/ranking";

export type JobKind = (typeof jobKinds)[number];

export interface JobView {
  id: string;
  kind: JobKind;
  state: "queued" | "running" | "done" | "failed";
  /** Work done, out of `total`; both zero until the job knows. */
  done: number;
  total: number;
  /** What it is doing now, in words. */
  step: string;
  error: string | null;
  resultId: string | null;
  createdAt: number;
  finishedAt: number | null;
}
