/** A short mark that changes when a text does (FNV-1a, 32 bits); for remembering which version someone has read. */
export function textFingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16);
}
