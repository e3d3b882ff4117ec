import { parentPort, workerData } from "node:worker_threads";
import { computeWorth } from "../worth/compute-worth";
import type { WorthInput } from "../worth/worth-input";

parentPort?.postMessage(computeWorth(workerData as WorthInput));
