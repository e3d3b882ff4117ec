/**
 * A file name that any system and header takes, from a campaign's name.
 *
 * @example fileName({ id: "cmp_1", name: "Spring “A/B” test" }, "report", "html") // "spring-a-b-test-report.html"
 */
export function fileName(campaign: { id: string; name: string }, what: string, extension: string): string {
  const words = campaign.name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${words || campaign.id}-${what}.${extension}`;
}
