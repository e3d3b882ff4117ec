export { joinHandler as POST } from "@/server/http";
