import { campaignRouter } from "./campaign/router";
import { flagRouter } from "./flag/router";
import { importRouter } from "./import/router";
import { jobRouter } from "./jobs/router";
import { judgmentRouter } from "./judgment/router";
import { memberRouter } from "./member/router";
import { rankingRouter } from "./ranking/router";
import { reportRouter } from "./report/router";
import { sessionRouter } from "./session/router";
import { taskRouter } from "./task/router";
import { router } from "./trpc";
import { worthRouter } from "./worth/router";

export const appRouter = router({
  session: sessionRouter,
  campaign: campaignRouter,
  import: importRouter,
  ranking: rankingRouter,
  job: jobRouter,
  member: memberRouter,
  flag: flagRouter,
  task: taskRouter,
  judgment: judgmentRouter,
  report: reportRouter,
  worth: worthRouter,
});

export type AppRouter = typeof appRouter;
