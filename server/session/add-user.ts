import type { Transaction } from "@/db/client";
import { newId } from "../ids";

/** Adds a person. People sign in by personal link, so the address that the library wants is a placeholder. */
export async function addUser(
  tx: Transaction,
  input: { name: string; role: "lead" | "annotator"; now: number },
): Promise<string> {
  const id = newId("usr");
  const at = new Date(input.now);
  await tx.orm.insert(tx.tables.user).values({
    id,
    name: input.name,
    email: `${id}@tiebreak.invalid`,
    emailVerified: true,
    role: input.role,
    createdAt: at,
    updatedAt: at,
  });
  return id;
}
