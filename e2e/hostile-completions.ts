/** Completions that try to run, to load, to cover, to hide or to hang. Each sets `window.hacked` or asks for evil.example. */
export const hostileCompletions: Record<string, string> = {
  script: "<script>window.hacked = 1</script>",
  "script in a fence": "```html\n<script>window.hacked = 1</script>\n```",
  "script closing its place": "`</script><script>window.hacked = 1</script>`",
  "script in an attribute's place": '"><script src="http://evil.example/a.js"></script>',
  "script by case and space": "<ScRiPt \n>window.hacked = 1</sCrIpT >",
  "event handler": '<img src="x" onerror="window.hacked = 1"><body onload="window.hacked = 1">',
  "event handlers in Markdown":
    "[x](https://example.org' onclick='window.hacked=1) **a\" onmouseover=\"window.hacked=1**",
  "toggled details": '<details open ontoggle="window.hacked = 1"><summary>more</summary></details>',
  "focused input": '<input autofocus onfocus="window.hacked = 1">',
  "animated marquee":
    '<marquee onstart="window.hacked = 1">x</marquee><video onerror="window.hacked=1"><source></video>',
  "remote image": "![pixel](http://evil.example/pixel.png)",
  "remote image by reference": "![pixel][p]\n\n[p]: http://evil.example/pixel.png",
  "remote image in a table":
    "| a | ![](http://evil.example/c.png) |\n|---|---|\n| ![](//evil.example/d.png) | b |",
  "remote image in HTML": '<img src="//evil.example/pixel.png" srcset="http://evil.example/2x.png 2x">',
  "image of data": "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)",
  "link of script": "[press](javascript:window.hacked=1) and [me](JaVaScRiPt:window.hacked=1)",
  "link of script, encoded":
    "[press](&#106;avascript:window.hacked=1) [me](java\tscript:window.hacked=1) [it](\u0001javascript:window.hacked=1)",
  "link of script, by reference":
    "[press][r] and <javascript:window.hacked=1>\n\n[r]: javascript:window.hacked=1 'x'",
  "link of data": "[me](data:text/html,<script>window.hacked=1</script>)",
  "link of vbscript and file": "[a](vbscript:x) [b](file:///etc/passwd) [c](blob:x) [d](ftp://evil.example)",
  "link into the app": "[sign out](/api/sign-in/x) [tabs](//evil.example/x) [up](../..) [here](#content)",
  "link that looks like another": "[https://bank.example/login](https://evil.example/login)",
  "link with letters of another script":
    "[apple.com](https://\u0430pple.com) and https://\u0440\u0430ypal.com/",
  "link with a name before the host": "[bank](https://bank.example@evil.example/)",
  "style sheet": "<style>body { display: none } @import url(http://evil.example/a.css);</style>",
  "style attribute":
    '<div style="position:fixed;inset:0;background:url(http://evil.example/b.png)">over everything</div>',
  "class names of the page":
    '<div class="fixed inset-0 bg-page">over everything</div>\n\n```fixed inset-0\nx\n```',
  "linked style":
    '<link rel="stylesheet" href="http://evil.example/a.css"><link rel="preload" as="image" href="http://evil.example/p">',
  frame: '<iframe src="http://evil.example/frame" srcdoc="<script>parent.hacked=1</script>"></iframe>',
  "object and embed": '<object data="http://evil.example/o"></object><embed src="http://evil.example/e">',
  base: '<base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=http://evil.example/">',
  form: '<form action="http://evil.example/"><input name="q"><button autofocus>Left</button></form>',
  "SVG with handlers":
    '<svg onload="window.hacked=1"><a href="javascript:window.hacked=1"><text>x</text></a><use href="http://evil.example/u#x"/></svg>',
  "SVG with foreign HTML":
    "<svg><foreignObject><iframe src='http://evil.example/f'></iframe></foreignObject></svg>",
  "MathML with links":
    '<math><maction actiontype="statusline" xlink:href="javascript:window.hacked=1"><mi>x</mi></maction></math>',
  "mutated markup":
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hacked=1&gt;">',
  "comment and CDATA":
    "<!-- --!><img src=x onerror=window.hacked=1> --> <![CDATA[<script>window.hacked=1</script>]]> <?php x ?>",
  "template and custom element":
    '<template><script>window.hacked=1</script></template><x-y is="z" onclick="window.hacked=1">x</x-y>',
  entities: "&lt;script&gt;window.hacked=1&lt;/script&gt; &#60;img src=x onerror=window.hacked=1&#62;",
  "ids of the page":
    '<div id="content" name="body">x</div>\n\n# content\n\n[^__proto__]\n\n[^__proto__]: note',
  "formula with a link": "$\\href{javascript:window.hacked=1}{x}$ $$\\url{http://evil.example}$$",
  "formula with an image": "$$\\includegraphics[height=1em]{http://evil.example/x.png}$$",
  "formula with HTML":
    "$\\htmlClass{fixed}{x} \\htmlId{content}{y} \\htmlStyle{position:fixed}{z} \\htmlData{a=b}{w}$",
  "formula that grows":
    "$\\def\\a{xxxxxxxxxx\\a\\a}\\a$ $$\\edef\\b{yyyyyyyyyy}\\edef\\c{\\b\\b\\b\\b}\\c$$ $\\newcommand{\\d}{\\d\\d}\\d$",
  "formula out of its place":
    "$\\raisebox{-400em}{x}\\hspace{-900em}y\\rule{900em}{900em}\\kern-99em z$ $\\Huge{\\Huge x}$",
  "formula in the page's colour": "$\\color{white}hidden \\colorbox{black}{hidden}$",
  "formula nested deeply": `$${"{".repeat(450)}x${"}".repeat(450)}$ $$x${"^{x".repeat(900)}${"}".repeat(900)}$$`,
  "formula with markup":
    "$\\text{</math><script>window.hacked=1</script><img src=x onerror=window.hacked=1>}$",
  "very many formulas": "$\\frac{a}{b}$ \\(\\sqrt{c}\\) ".repeat(3_000),
  "dollars without end": "$a $b \\( \\[ $$ ` ".repeat(20_000),
  "override of direction":
    "the file user\u202Egpj.exe and \u2067never closed, [left\u202Eright](https://evil.example)",
  "override in code":
    "```js\nif (level != 'user\u202E \u2066// only admins\u2069 \u2066') { window.hacked = 1 }\n```",
  "a megabyte in one line": "x".repeat(1_000_000),
  "a megabyte of words in one line": "word and ".repeat(110_000),
  "a megabyte of lines": "line\n".repeat(200_000),
  "long line of code": `\`\`\`js\n${"a=1;".repeat(50_000)}\n\`\`\``,
  "code that stalls": `\`\`\`js\n${"/".repeat(3_000)}\n${"(".repeat(3_000)}\n${"'\\".repeat(3_000)}\n\`\`\``,
  "quotes within quotes": `${">".repeat(5_000)} deep`,
  "lists within lists": Array.from({ length: 400 }, (_, depth) => `${"  ".repeat(depth)}- ${depth}`).join(
    "\n",
  ),
  "emphasis without end": "*a _b **c ".repeat(5_000),
  "brackets without end": `${"[".repeat(20_000)}${"](x".repeat(20_000)}`,
  "a huge table": `|${" a |".repeat(60)}\n|${"---|".repeat(60)}\n${`|${" cell |".repeat(60)}\n`.repeat(250)}`,
  "a wide table": `|${" column |".repeat(400)}\n|${"---|".repeat(400)}\n|${" x |".repeat(400)}`,
  "letters stacked high": `z${"\u0335\u0300\u0489".repeat(3_000)} ${"e\u0301".repeat(2_000)}`,
  "control characters": "ab\u0007c\u001b[31md\u200B\uFEFF\u2028e\u2029f\uFFFE \u{E0041}",
  "private characters of ours": "\uE000\uE100\uE001 $x$ &#xE000;&#xE100; \\(y\\)",
};
