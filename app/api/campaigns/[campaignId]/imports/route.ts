export { importHandler as POST } from "@/server/http";
