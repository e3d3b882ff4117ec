import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isInstalled } from "./install-packages.mjs";
import { nodeComplaint } from "./node-version.mjs";
import { sourceHash } from "./source-hash.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tiebreak-install-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = (packages: object) => JSON.stringify({ packages: { "": {}, ...packages } });
const record = (packages: object) => {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  writeFileSync(join(folder, "node_modules", ".package-lock.json"), lock(packages));
};

describe("isInstalled", () => {
  beforeEach(() => {
    const linux = { version: "1.0.0", optional: true };
    const packages = { "node_modules/a": { version: "1.2.3" }, "node_modules/other-platform": linux };
    writeFileSync(join(folder, "package-lock.json"), lock(packages));
  });

  it("is false in a fresh clone", () => expect(isInstalled(folder)).toBe(false));

  it("is true with every package in place, other platforms' left out", () => {
    record({ "node_modules/a": { version: "1.2.3" } });
    expect(isInstalled(folder)).toBe(true);
  });

  it("is false when the lock file names another version", () => {
    record({ "node_modules/a": { version: "1.2.2" } });
    expect(isInstalled(folder)).toBe(false);
  });

  it("is false when a package is missing", () => {
    record({});
    expect(isInstalled(folder)).toBe(false);
  });
});

describe("nodeComplaint", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "26.1.0"])("accepts %s", (version) => {
    expect(nodeComplaint(version)).toBeUndefined();
  });
  it.each(["20.18.9", "18.20.0", "16.0.0"])("refuses %s and says what is needed", (version) => {
    expect(nodeComplaint(version)).toContain("Node 20.19 or newer");
  });
});

describe("sourceHash", () => {
  beforeEach(() => {
    mkdirSync(join(folder, "server", "core"), { recursive: true });
    writeFileSync(join(folder, "server", "core", "a.ts"), "1");
  });

  it("changes with a source and not with a test", () => {
    const before = sourceHash(folder);
    writeFileSync(join(folder, "server", "core", "a.test.ts"), "1");
    expect(sourceHash(folder)).toBe(before);
    writeFileSync(join(folder, "server", "core", "a.ts"), "2");
    expect(sourceHash(folder)).not.toBe(before);
  });

  it("changes with a file's name", () => {
    const before = sourceHash(folder);
    rmSync(join(folder, "server", "core", "a.ts"));
    writeFileSync(join(folder, "server", "core", "b.ts"), "1");
    expect(sourceHash(folder)).not.toBe(before);
  });
});
