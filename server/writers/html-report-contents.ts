import { asHtml, type Html, html } from "./html-text";

const heading = /<section><h2>(.*?)<\/h2>/g;

/**
 * Sections that can be linked to, and before them links to each: a report is long, and scripts it has none.
 *
 * @example withContents(html`<section><h2>People</h2>…`).text // '<nav …><a href="#part-1">People</a>…<section id="part-1">…'
 */
export function withContents(sections: Html): Html {
  const titles = [...sections.text.matchAll(heading)].map(([, title]) => title ?? "");
  let part = 0;
  const linked = sections.text.replace(heading, (_, title: string) => {
    part++;
    return `<section id="part-${part}"><h2>${title}</h2>`;
  });
  return html`<nav aria-label="In this report"><ul class="contents">${titles.map(
    (title, i) => html`<li><a href="#part-${i + 1}">${asHtml(title)}</a></li>
`,
  )}</ul></nav>
${asHtml(linked)}`;
}
