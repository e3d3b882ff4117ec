import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PairAllocationField } from "./pair-allocation-field";
import { checkSettings, newSettings, readCampaignFile } from "./settings-draft";

const settings = { ...newSettings(), name: "Mine" };
const pageOf = (props: { models?: number; disabled?: boolean; pairAllocation?: "even" | "uncertain" }) =>
  renderToStaticMarkup(
    <PairAllocationField
      settings={{ ...settings, pairAllocation: props.pairAllocation ?? "even" }}
      onChange={() => {}}
      problems={{}}
      disabled={props.disabled}
      models={props.models}
    />,
  );
const radios = (page: string) => page.match(/<input[^>]*>/g)!;

describe("which pair is next, on the form", () => {
  it("is even in a new campaign, and may be chosen while it is not known how many models there are", () => {
    expect(settings.pairAllocation).toBe("even");
    const [even, uncertain] = radios(pageOf({}));
    expect(even).toMatch(/checked/);
    expect(uncertain).not.toMatch(/checked|disabled/);
    expect(pageOf({})).toContain("For three models or more");
  });

  it("is nothing to choose for two models, unless it is to be taken back", () => {
    const two = pageOf({ models: 2 });
    expect(radios(two).every((radio) => radio.includes("disabled"))).toBe(true);
    expect(two).toContain("nothing to choose");
    expect(pageOf({ models: 3 })).not.toMatch(/disabled=|nothing to choose/);
    expect(radios(pageOf({ models: 2, pairAllocation: "uncertain" })).join()).not.toContain("disabled");
  });

  it("is fixed after launch", () => {
    const fixed = pageOf({ models: 3, disabled: true, pairAllocation: "uncertain" });
    expect(radios(fixed).every((radio) => radio.includes("disabled"))).toBe(true);
  });

  it("is read from a campaign file, and refused where it is neither", () => {
    expect(readCampaignFile('{"name":"Mine","pairAllocation":"uncertain"}')).toEqual({
      settings: { name: "Mine", pairAllocation: "uncertain" },
      problems: [],
    });
    expect(readCampaignFile('{"name":"Mine","pairAllocation":"most"}').problems).toHaveLength(1);
    expect(checkSettings({ ...settings, pairAllocation: "uncertain" })).toEqual({});
  });
});
