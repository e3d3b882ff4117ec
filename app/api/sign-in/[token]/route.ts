export { signInHandler as GET } from "@/server/http";
