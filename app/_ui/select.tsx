import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlClasses } from "./control-classes";

/** The browser's own select: it works with every keyboard, screen reader and phone. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={classNames(controlClasses, "pe-8", className)} {...rest} />;
}
