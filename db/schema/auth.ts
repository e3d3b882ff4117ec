import type { Kit } from "../kit";

/** The authentication library's tables (its field names), and the personal sign-in links. */
export function authTables(k: Kit) {
  const user = k.table("user", {
    id: k.id(),
    name: k.text("name").notNull(),
    email: k.text("email").notNull().unique(),
    emailVerified: k.bool("email_verified").notNull().default(false),
    image: k.text("image"),
    createdAt: k.date("created_at").notNull(),
    updatedAt: k.date("updated_at").notNull(),
    /** What the person may do outside any campaign: a lead may create campaigns. */
    role: k.oneOf("role", ["lead", "annotator"]).notNull().default("annotator"),
  });
  const session = k.table(
    "session",
    {
      id: k.id(),
      expiresAt: k.date("expires_at").notNull(),
      token: k.text("token").notNull().unique(),
      createdAt: k.date("created_at").notNull(),
      updatedAt: k.date("updated_at").notNull(),
      ipAddress: k.text("ip_address"),
      userAgent: k.text("user_agent"),
      userId: k
        .text("user_id")
        .notNull()
        .references(() => user.id, { onDelete: "cascade" }),
      /** The personal link that opened the session: revoking the link ends it. */
      signInLinkId: k.text("sign_in_link_id"),
    },
    (t) => [k.index("session_user").on(t.userId), k.index("session_sign_in_link").on(t.signInLinkId)],
  );
  const account = k.table("account", {
    id: k.id(),
    accountId: k.text("account_id").notNull(),
    providerId: k.text("provider_id").notNull(),
    userId: k
      .text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: k.text("access_token"),
    refreshToken: k.text("refresh_token"),
    idToken: k.text("id_token"),
    accessTokenExpiresAt: k.date("access_token_expires_at"),
    refreshTokenExpiresAt: k.date("refresh_token_expires_at"),
    scope: k.text("scope"),
    password: k.text("password"),
    createdAt: k.date("created_at").notNull(),
    updatedAt: k.date("updated_at").notNull(),
  });
  const verification = k.table("verification", {
    id: k.id(),
    identifier: k.text("identifier").notNull(),
    value: k.text("value").notNull(),
    expiresAt: k.date("expires_at").notNull(),
    createdAt: k.date("created_at").notNull(),
    updatedAt: k.date("updated_at").notNull(),
  });
  const signInLink = k.table(
    "sign_in_link",
    {
      id: k.id(),
      userId: k
        .text("user_id")
        .notNull()
        .references(() => user.id, { onDelete: "cascade" }),
      /** SHA-256 of the token; the token itself is shown once and never stored. */
      tokenHash: k.text("token_hash").notNull().unique(),
      /** Where the link opens; undefined opens the person's start page. */
      campaignId: k.text("campaign_id"),
      createdAt: k.time("created_at").notNull(),
      expiresAt: k.time("expires_at").notNull(),
      revokedAt: k.time("revoked_at"),
      lastUsedAt: k.time("last_used_at"),
    },
    (t) => [k.index("sign_in_link_user").on(t.userId)],
  );
  return { user, session, account, verification, signInLink };
}
