import type { ReportContent } from "@/server/report/schemas";

/** The parts of a report that there are, by the ids of their sections. */
export function contentsOf(report: ReportContent): { id: string; title: string }[] {
  const { scope, slices, ratings, people, order } = report;
  const parts = [
    { id: "whole-set", title: "Whole set", isThere: scope === "whole-set" },
    { id: "slices", title: "Slices", isThere: (slices?.rows ?? []).length > 0 },
    { id: "ratings", title: "Ratings", isThere: Boolean(ratings) },
    { id: "profile", title: "Profile and style", isThere: ratings !== undefined },
    { id: "judged", title: "Of the judged", isThere: true },
    { id: "people", title: "People", isThere: people !== undefined },
    { id: "order", title: "What the order was worth", isThere: order !== null },
    { id: "downloads", title: "Downloads", isThere: true },
    { id: "methods", title: "Methods", isThere: true },
  ];
  return parts.filter(({ isThere }) => isThere).map(({ id, title }) => ({ id, title }));
}
