import "server-only";
import { cookies } from "next/headers";
import { isTheme, type Theme, themeCookie } from "./theme";

/** The visitor's choice of colours. */
export async function readTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(themeCookie)?.value;
  return isTheme(chosen) ? chosen : "system";
}
