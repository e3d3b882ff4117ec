/** The routing group of a campaign that does not route: everyone judges it, whatever languages they chose. */
export const sharedGroup = "all";

/**
 * Whether someone who chose these languages (null: all) judges comparisons of the routing group.
 *
 * @example readsGroup(["en", "es"], "ar") // false
 */
export function readsGroup(languages: readonly string[] | null, routingGroup: string): boolean {
  return languages === null || routingGroup === sharedGroup || languages.includes(routingGroup);
}
