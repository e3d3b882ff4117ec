/** What Windows-1252 makes of the bytes 0x80 to 0x9f; five of them it leaves as they are. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const byteOf = new Map(Array.from(windows1252, (character, i) => [character.charCodeAt(0), 0x80 + i]));

/** Neighbours that no language has side by side: one is proof enough. */
const proof =
  /â€[™œ˜¢¦“”\u009d\u00a0-\u00af]|â‚¬|ï»¿|Ã[©¨¼¶¤±³¡§ª¢®¯´¸¹º¬]|Â\u00a0|Â[°£©®§±¿¡](?=[\s\p{L}\p{N}])|锟斤拷/u;

/**
 * Where a text shows UTF-8 bytes as Windows-1252 characters, in words; undefined when it does not.
 *
 * Either a pair of characters that no language sets side by side, or three characters in a row that are each a valid UTF-8
 * sequence of two bytes or more ("Ð¿Ñ€Ð¸" for "при", "ä¸­æ–‡å­—" for "中文字").
 *
 * @example `findMisread("cafÃ©")` is `It holds “Ã©”, as when UTF-8 is read as Windows-1252.`
 */
export function findMisread(text: string): string | undefined {
  const pair = proof.exec(text)?.[0];
  if (pair) return describe(pair);
  let run = 0;
  let start = 0;
  for (let i = 0; i < text.length; ) {
    const length = sequenceAt(text, i);
    if (length === 0) {
      run = 0;
      i++;
      continue;
    }
    if (run === 0) start = i;
    run++;
    i += length;
    if (run === 3) return describe(text.slice(start, i));
  }
  return undefined;
}

function describe(seen: string): string {
  const shown = seen.replaceAll(/[\u0080-\u00a0\u00ad]/gu, "·");
  return `It holds “${shown}”, as when UTF-8 is read as Windows-1252.`;
}

/** Length of the UTF-8 sequence that begins here, were the characters bytes; 0 for none. */
function sequenceAt(text: string, i: number): number {
  const lead = text.charCodeAt(i);
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let k = 1; k < length; k++) if (!isContinuation(text.charCodeAt(i + k))) return 0;
  return length;
}

function isContinuation(unit: number): boolean {
  const byte =
    unit >= 0xa0 && unit <= 0xff ? unit : (byteOf.get(unit) ?? (unit >= 0x80 && unit < 0xa0 ? unit : 0));
  return byte >= 0x80 && byte <= 0xbf;
}
