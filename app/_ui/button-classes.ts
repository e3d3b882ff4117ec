import { classNames } from "./class-names";

export interface ButtonLook {
  look?: "primary" | "secondary" | "quiet" | "danger";
  size?: "small" | "medium" | "large";
}

const looks = {
  primary: "bg-accent text-on-accent border-transparent hover:bg-accent-strong",
  secondary: "bg-surface text-ink border-line-strong hover:bg-sunken",
  quiet: "bg-transparent text-ink border-transparent hover:bg-sunken",
  danger: "bg-surface text-danger border-danger hover:bg-danger-soft",
};

const sizes = {
  small: "min-h-8 px-2.5 text-sm gap-1.5",
  medium: "min-h-9 px-3.5 text-sm gap-2",
  large: "min-h-11 px-5 text-base gap-2",
};

/** How a button, or a link that looks like one, is drawn. */
export function buttonClasses({
  look = "secondary",
  size = "medium",
  className,
}: ButtonLook & { className?: string }) {
  return classNames(
    "inline-flex items-center justify-center rounded-md border font-medium whitespace-nowrap select-none",
    "cursor-pointer transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50",
    looks[look],
    sizes[size],
    className,
  );
}
