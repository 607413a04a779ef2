import { assertEquals } from "@std/assert";
import { type InstallFacts, installWay } from "./install_rule.ts";

const android = "Mozilla/5.0 (Linux; Android 14; itel A70) Chrome/141.0 Mobile Safari/537.36";
const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1";
const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15";
const back: InstallFacts = {
  isInstalled: false,
  isDeclined: false,
  canAsk: true,
  userAgent: android,
  touchPoints: 5,
  since: "2026-11-27",
  today: "2026-11-28",
};
const way = (more: Partial<InstallFacts>) => installWay({ ...back, ...more });

Deno.test("who signed in and came back on another day is offered it, nobody else", () => {
  assertEquals(way({}), "ask");
  assertEquals(way({ since: undefined }), undefined, "never seen before");
  assertEquals(way({ since: "2026-11-28" }), undefined, "signed in today");
  assertEquals(way({ since: "2026-11-29" }), undefined, "a clock that was put back");
});

Deno.test("not to who said no, nor where it is on the phone already", () => {
  assertEquals(way({ isDeclined: true }), undefined);
  assertEquals(way({ isInstalled: true }), undefined);
  assertEquals(way({ isInstalled: true, canAsk: false, userAgent: iphone }), undefined);
});

Deno.test("where the browser cannot ask, words say how on an iPhone or iPad alone", () => {
  assertEquals(way({ canAsk: false }), undefined);
  assertEquals(way({ canAsk: false, userAgent: iphone }), "tell");
  assertEquals(way({ canAsk: false, userAgent: mac }), "tell", "an iPad");
  assertEquals(way({ canAsk: false, userAgent: mac, touchPoints: 0 }), undefined, "a Mac");
  assertEquals(way({ canAsk: false, userAgent: `${iphone} [FBAN/FBIOS]` }), undefined);
  assertEquals(way({ canAsk: false, userAgent: iphone, since: undefined }), undefined);
});
