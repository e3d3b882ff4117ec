import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { textLinkClasses } from "./text-link-classes";

/** A link in running text. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={classNames(textLinkClasses, className)} {...rest} />;
}
