import { assertEquals } from "@std/assert";
import { changesTo, type ModeFacts, modeOfAll, modesFor, modesForAll } from "./modes.ts";

const news: ModeFacts = {
  kind: "rent_due",
  channel: "email",
  mode: "at_once",
  by_default: "at_once",
  is_refusable: true,
};
const proof: ModeFacts = { ...news, kind: "payment_settled", is_refusable: false };

Deno.test("what must be told cannot be had less than by default", () => {
  assertEquals(modesFor(proof), ["at_once"]);
  assertEquals(modesFor({ ...proof, by_default: "daily" }), ["daily", "at_once"]);
  assertEquals(modesFor(news), ["off", "daily", "at_once"]);
});

Deno.test("the day's news hold no SMS, and not themselves", () => {
  assertEquals(modesFor({ ...news, channel: "sms" }), ["off", "at_once"]);
  assertEquals(modesFor({ ...news, kind: "daily_digest" }), ["off", "at_once"]);
});

Deno.test("a topic shows the mode of what can be chosen, or that they differ", () => {
  assertEquals(modeOfAll([{ ...news, mode: "daily" }, proof]), "daily");
  assertEquals(modeOfAll([proof, { ...proof, kind: "receipt_voided" }]), "at_once");
  assertEquals(modeOfAll([news, { ...news, kind: "b", mode: "off" }]), "mixed");
  assertEquals(modeOfAll([]), "mixed");
});

Deno.test("a choice for a topic changes what may have it and has it not", () => {
  const off: ModeFacts = { ...news, kind: "b", mode: "off" };
  assertEquals(changesTo([news, off, proof], "off").map((it) => it.kind), ["rent_due"]);
  assertEquals(changesTo([news, off, proof], "at_once").map((it) => it.kind), ["b"]);
  assertEquals(modesForAll([proof]), ["at_once"]);
  assertEquals(modesForAll([proof, news]), ["off", "daily", "at_once"]);
});
