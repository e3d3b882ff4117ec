import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { inEnglish } from "@/app/_messages/in-english";
import { Markdown } from "./markdown";

const html = (text: string) => renderToStaticMarkup(inEnglish(<Markdown text={text} />));

describe("Markdown of untrusted text", () => {
  test("HTML is shown as text, never interpreted and never dropped", () => {
    const shown = html("<script>alert(1)</script>\n\nbefore <b onclick=x>bold</b> after");
    expect(shown).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(shown).toContain("&lt;b onclick=x&gt;bold&lt;/b&gt;");
    expect(shown).not.toMatch(/<script|<b[ >]/);
  });

  test("nothing is loaded from elsewhere", () => {
    const shown = html("![a cat](https://example.org/cat.png) ![](data:image/png;base64,AAAA)");
    expect(shown).toContain("[image: a cat]");
    expect(shown).not.toMatch(/<img|src=/);
  });

  test("links say nothing about where they were opened, and run nothing", () => {
    expect(html("[x](https://example.org)")).toContain(
      '<a href="https://example.org" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
    expect(html("[x](javascript:alert(1))")).not.toContain("javascript:");
    expect(html("[x](data:text/html,hi)")).not.toContain("href");
    expect(html("[x](//example.org/a) [y](/api/health) [z](#here)")).not.toContain("href");
  });

  test("ids, by which two texts on a page could collide, are left out", () => {
    expect(html("# Title\n\nnote[^1]\n\n[^1]: foot")).not.toMatch(/ id=/);
  });

  test("headings stay out of the page's outline", () => {
    expect(html("# Title")).toContain('<p data-heading="1" dir="auto">Title</p>');
  });

  test("each outermost block finds its own direction", () => {
    const shown = html("مرحبا\n\nhello\n\n- واحد\n- two\n\n| a |\n|---|\n| ب |");
    expect(shown.match(/dir="auto"/g)).toHaveLength(4);
    expect(shown).toContain('<ul dir="auto">');
  });

  test("an empty corner of a table is no heading", () => {
    const shown = html("|  | one |\n|---|---|\n| a | b |");
    expect(shown).toContain("<td></td><th>one</th>");
  });

  test("task lists have no controls", () => {
    const shown = html("- [x] done\n- [ ] open");
    expect(shown).not.toContain("<input");
    expect(shown).toContain("☑ ");
    expect(shown).toContain("☐ ");
  });

  test("text nested too deeply to parse is shown as it was written", () => {
    const quotes = `${">".repeat(5_000)} deep`;
    expect(html(quotes)).toContain(`${"&gt;".repeat(5_000)} deep</p>`);
    const emphasis = `${"*a ".repeat(300)}${"b* ".repeat(300)}`;
    expect(html(emphasis)).toContain(emphasis);
    const lists = Array.from({ length: 400 }, (_, depth) => `${"  ".repeat(depth)}- ${depth}`).join("\n");
    expect(html(lists)).not.toContain("<li");
    expect(html("> > > - quoted")).toContain("<blockquote");
  });

  test("a paragraph of thousands of emphasis marks is shown as it was written, many in many paragraphs are not", () => {
    const stalling = "*a ".repeat(6_000);
    expect(html(stalling)).toContain("*a *a *a");
    expect(html("**bold** and _slanted_\n\n".repeat(1_000))).toContain("<strong>bold</strong>");
  });

  test("text of very many letters, or cells, is shown as it was written", () => {
    expect(html("**line**\n\n".repeat(25_000))).toContain("**line**\n\n**line**");
    expect(html(`| a |\n|---|\n${`|${" cell |".repeat(60)}\n`.repeat(250)}`)).not.toContain("<table");
    expect(html(`| a |\n|---|\n${"| b |\n".repeat(250)}`)).toContain("<table");
  });

  test("a word of many thousand letters is not kerned, which would stall the browser", () => {
    expect(html(`so ${"x".repeat(5_000)}`)).toContain("font-kerning:none");
    expect(html("so many words ".repeat(500))).not.toContain("font-kerning");
  });
});
