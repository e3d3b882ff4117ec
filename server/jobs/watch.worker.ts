import { setTimeout as pause } from "node:timers/promises";
import { workerData } from "node:worker_threads";
import { openDatabase } from "@/db/client";
import { second, systemClock } from "../clock";
import { createWatcher } from "../stop/watch-campaigns";

/*
 * Watches judging on a thread and a connection of its own, so that no judgment waits for a confidence sequence. It rests
 * nine times as long as it works: long campaigns are looked at less often, and judging has the machine to itself.
 */
const { url, migrations } = workerData as { url: string; migrations: string };
const database = await openDatabase(url, { migrations, checkpoints: "elsewhere" });
const watcher = createWatcher({ database, clock: systemClock, actor: "operator" }, (campaignId, error) =>
  console.error(`watching judging${campaignId && ` of ${campaignId}`}:`, error),
);

for (;;) {
  const started = systemClock();
  await watcher.look();
  await pause(Math.max(second, 9 * (systemClock() - started)));
}
