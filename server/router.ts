import { campaignRouter } from "./campaign/router";
import { comparisonRouter } from "./comparison/router";
import { endpointRouter } from "./endpoint/router";
import { flagRouter } from "./flag/router";
import { goldRouter } from "./gold/router";
import { importRouter } from "./import/router";
import { jobRouter } from "./jobs/router";
import { joinRouter } from "./join/router";
import { judgmentRouter } from "./judgment/router";
import { memberRouter } from "./member/router";
import { noiseRouter } from "./noise/router";
import { planRouter } from "./plan/router";
import { predictorRouter } from "./predictor/router";
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
  endpoint: endpointRouter,
  ranking: rankingRouter,
  job: jobRouter,
  member: memberRouter,
  join: joinRouter,
  flag: flagRouter,
  gold: goldRouter,
  comparison: comparisonRouter,
  task: taskRouter,
  judgment: judgmentRouter,
  report: reportRouter,
  noise: noiseRouter,
  worth: worthRouter,
  predictor: predictorRouter,
  plan: planRouter,
});

export type AppRouter = typeof appRouter;
