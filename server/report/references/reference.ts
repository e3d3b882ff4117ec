/** Where a method is from. Names and titles are plain ASCII text. */
export interface Reference {
  /** By which it is cited. */
  key: string;
  kind: "article" | "inproceedings" | "misc";
  /** "Family, Given". */
  authors: string[];
  title: string;
  /** Journal, proceedings or archive. */
  venue: string;
  year: number;
  volume?: string;
  number?: string;
  /** With a hyphen: 1-27. */
  pages?: string;
  eprint?: string;
  /** What it stands for, to end a sentence "… are after". */
  subject: string;
  /** How the methods paragraph names it, where it does. */
  named?: string;
}
