import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { TiebreakError } from "../errors";

const nonceBytes = 12;
const tagBytes = 16;

/**
 * An API key as it is stored: AES-256-GCM under a key derived from the server's secret, bound to its endpoint so that
 * it opens in no other row. Base64 of nonce, tag and text.
 */
export function sealKey(key: string, secret: string, endpointId: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(secret), nonce).setAAD(Buffer.from(endpointId));
  const text = Buffer.concat([cipher.update(key, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64");
}

/** The API key again; refuses when the secret is another than the one it was stored under. */
export function openKey(sealed: string, secret: string, endpoint: { id: string; name: string }): string {
  const bytes = Buffer.from(sealed, "base64");
  const cipher = createDecipheriv("aes-256-gcm", deriveKey(secret), bytes.subarray(0, nonceBytes));
  cipher.setAAD(Buffer.from(endpoint.id));
  try {
    cipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return cipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8") + cipher.final("utf8");
  } catch {
    throw new TiebreakError(
      "conflict",
      `The key of the endpoint "${endpoint.name}" cannot be read: the server's secret is not the one it was stored under. Remove the endpoint and add it again.`,
    );
  }
}

function deriveKey(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "tiebreak", "endpoint keys 1", 32));
}
