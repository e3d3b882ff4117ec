interface Props {
  href: string;
  /** What is read out where the text alone says too little. */
  title?: string;
  children: string;
}

/** A link that saves a file. */
export function FileLink({ href, title, children }: Props) {
  return (
    <a
      href={href}
      download
      aria-label={title}
      className="text-accent underline underline-offset-2 hover:text-accent-strong"
    >
      {children}
    </a>
  );
}
