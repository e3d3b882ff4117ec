/**
 * About how many tokens a text has, by script: four characters each in Latin script, two in most others, one in Chinese,
 * Japanese and Korean. An estimate: tokenizers differ by a third and more.
 *
 * @example estimateTokens("four words of English") // 5.25
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (let i = 0; i < text.length; i++) tokens += tokensPerUnit(text.charCodeAt(i));
  return tokens;
}

function tokensPerUnit(unit: number): number {
  if (unit < 0x250) return 0.25;
  const isIdeograph = (unit >= 0x2e80 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xfaff);
  return isIdeograph ? 1 : 0.5;
}
