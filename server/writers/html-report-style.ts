/** The standalone report's style sheet: light, dark, and ink on paper. */
export const reportStyle = `
:root { color-scheme: light dark; --ink: #1c1917; --soft: #57534e; --line: #d6d3d1; --paper: #ffffff; --panel: #f5f5f4; --accent: #0f766e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e5e4; --soft: #a8a29e; --line: #44403c; --paper: #171412; --panel: #231f1c; --accent: #5eead4; } }
@media print { :root { color-scheme: light; --ink: #000; --soft: #333; --line: #bbb; --paper: #fff; --panel: #fff; --accent: #000; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 60rem; background: var(--paper); color: var(--ink); font: 16px/1.55 ui-sans-serif, system-ui, sans-serif; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.75rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; overflow-wrap: anywhere; }
p { margin: .4rem 0; max-width: 46rem; overflow-wrap: anywhere; }
.soft { color: var(--soft); font-size: .9rem; }
.verdicts { list-style: none; margin: 1rem 0; padding: 0; display: grid; gap: .5rem; }
.verdicts li { padding: .75rem 1rem; border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: .4rem; background: var(--panel); overflow-wrap: anywhere; }
.verdicts li.ahead, .verdicts li.equivalent { border-left-color: var(--accent); }
.contents { list-style: none; margin: 1rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem 1rem; }
a { color: var(--accent); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: .75rem 0; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding: .25rem 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid var(--line); }
td.number, th.number { text-align: right; white-space: nowrap; overflow-wrap: normal; }
th:not(.number), td:not(.number) { min-width: 8rem; }
td .bounds { display: block; color: var(--soft); }
figure { margin: 1rem 0; }
figure svg { min-width: 30rem; }
figcaption { color: var(--soft); font-size: .9rem; }
code { font: .85em ui-monospace, monospace; overflow-wrap: anywhere; }
@page { margin: 16mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .contents { display: none; }
  .scroll { overflow: visible; }
  h2, h3, caption { break-after: avoid; }
  tr, li, figure { break-inside: avoid; }
  table { font-size: 7.5pt; }
  td.number, th.number { white-space: normal; padding-right: .5rem; }
  th:not(.number), td:not(.number) { min-width: 0; }
  figure svg { min-width: 0; max-width: 100%; height: auto; }
}
`;
