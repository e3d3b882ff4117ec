import { createHash, randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

function randomText(length: number): string {
  let text = "";
  for (const byte of randomBytes(length)) text += alphabet[byte & 31];
  return text;
}

/** A new opaque id such as `cmp_4x8…`: 100 random bits behind a prefix that names the noun. */
export function newId(
  prefix:
    | "cmp"
    | "mem"
    | "imp"
    | "rnk"
    | "scr"
    | "tsk"
    | "flg"
    | "rep"
    | "job"
    | "lnk"
    | "jnl"
    | "usr"
    | "ses"
    | "ept"
    | "wrt"
    | "prd"
    | "ins"
    | "exc",
): string {
  return `${prefix}_${randomText(20)}`;
}

/** A new secret for a link: 160 random bits. */
export function newToken(): string {
  return randomText(32);
}

/** SHA-256 in hexadecimal. */
export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A fair coin. */
export function randomBit(): 0 | 1 {
  return ((randomBytes(1)[0] as number) & 1) as 0 | 1;
}
