import { assertEquals } from "@std/assert";
import { type Plan, planOf } from "./plan.ts";

const places = {
  origin: "https://estate.ng",
  project: "https://abc.supabase.co",
  roots: ["", "search", "home", "l"],
};
const ask = (url: string, more: Partial<Parameters<typeof planOf>[0]> = {}) =>
  planOf({ method: "GET", url, isNavigation: false, saysWho: false, ...more }, places);

Deno.test("pages of the app come from the phone, static pages and other sites do not", () => {
  const go = (url: string) => ask(url, { isNavigation: true });
  for (const path of ["/", "/search?in=Yaba", "/l/1", "/home/1/pay"]) {
    assertEquals(go(places.origin + path), "shell", path);
  }
  for (const path of ["/r/1", "/unsubscribe/x", "/check/index.html", "/icon.svg"]) {
    assertEquals(go(places.origin + path), "network", path);
  }
  assertEquals(go("https://checkout.example/search"), "network");
});

Deno.test("kept is what everybody may see, by where it lies", () => {
  const cases: readonly [string, Plan][] = [
    ["https://estate.ng/assets/core-abc.js", "asset"],
    ["https://estate.ng/sw.js", "network"],
    ["https://abc.supabase.co/functions/v1/catalogue/listings?limit=20", "catalogue"],
    ["https://abc.supabase.co/storage/v1/object/public/listing-media/a/b.webp", "photo"],
    ["https://res.cloudinary.com/estate/image/upload/w_320/a.jpg", "photo"],
    ["https://abc.supabase.co/storage/v1/object/public/avatars/a.webp", "network"],
    ["https://abc.supabase.co/storage/v1/object/sign/payment-proofs/a.webp?token=x", "network"],
    ["https://abc.supabase.co/storage/v1/object/public/listing-media/a?token=x", "network"],
    ["https://abc.supabase.co/rest/v1/charges", "network"],
    ["https://abc.supabase.co/functions/v1/payments/checkout", "network"],
    ["https://abc.supabase.co.evil.example/functions/v1/catalogue/listings", "network"],
  ];
  for (const [url, plan] of cases) assertEquals(ask(url), plan, url);
});

Deno.test("what says who asks, or changes something, goes to the network alone", () => {
  const url = `${places.project}/functions/v1/catalogue/listings`;
  assertEquals(ask(url, { saysWho: true }), "network");
  assertEquals(ask(url, { method: "POST" }), "network");
});
