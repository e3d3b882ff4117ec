import { redirect } from "next/navigation";
import { ask } from "./_trpc/server";

/** Everyone is sent to where their work is. */
export default async function HomePage() {
  const { user } = await ask((api) => api.session.me());
  redirect(user.role === "lead" ? "/campaigns" : "/judge");
}
