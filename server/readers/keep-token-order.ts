const tokenKey = /"(\d+)"(?=\s*:\s*\{\s*"(?:logprob|rank|decoded_token)")/g;

/**
 * Marks the token ids that are keys of vLLM's `prompt_logprobs`, so that parsing keeps their order: the first entry of a
 * position is the token of the text, and JavaScript sorts keys that are whole numbers.
 *
 * @example keepTokenOrder('{"9":{"logprob":-1},"3":{"logprob":-2}}') // '{"#9":{"logprob":-1},"#3":{"logprob":-2}}'
 */
export function keepTokenOrder(json: string): string {
  return json.includes('"prompt_logprobs"') ? json.replace(tokenKey, '"#$1"') : json;
}
