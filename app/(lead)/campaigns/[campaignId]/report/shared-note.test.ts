import { describe, expect, it } from "vitest";
import { sharedNote } from "./shared-note";

describe("a note that rows share", () => {
  it("is said once where all have it, and is empty where none has one", () => {
    expect(sharedNote([{ note: "Too few." }, { note: "Too few." }])).toBe("Too few.");
    expect(sharedNote([{ note: null }, { note: null }])).toBe("");
  });

  it("is none where they differ", () => {
    expect(sharedNote([{ note: "Too few." }, { note: null }])).toBeNull();
  });
});
