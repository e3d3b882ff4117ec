import { afterEach, describe, expect, it, vi } from "vitest";
import { joinTabs } from "./other-tabs";

describe("other tabs", () => {
  afterEach(() => vi.unstubAllGlobals());

  /** A tab with a window of its own. */
  const openTab = (self: string, onChanged = () => {}) => {
    const page = new EventTarget();
    vi.stubGlobal("window", page);
    return { page, tabs: joinTabs("tabs-of-a-test", self, onChanged) };
  };

  it("are gone when their page is, and there again when it comes back", async () => {
    const onChanged = vi.fn<() => void>();
    const [one, other] = [openTab("one"), openTab("other", onChanged)];
    await vi.waitUntil(() => one.tabs.exist() && other.tabs.exist());
    other.page.dispatchEvent(new Event("pagehide"));
    await vi.waitUntil(() => !one.tabs.exist());
    other.page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
    expect(onChanged).toHaveBeenCalled();
    await vi.waitUntil(() => one.tabs.exist() && other.tabs.exist());
    one.tabs.close();
    other.tabs.close();
  });
});
