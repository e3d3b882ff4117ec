import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { inEnglish } from "@/app/_messages/in-english";
import { highlightCode } from "./highlight-code";
import { renderMarkdown } from "./render-markdown";
import { typesetFormulas } from "./typeset-formulas";

const html = (text: string) =>
  renderToStaticMarkup(inEnglish(renderMarkdown(text, [typesetFormulas, highlightCode])));
const plain = (text: string) => renderToStaticMarkup(inEnglish(renderMarkdown(text)));

describe("formulas", () => {
  it("become MathML, in a line and on lines of their own", () => {
    expect(html("so $x_1*2*$ and")).toContain(
      '<span class="formula" data-formula="$x_1*2*$" data-scrolls=""><math><mrow><msub><mi>x</mi><mn>1</mn></msub>',
    );
    const block = html("$$\n\\begin{aligned}a&=b\\\\&=c\\end{aligned}\n$$");
    expect(block).toContain('<span class="formula-display"');
    expect(block).toContain('<math display="block"><mtable><mtr><mtd data-side="right" data-tight="">');
    expect(html("```math\nx\n```")).toContain('<span class="formula-display"');
    expect(html("> \\[\n> a\n> \\]")).toMatch(/<blockquote.*<mi>a<\/mi>/s);
    expect(html("| $|x|$ | b |\n|---|---|\n| $\\alpha$ | *c* |")).toMatch(
      /<th><span class="formula".*<em>c<\/em>/s,
    );
  });

  it("carry their alphabets as characters and their enclosures as attributes, which every browser draws", () => {
    expect(html("$\\mathbb{R}\\mathcal{L}\\mathfrak{g}\\mathbf{x}$")).toContain(
      '<mi mathvariant="normal">ℝ</mi><mi mathvariant="normal">ℒ</mi><mi mathvariant="normal">𝔤</mi>' +
        '<mi mathvariant="normal" data-variant="bold">x</mi>',
    );
    expect(html("$\\sin x$")).toContain('rspace="0.17em">\u2061</mo><mi>x</mi>');
    expect(html("$\\sin(x)$")).not.toContain("rspace");
    expect(html("$\\boxed{42}$")).toContain('<menclose data-notation="box">');
    expect(html("$$\\begin{array}{c|c}a&b\\\\\\hline c&d\\end{array}$$")).toContain(
      '<mtd data-line-after="" data-line-below="">',
    );
  });

  it("are shown as they were written until the typesetter has arrived", () => {
    expect(plain("so $x_1*2*$ and")).toContain('so <code class="math-inline">$x_1*2*$</code> and');
  });

  it("leave money and code alone", () => {
    expect(html("It costs $5 and $10, `$x$`.")).toBe(
      '<p dir="auto">It costs $5 and $10, <code>$x$</code>.</p>',
    );
    expect(html("[pay $5](https://example.org/?a=$b$)")).toContain('href="https://example.org/?a=$b$"');
    expect(html("![a $x$ graph](x.png)")).toContain("[image: a $x$ graph]");
    expect(html("<b>$x$</b>")).toContain("&lt;b&gt;");
  });

  it.each([
    "\\href{javascript:alert(1)}{x}",
    "\\url{http://evil.example}",
    "\\includegraphics{http://evil.example/x.png}",
    "\\htmlClass{fixed}{x}",
    "\\htmlStyle{position:fixed}{x}",
    "\\htmlData{a=b}{x}",
    "\\def\\a{\\a\\a}\\a",
    "\\edef\\a{xxxxxxxxxx}\\a",
    "\\newcommand{\\a}{\\a}\\a",
    "\\unknowncommand x",
    "\\frac{1}{",
    `${"{".repeat(4_000)}x`,
    `x${"^{x".repeat(1_200)}${"}".repeat(1_200)}`,
  ])("that are harmful or no LaTeX stay as they were written: %.40s", (tex) => {
    const shown = html(`$$${tex}$$`);
    expect(shown).toContain('<code class="math-display">$$');
    expect(shown).not.toMatch(/<math|<a |<img|style=/);
  });

  it("hide nothing by colour, and stay within a few lines of their place", () => {
    const shown = html(
      "$\\color{white}a\\colorbox{black}{b}\\fcolorbox{red}{blue}{c}\\rule{500em}{500em}\\hspace{-500em}\\raisebox{-500em}{d}$",
    );
    expect(shown).toContain("<math");
    expect(shown.replace(/ data-formula="[^"]*"/, "")).not.toMatch(/color|background| style=|500em|"\+/);
  });

  it("of very many are set as far as is quick", () => {
    const shown = html("$\\frac{a}{b}$ ".repeat(2_000));
    expect(shown.match(/<mfrac>/g)?.length).toBe(500);
    expect(shown.match(/\$\\frac\{a\}\{b\}\$ ?(?!")/g)?.length).toBeGreaterThan(1_400);
  });
});

describe("code", () => {
  it("is coloured where its fence names a language", () => {
    const shown = html("```python\ndef f(x): # <b>\n    return 1\n```");
    expect(shown).toContain('<span class="hljs-keyword">def</span>');
    expect(shown).toContain('<span class="hljs-comment"># &lt;b&gt;</span>');
    expect(html("```\ndef f\n```")).not.toContain("hljs");
    expect(html("```nosuchlanguage\ndef f\n```")).not.toContain("hljs");
  });

  it("has the same text as before", () => {
    const text = "```js\nconst a = `${b}`; // \u202E\n```";
    const words = (markup: string) => markup.replace(/<[^>]*>/g, "");
    expect(words(html(text))).toBe(words(plain(text)));
  });

  it("is left as it is where it is very long", () => {
    expect(html(`\`\`\`js\n${"let a;\n".repeat(4_000)}\n\`\`\``)).not.toContain("hljs");
  });
});

describe("what a text does to be misread", () => {
  it("characters that reorder it are named, in text and in code", () => {
    const named = '<span class="bidi-control">RLO</span>';
    expect(html("a \u202Eb **\u202Ec**")).toContain(`a ${named}b <strong>${named}c`);
    expect(html("```js\na // \u202Eb\n```")).toContain(named);
    expect(html(`${">".repeat(5_000)} \u202E`)).toContain(named);
  });

  it("links that look like others say where they lead", () => {
    expect(html("[bank.example](https://evil.example/x)")).toContain(
      '>bank.example</a> <span class="link-host">(evil.example)</span>',
    );
    expect(html("[Apple](https://\u0430pple.com)")).toContain("(xn--pple-43d.com)");
    expect(html("https://example.org and [it](https://example.org)")).not.toContain("link-host");
  });
});
