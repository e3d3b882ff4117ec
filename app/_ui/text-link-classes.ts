/** How a link in running text looks. */
export const textLinkClasses = "text-accent underline underline-offset-2 hover:text-accent-strong";
