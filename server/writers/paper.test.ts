import { beforeAll, describe, expect, it } from "vitest";
import { computeReport } from "../report/compute-report";
import { listReferences } from "../report/references/list-references";
import type { ReportContent } from "../report/schemas";
import { type TestOutcome, type TestStratum, testReportInput } from "../testing/report-input";
import { bibtex } from "./bibtex";
import { latexReport } from "./latex-report";
import { rowsOf } from "./tables/report-table";
import { reportTables } from "./tables/report-tables";

const hash = "0f".repeat(32);
const hostile = ["\\input{/etc/passwd}", "50%_$x$#&~^", "[2em]*模型"];

const outcomes: TestOutcome[] = ["model_a", "model_b", "tie", "model_a"];

/** Every pair of the models, each with draws of two judgments. */
function contentOf(
  models: string[],
  configuration: Parameters<typeof testReportInput>[1] = {},
): ReportContent {
  const strata = models.flatMap((modelA, i) =>
    models.slice(i + 1).map(
      (modelB): TestStratum => ({
        modelA,
        modelB,
        size: 40,
        draws: Array.from({ length: 12 }, (_, t) => [outcomes[t % 4]!, outcomes[(t >> 1) % 4]!]),
      }),
    ),
  );
  return computeReport(testReportInput(strata, { judgmentsPerComparison: 2, ...configuration }));
}

const keysOf = (bib: string) => [...bib.matchAll(/^@\w+\{(\w+),$/gm)].map(([, key]) => key);
const citedIn = (tex: string) => [...tex.matchAll(/\\cite\{(\w+)\}/g)].map(([, key]) => key);

describe("a report for a paper", () => {
  let three: ReportContent;
  let two: ReportContent;
  beforeAll(() => {
    three = contentOf(hostile);
    two = contentOf(["alpha", "beta"], { preset: "uniform" });
  });

  it("has its tables in LaTeX, and nothing that a name could do", () => {
    const tex = latexReport(three, {}, hash);
    const commands = new Set(
      [...tex.replace(/^%.*$/gm, "").matchAll(/\\([a-zA-Z]+)/g)].map(([, name]) => name),
    );
    const ours =
      "begin end item sloppy centering caption label small footnotesize scriptsize setlength tabcolsep toprule midrule bottomrule textbackslash textasciitilde textasciicircum cite alpha cdot ldots textquotedbl textless lambda kappa tau raggedright arraybackslash linewidth allowbreak providecommand tiebreakname ifdefined Umathcode else fi textgreater";
    expect([...commands].filter((name) => !ours.split(" ").includes(name as string))).toEqual([]);
    expect(tex.replaceAll("\\allowbreak{}", "")).toContain(
      "\\textbackslash{}input\\{/etc/passwd\\} & 50\\%\\_\\$x\\$\\#\\&\\textasciitilde{}",
    );
    for (const environment of ["table", "tabular"]) {
      const starts = tex.split(`\\begin{${environment}}`).length;
      expect(starts).toBeGreaterThan(2);
      expect(tex.split(`\\end{${environment}}`)).toHaveLength(starts);
    }
    for (const { groups, columns } of reportTables(three, {}))
      for (const row of rowsOf({ groups })) expect(row).toHaveLength(columns.length);
    expect(tex).toContain("\\tiebreakname{模型}{U+6A21 U+578B}");
    expect(tex.indexOf("\\providecommand\\tiebreakname")).toBeLessThan(tex.indexOf("\\tiebreakname{模型}"));
    expect(latexReport(two, {}, hash)).not.toContain("XeLaTeX");
    expect(tex).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it("cites just what is in its bibliography, in the place of the names in the methods paragraph", () => {
    for (const content of [two, three]) {
      const tex = latexReport(content, {}, hash);
      const keys = keysOf(bibtex(listReferences(content, {})));
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(citedIn(tex))).toEqual(new Set(keys));
    }
    expect(two.methods).toContain("(Farquhar, Gal and Rainforth 2021)");
    const tex = latexReport(two, {}, hash);
    expect(tex).toContain("LURE estimates \\cite{farquhar2021}");
    expect(tex).toContain("betting confidence sequences \\cite{waudbysmith2024}");
    expect(tex).toContain("clustered by both \\cite{cameron2011}");
    expect(tex).toContain("Wilson intervals~\\cite{wilson1927}");
  });

  it("names only methods that the report used", () => {
    const keys = (content: ReportContent) => listReferences(content, {}).map(({ key }) => key);
    expect(keys(two)).toEqual(
      expect.arrayContaining(["farquhar2021", "waudbysmith2024", "hayes2007", "cohen1960"]),
    );
    for (const unused of [
      "shekhar2023",
      "bradley1952",
      "holm1979",
      "angelopoulos2023",
      "fleiss1971",
      "efron1975",
    ])
      expect(keys(two)).not.toContain(unused);
    expect(keys(three)).toEqual(
      expect.arrayContaining(["shekhar2023", "bradley1952", "liang1986", "holm1979"]),
    );
    expect(keys(three)).not.toContain("waudbysmith2024");
    const explored = contentOf(["alpha", "beta"], { mode: "explore" });
    expect(keys(explored)).not.toContain("farquhar2021");
    expect(keys(explored)).toContain("wilson1927");
  });

  it("is BibTeX with titles that keep their capitals", () => {
    expect(bibtex(listReferences(two, {})).split("\n\n")[0]).toBe(
      [
        "@inproceedings{farquhar2021,",
        "  author = {Farquhar, Sebastian and Gal, Yarin and Rainforth, Tom},",
        "  title = {{On Statistical Bias in Active Learning: How and When to Fix It}},",
        "  booktitle = {International Conference on Learning Representations},",
        "  year = {2021},",
        "  eprint = {2101.11665},",
        "  archivePrefix = {arXiv}",
        "}",
      ].join("\n"),
    );
  });

  it("runs a long table over pages", () => {
    const models = Array.from({ length: 10 }, (_, i) => `m${i}`);
    const tex = latexReport({ ...three, ...pairsOf(models, three) }, {}, hash);
    expect(tex).toContain("\\begin{longtable}{@{}llrrrr@{}}");
    expect(tex.match(/^m\d & m\d & \d+/gm)).toHaveLength(45);
  });

  it("gives long names the room that the numbers leave, and places to break", () => {
    const named = contentOf([
      "org/a-very-long-name_of-a-model:checkpoint-000100",
      "another/name_as-long-as-that",
    ]);
    const tex = latexReport(named, {}, hash);
    const widths = [...tex.matchAll(/p\{(0\.\d+)\\linewidth\}/g)].map(([, width]) => Number(width));
    expect(widths.length).toBeGreaterThan(1);
    expect(Math.max(...widths)).toBeLessThan(0.5);
    expect(tex).toContain("org/\\allowbreak{}a-very-long-name\\_\\allowbreak{}of");
    expect(latexReport(two, {}, hash)).not.toMatch(/allowbreak|linewidth/);
  });

  it("says what can be said of nothing", () => {
    const empty = computeReport(testReportInput([{ size: 3, draws: [] }]));
    expect(latexReport(empty, {}, hash)).toContain("alpha & beta & -- & ");
  });
});

/** As many pairs as these models make, all like the first of a report. */
function pairsOf(models: string[], { pairs }: ReportContent): Pick<ReportContent, "pairs"> {
  return {
    pairs: models.flatMap((modelA, i) =>
      models.slice(i + 1).map((modelB) => ({ ...pairs[0]!, modelA, modelB })),
    ),
  };
}
