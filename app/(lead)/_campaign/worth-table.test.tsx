import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { judgedOrders } from "@/server/testing/judged-orders";
import { computeWorth } from "@/server/worth/compute-worth";
import { WorthTable } from "./worth-table";

const table = computeWorth(
  judgedOrders({ comparisons: 1500, tieRate: (difference) => 0.9 - 0.7 * difference, seed: "table" }),
);
const rowsOf = (html: string) => html.match(/<tr>.*?<\/tr>/g) ?? [];
const idOf = (row: string) => /<span class="[^"]*font-mono[^>]*>([^<]+)/.exec(row)?.[1];

describe("WorthTable", () => {
  it("has the metrics from the most to the least saving, and the controls apart at its end", () => {
    const rows = rowsOf(renderToStaticMarkup(<WorthTable table={table} />));
    const ids = rows.map(idOf).filter(Boolean);
    expect(ids[0]).toBe("sees");
    expect(ids.slice(-2)).toEqual(["mean-length", "random"]);
    expect(rows.findIndex((row) => row.includes("what any metric must beat"))).toBe(rows.length - 3);
    expect(rows.find((row) => idOf(row) === "sees")).toContain("beats the controls");
    expect(rows.find((row) => idOf(row) === "sees")).toContain("Title of sees");
  });

  it("says each bar in words, keeps it inside its frame, and has no number that is none", () => {
    const html = renderToStaticMarkup(<WorthTable table={table} />);
    const sees = table.rows.find(({ id }) => id === "sees");
    expect(html).toContain(`Title of sees: +${(100 * (sees?.top.reduction as number)).toFixed(0)}`);
    const places = [...html.matchAll(/ (?:x1|x2|cx)="([-\d.]+)%"/g)].map(([, at]) => Number(at));
    expect(places.length).toBeGreaterThan(20);
    expect(places.every((at) => at >= 0 && at <= 100)).toBe(true);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("offers what can be done with a row", () => {
    const html = renderToStaticMarkup(
      <WorthTable table={table} action={({ id }) => <button type="button">{`Use ${id}`}</button>} />,
    );
    expect(html.match(/Use [a-z-]+/g)).toHaveLength(table.rows.length);
    expect(html).toContain('colSpan="7"');
  });
});
