import type { Reference } from "../report/references/reference";
import { latexText } from "./latex-text";

/**
 * References as a BibTeX file; titles keep their capitals.
 *
 * @example bibtex(listReferences(content, parts)) // "@inproceedings{farquhar2021,\n  author = {Farquhar, Sebastian and …"
 */
export function bibtex(references: readonly Reference[]): string {
  return references.map(entry).join("\n");
}

const venueFields = { article: "journal", inproceedings: "booktitle", misc: "howpublished" } as const;

function entry(reference: Reference): string {
  const { key, kind, authors, title, venue, year, volume, number, pages, eprint } = reference;
  const fields: [string, string | undefined][] = [
    ["author", authors.map(latexText).join(" and ")],
    ["title", `{${latexText(title)}}`],
    [venueFields[kind], latexText(venue)],
    ["year", String(year)],
    ["volume", volume],
    ["number", number],
    ["pages", pages?.replace("-", "--")],
    ["eprint", eprint],
    ["archivePrefix", eprint && "arXiv"],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}}`]));
  return `@${kind}{${key},\n${lines.join(",\n")}\n}\n`;
}
