// @ts-check
import { spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./run-command.mjs";
import { isRoot, postgresPrograms } from "./system-packages.mjs";

/**
 * Starts a throw-away Postgres: own folder, own free port on 127.0.0.1, stopped and removed by `stop`.
 * Postgres refuses to run as root, so root starts it as the user that Debian's package made.
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
export async function startPostgres() {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error("Postgres is not installed (package postgresql).");
  const owner = isRoot() ? postgresUser() : undefined;
  const folder = mkdtempSync(join(tmpdir(), "tiebreak-postgres-"));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const port = await freePort();
  const stop = () => {
    spawnSync(join(programs, "pg_ctl"), ["-D", data, "-m", "immediate", "-w", "stop"], {
      ...owner,
      cwd: "/",
    });
    rmSync(folder, { recursive: true, force: true });
  };
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off`;
  const commands = [
    {
      program: "initdb",
      args: ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
    },
    { program: "pg_ctl", args: ["-D", data, "-l", join(folder, "log"), "-o", settings, "-w", "start"] },
  ];
  for (const { program, args } of commands) {
    const { status, output } = await runCommand(join(programs, program), args, { ...owner, cwd: "/" });
    if (status === 0) continue;
    stop();
    throw new Error(`${program} failed:\n${output}`);
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
}

function postgresUser() {
  /** @param {string} flag */
  const id = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
