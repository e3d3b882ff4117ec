import { CommanderError } from "commander";
import { createProgram } from "./program";

/** Runs `tiebreak …` and returns its exit code: 0 ok, 1 failed, 2 wrong usage. */
export async function runCommandLine(
  args: readonly string[],
  checkout: { root: string; isBuilt: boolean },
): Promise<number> {
  const program = createProgram();
  program.hook("preAction", async () => {
    const { settleEnvironment } = await import("../env");
    settleEnvironment(checkout);
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    // commander has printed what is wrong; its own exit code for help and version is 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { describeFailure } = await import("./failures");
    const { message, exitCode } = describeFailure(error);
    process.stderr.write(`${message}\n`);
    return exitCode;
  }
}
