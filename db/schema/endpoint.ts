import type { Kit } from "../kit";

/** OpenAI-compatible servers that a lead lets the product ask, and what they could not answer. */
export function endpointTables(k: Kit) {
  const endpoint = k.table(
    "endpoint",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      name: k.text("name").notNull(),
      /** Up to and with /v1. */
      baseUrl: k.text("base_url").notNull(),
      /** The name by which the server knows the model. */
      servedModel: k.text("served_model").notNull(),
      /** AES-256-GCM: nonce, tag and text in base64; null: no key. */
      keyCiphertext: k.text("key_ciphertext"),
      /** The key's last four characters, so that a lead knows which one it is. */
      keyHint: k.text("key_hint"),
      createdBy: k.text("created_by"),
      createdAt: k.time("created_at").notNull(),
      removedAt: k.time("removed_at"),
    },
    (t) => [k.index("endpoint_campaign").on(t.campaignId)],
  );
  /** A completion that a fetch gave up on, and why. */
  const fetchFailure = k.table(
    "fetch_failure",
    {
      importId: k.text("import_id").notNull(),
      completionId: k.int("completion_id").notNull(),
      reason: k.text("reason").notNull(),
      attempts: k.int("attempts").notNull(),
      at: k.time("at").notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.importId, t.completionId] })],
  );
  return { endpoint, fetchFailure };
}
