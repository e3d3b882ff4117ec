import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { describeReport } from "../cli/describe-report";
import type { ReportParts } from "../report/parts/view";
import { drawPlots } from "../report/plots/draw-plots";
import { listReferences } from "../report/references/list-references";
import type { ReportContent } from "../report/schemas";
import { reportWithParts } from "../testing/report-with-parts";
import { csvReport } from "./csv-report";
import { htmlReport } from "./html-report";
import { latexReport } from "./latex-report";
import { rowsOf } from "./tables/report-table";
import { reportTables } from "./tables/report-tables";

const hash = "0f".repeat(32);
const made = ["profile", "formatting", "equal-length", "equal-style", "bootstrap", "elo"];

describe("what is made after a report", () => {
  let content: ReportContent;
  let parts: ReportParts;
  beforeAll(() => {
    ({ content, parts } = reportWithParts(["long", "mid_1", "模型"]));
  });

  const texts = (own: ReportParts) => ({
    html: htmlReport({
      content,
      plots: drawPlots(content),
      parts: own,
      hash,
      reportId: "rep_1",
      createdAt: 0,
    }),
    tex: latexReport(content, own, hash),
    csv: csvReport(content, own, hash),
    screen: describeReport(content, own, hash),
  });

  it("is tables as the rest of the report, a cell for each column, and nothing that is not a number", () => {
    const tables = reportTables(content, parts);
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["pairs", "ratings", ...made]));
    for (const table of tables) {
      for (const row of rowsOf(table)) expect(row).toHaveLength(table.columns.length);
      expect(JSON.stringify(table)).not.toMatch(/NaN|undefined|Infinity/);
      expect(rowsOf(table).flat()).not.toContain("null");
    }
    const [profile] = tables.filter(({ name }) => name === "profile");
    const { words } = parts.profile!.models[0]!;
    expect(profile?.groups[0]?.rows[0]).toContain(
      `${words.value!.toFixed(0)}\n${words.lower!.toFixed(0)}–${words.upper!.toFixed(0)}`,
    );
  });

  it("is in every format that is read", () => {
    const { html, tex, screen } = texts(parts);
    for (const text of [html, screen])
      for (const words of ["Diversity", "equally long", "1000 refits", "Elo for display"])
        expect(text).toContain(words);
    for (const name of made) expect(tex).toContain(`\\label{tab:tiebreak-${name}}`);
    for (const text of [html, tex, screen]) expect(text).not.toContain("not ready");
  });

  it("brings its sources, which the tables' file cites and others are without", () => {
    const keysOf = (own: ReportParts) => listReferences(content, own).map(({ key }) => key);
    const brought = keysOf(parts).filter((key) => !keysOf({}).includes(key));
    expect(brought).toEqual(expect.arrayContaining(["flesch1948", "dubois2024", "efron1979"]));
    expect(new Set(keysOf(parts)).size).toBe(keysOf(parts).length);
    const cited = (own: ReportParts) => [...latexReport(content, own, hash).matchAll(/\\cite\{(\w+)\}/g)];
    expect(new Set(cited(parts).map(([, key]) => key))).toEqual(new Set(keysOf(parts)));
    expect(cited({}).map(([, key]) => key)).not.toContain("efron1979");
  });

  it("stands beside settings in words", () => {
    const trajectories = [{ name: "run", steps: [{ model: "long", step: 100 }] }];
    const stopRule = { winner: true, equivalence: 0.1, width: null };
    const setting = (own: object) => {
      const configuration = { ...content.configuration, ...own };
      const html = htmlReport({
        content: { ...content, configuration },
        plots: drawPlots(content),
        parts,
        hash,
        reportId: "rep_1",
        createdAt: 0,
      });
      return (name: string) => new RegExp(`<th scope="row">${name}</th><td>(.*?)</td>`).exec(html)?.[1];
    };
    const plain = setting({ stopRule: null, trajectories: [] });
    expect([plain("Stop rule"), plain("Trajectories"), plain("Budget")]).toEqual([
      "none",
      "none",
      "none (the whole set)",
    ]);
    expect(plain("Judgments per comparison")).toBe("1");
    const set = setting({ stopRule, trajectories });
    expect(set("Stop rule")).toMatch(/^when it is clear which model is ahead, or when they are within/);
    expect(set("Trajectories")).toBe("run: long at 100");
  });

  it("is rows of the CSV with intervals", () => {
    const rows: Record<string, string>[] = parse(texts(parts).csv, { columns: true });
    const found = (quantity: string, scope = "") =>
      rows.filter((row) => row["quantity"] === quantity && row["scope"] === scope);
    expect(found("words", "completions")[0]).toMatchObject({
      model_a: parts.profile!.models[0]!.model,
      value: String(parts.profile!.models[0]!.words.value),
      interval: "normal",
      confidence: "0.95",
      report_hash: hash,
    });
    expect(found("refusal_rate", "completions")[0]).toMatchObject({ value: "0", interval: "wilson" });
    expect(found("win_rate", "length held equal")).toHaveLength(3);
    expect(found("rating", "length held equal")).toHaveLength(3);
    expect(found("effect_of_words", "length held equal")[0]?.["interval"]).toBe("prompt-clustered");
    expect(found("rating_resampled")[0]?.["interval"]).toBe("bootstrap");
    expect(found("elo").map((row) => row["value"])).toEqual(parts.elo!.rated.map(({ mean }) => String(mean)));
    expect(found("elo_spread")).toHaveLength(3);
    expect(found("parts")).toEqual([]);
  });

  it("is named in every format while it is not ready", () => {
    const { profile } = parts;
    for (const text of Object.values(texts(profile ? { profile } : {})))
      expect(text.replace(/\s+/g, " ")).toContain(
        "not ready yet: win rates with length and style held equal, ratings by resampling, Elo.",
      );
  });

  it("says in words what cannot be told", () => {
    const reason = "There is no common scale.";
    const without: ReportParts = {
      ...parts,
      bootstrap: { method: null, times: 0, separated: 0, rated: [], reason },
      elo: { k: 4, permutations: 0, rated: [], reason: "Nothing was judged yet." },
    };
    for (const text of Object.values(texts(without)))
      for (const words of [reason, "Nothing was judged yet."]) expect(text).toContain(words);
  });

  it("stands on a screen in columns, whatever script names are in", () => {
    const { screen } = texts(parts);
    const [from] = screen.split("\n").flatMap((line, i) => (line.startsWith("Model  ") ? [i] : []));
    const lines = screen.split("\n").slice(from, from! + 4);
    const places = lines.map((line) => line.replaceAll("模型", "four").search(/\S\s*$/));
    expect(new Set(places).size).toBe(1);
  });
});
