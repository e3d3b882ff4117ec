import type { Member } from "../member/require-member";
import { getOwnTask } from "../task/own-task";
import { getQueueCampaign } from "../task/queue-campaign";
import type { TaskInput } from "../task/schemas";
import { viewTask } from "../task/task-view";
import type { VerbContext } from "../verb-context";
import { decisionOf } from "./outcome-of";
import type { ReviewView } from "./schemas";
import { standingOf } from "./standing-of";
import { showDetails } from "./store-details";

/** A comparison that the person judged, as it was on the screen, with what was decided and said. */
export async function reviewMine(
  { database }: VerbContext,
  member: Member,
  { taskId }: Pick<TaskInput, "taskId">,
): Promise<ReviewView> {
  const campaign = await getQueueCampaign(database, member.campaignId);
  const task = await getOwnTask(database, member.id, taskId);
  const judgment = await standingOf(database, taskId);
  return {
    task: await viewTask(database, task, campaign.maskedNames),
    decision: decisionOf(judgment.outcome, task.presentedSide),
    details: showDetails(judgment, task.presentedSide),
  };
}
