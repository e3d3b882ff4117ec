// @ts-check
/** The oldest Node that everything here runs on; package.json's "engines" says the same. */
const OLDEST = [20, 19];

/**
 * Ends the process with a plain sentence when Node is too old, before anything else can fail confusingly.
 * @param {string} version such as "20.19.0"
 * @returns {string | undefined} what is wrong, or nothing
 */
export function nodeComplaint(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [needMajor = 0, needMinor = 0] = OLDEST;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return undefined;
  return `Tiebreak needs Node ${OLDEST.join(".")} or newer; this is ${version}. Install it from https://nodejs.org and try again.`;
}

export function requireNode() {
  const complaint = nodeComplaint(process.versions.node);
  if (complaint === undefined) return;
  console.error(complaint);
  process.exit(1);
}
