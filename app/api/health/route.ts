export { healthHandler as GET } from "@/server/http";
