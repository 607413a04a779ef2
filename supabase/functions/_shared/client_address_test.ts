import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { Hono } from "hono";
import {
  addressSettings,
  type AddressSource,
  addressSource,
  clientAddress,
  createCallerNamer,
} from "./client_address.ts";

const hosted = { header: "cf-connecting-ip", trustedProxies: 1 };
const behind = (trustedProxies: number) => ({ header: "x-forwarded-for", trustedProxies });
const seen = (source: AddressSource, headers: Record<string, string>) =>
  clientAddress(new Headers(headers), source);

Deno.test("entries that the sender wrote count for nothing", () => {
  for (
    const forged of ["", "1.1.1.1, ", "1.1.1.1, 2.2.2.2, ", "unknown, ", "102.89.1.9,", ", ,"]
  ) {
    assertEquals(seen(behind(1), { "x-forwarded-for": `${forged}102.89.1.1` }), "102.89.1.1");
    assertEquals(
      seen(behind(2), { "x-forwarded-for": `${forged}102.89.1.1, 10.0.0.7` }),
      "102.89.1.1",
    );
  }
  assertEquals(
    seen(hosted, { "cf-connecting-ip": "102.89.1.1", "x-forwarded-for": "1.1.1.1" }),
    "102.89.1.1",
  );
});

Deno.test("without a word of a trusted proxy there is no address", () => {
  assertEquals(seen(hosted, { "x-forwarded-for": "1.1.1.1", "x-real-ip": "1.1.1.1" }), undefined);
  assertEquals(seen(behind(0), { "x-forwarded-for": "1.1.1.1" }), undefined);
  // Who comes around one of the two proxies has only one entry, and may have written it.
  assertEquals(seen(behind(2), { "x-forwarded-for": "1.1.1.1" }), undefined);
  for (const nonsense of ["", "me", "1.1.1", "1.1.1.1.1", "999.1.1.1", "::g", "1.1.1.1:x"]) {
    assertEquals(seen(behind(1), { "x-forwarded-for": nonsense }), undefined, nonsense);
  }
});

Deno.test("one subscriber is one address, in whichever way it is written", () => {
  const of = (address: string) => seen(behind(1), { "x-forwarded-for": address });
  assertEquals(of("102.89.1.1:5123"), "102.89.1.1");
  for (
    const address of [
      "2001:db8:1:2::1",
      "2001:0DB8:0001:0002:ffff:ffff:ffff:ffff",
      "[2001:db8:1:2::9]",
      "[2001:db8:1:2::9]:443",
    ]
  ) assertEquals(of(address), "2001:db8:1:2::/64", address);
  assertNotEquals(of("2001:db8:1:3::1"), of("2001:db8:1:2::1"));
  assertEquals(of("::1"), "0:0:0:0::/64");
  assertEquals(of("::ffff:102.89.1.1"), "102.89.1.1");
  assertEquals(of("2001:db8::1:0:0:1"), "2001:db8:0:0::/64");
});

Deno.test("a hosted project believes Cloudflare's header, another its nearest proxy, unless told otherwise", () => {
  const source = (SUPABASE_URL: string, env: Record<string, string> = {}) =>
    addressSource({ SUPABASE_URL, ...addressSettings.parse(env) });
  assertEquals(source("https://abc.supabase.co"), hosted);
  assertEquals(source("http://kong:8000"), behind(1));
  assertEquals(source("https://supabase.co.evil.example"), behind(1));
  assertEquals(source("http://kong:8000", { TRUSTED_PROXIES: "2" }), behind(2));
  assertEquals(source("http://kong:8000", { CLIENT_ADDRESS_HEADER: "x-real-ip" }), {
    header: "x-real-ip",
    trustedProxies: 1,
  });
  for (const wrong of [{ TRUSTED_PROXIES: "-1" }, { TRUSTED_PROXIES: "many" }]) {
    assertEquals(addressSettings.safeParse(wrong).success, false);
  }
});

Deno.test("a visitor is counted by a keyed hash of the address, the same for the same one", async () => {
  const nameOf = async (headers: Record<string, string>, key = "pepper") => {
    const app = new Hono();
    app.get("/", async (context) => context.text(await createCallerNamer(behind(1), key)(context)));
    return await (await app.request("/", { headers })).text();
  };
  const first = await nameOf({ "x-forwarded-for": "102.89.1.1" });
  assertMatch(first, /^ip-[0-9a-f]{32}$/);
  assertEquals(await nameOf({ "x-forwarded-for": "9.9.9.9, 102.89.1.1" }), first);
  assertNotEquals(await nameOf({ "x-forwarded-for": "102.89.1.2" }), first);
  assertNotEquals(await nameOf({ "x-forwarded-for": "102.89.1.1" }, "salt"), first);
  assertEquals(await nameOf({}), await nameOf({ "x-forwarded-for": "not an address" }));
});
