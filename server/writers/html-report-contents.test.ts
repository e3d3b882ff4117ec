import { expect, it } from "vitest";
import { withContents } from "./html-report-contents";
import { html } from "./html-text";

it("links to every section, with titles as safe as they were", () => {
  const sections = html`<p>Before</p><section><h2>${"Of <b>"}</h2></section><section><h2>People</h2></section>`;
  const { text } = withContents(sections);
  const links = [...text.matchAll(/<a href="#(.*?)">(.*?)<\/a>/g)].map(([, id, title]) => ({ id, title }));
  expect(links).toEqual([
    { id: "part-1", title: "Of &lt;b&gt;" },
    { id: "part-2", title: "People" },
  ]);
  for (const { id, title } of links) expect(text).toContain(`<section id="${id}"><h2>${title}</h2>`);
});
