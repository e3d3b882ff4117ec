import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

const svgNamespace = "http://www.w3.org/2000/svg";

/**
 * A plot as an SVG text in the colour and font of the text around it, with a title and a description for those who do
 * not see it. It holds no script and no style sheet, so it may stand in a page of any policy.
 *
 * @param about `id` is unique on the page: title and description are named after it.
 */
export function svgPlot(
  about: { id: string; title: string; description: string },
  options: Plot.PlotOptions,
): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = Plot.plot({ width: 640, ...options, document });
  for (const style of svg.querySelectorAll("style")) style.remove();
  // Plot names its groups ("rule", "dot"), which assistive technology may not be given on a group.
  for (const group of svg.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  svg.removeAttribute("class");
  svg.setAttribute("xmlns", svgNamespace);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", `${about.id}-title ${about.id}-description`);
  svg.setAttribute("font-family", "inherit");
  svg.setAttribute("font-size", "12");
  svg.setAttribute("style", "max-width:100%;height:auto");
  svg.prepend(
    textElement(document, "title", `${about.id}-title`, about.title),
    textElement(document, "desc", `${about.id}-description`, about.description),
  );
  return svg.outerHTML;
}

function textElement(document: Document, tag: "title" | "desc", id: string, text: string): Element {
  const element = document.createElementNS(svgNamespace, tag);
  element.setAttribute("id", id);
  element.textContent = text;
  return element;
}
