import { getDatabase } from "../database";

/** Whether the app answers and its database can be read. */
export async function healthHandler(): Promise<Response> {
  const { orm, tables } = await getDatabase();
  await orm.select({ id: tables.setting.id }).from(tables.setting).limit(1);
  return Response.json({ ok: true });
}
