/** Joins the class names that apply. @example classNames("p-2", isOpen && "border") */
export function classNames(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
