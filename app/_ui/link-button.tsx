import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClasses } from "./button-classes";

/** A link to another page that looks like a button. For downloads, `prefetch={false}` and `download`. */
export function LinkButton({ look, size, className, ...rest }: ComponentProps<typeof Link> & ButtonLook) {
  return <Link className={buttonClasses({ look, size, className })} {...rest} />;
}
