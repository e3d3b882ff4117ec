// @ts-check
import { localProgram, runCommand } from "./run-command.mjs";

/** `npm run db:generate -- add-a-thing`: the same named migration for both databases, from db/schema. */
const name = process.argv[2];
if (name === undefined || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
  console.error("Name the migration for what it does: npm run db:generate -- add-campaign-notes");
  process.exit(2);
}
for (const dialect of ["sqlite", "postgres"]) {
  const args = ["generate", "--config", `db/drizzle.${dialect}.ts`, "--name", name];
  const { status } = await runCommand(localProgram("drizzle-kit"), args, { show: true });
  if (status !== 0) process.exit(status);
}
