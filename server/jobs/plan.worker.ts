import { parentPort, workerData } from "node:worker_threads";
import { type PlayPlanInput, playPlan } from "../plan/play-plan";

parentPort?.postMessage(playPlan(workerData as PlayPlanInput));
