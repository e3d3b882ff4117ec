import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["10.0.0.1, 192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:aaaa::1", "2001:db8:1:2"],
  ["2001:DB8::1", "2001:db8:0:0"],
  ["2001:0db8:0000:0002::", "2001:db8:0:2"],
  ["::1", "0:0:0:0"],
])("%s is %s", (header, address) => {
  expect(clientAddress(new Headers({ "x-forwarded-for": header }))).toBe(address);
});

test("a request that does not say where it came from has no address", () => {
  expect(clientAddress(new Headers())).toBeNull();
});
