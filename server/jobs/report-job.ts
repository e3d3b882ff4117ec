import { TiebreakError } from "../errors";
import type { JobWork } from "./run-job";

/** Computes the campaign's report on a worker thread and stores it. */
export const runReportJob: JobWork = async () => {
  throw new TiebreakError("wrong_state", "Reports are not computed yet.");
};
