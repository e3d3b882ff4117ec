import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlClasses } from "./control-classes";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={classNames(controlClasses, className)} {...rest} />;
}
