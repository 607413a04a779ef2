import { assertEquals } from "@std/assert";
import { caseAfter, caseInPlaceOf, isAt, stepOf } from "./course.ts";

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

Deno.test("J, K and Enter go through a queue", () => {
  assertEquals(["j", "K", "Enter", "x"].map((key) => stepOf(press(key), null)), [
    "next",
    "before",
    "decide",
    undefined,
  ]);
});

Deno.test("keys are left to who types, and to the browser", () => {
  assertEquals(stepOf(press("j"), { tagName: "TEXTAREA" }), undefined);
  assertEquals(stepOf(press("k"), { tagName: "INPUT" }), undefined);
  assertEquals(stepOf(press("Enter"), { tagName: "BUTTON" }), undefined);
  assertEquals(stepOf(press("j", { ctrlKey: true }), null), undefined);
  assertEquals(stepOf(press("j"), { tagName: "A" }), "next");
});

Deno.test("at the ends of a queue one stays", () => {
  const ids = ["a", "b", "c"];
  assertEquals(caseAfter(ids, "a", "next"), "b");
  assertEquals(caseAfter(ids, "c", "next"), "c");
  assertEquals(caseAfter(ids, "a", "before"), "a");
  assertEquals(caseAfter(ids, undefined, "before"), "a");
  assertEquals(caseAfter(ids, "gone", "next"), "a");
  assertEquals(caseAfter([], "a", "next"), undefined);
});

Deno.test("after a decision the next case comes", () => {
  assertEquals(caseInPlaceOf(["a", "b", "c"], "b"), "c");
  assertEquals(caseInPlaceOf(["a", "b", "c"], "c"), "b");
  assertEquals(caseInPlaceOf(["a"], "a"), undefined);
});

Deno.test("an address is that of a case while its queue and the case are open, and no longer", () => {
  const address = { pathname: "/staff/identity", search: { case: "one" } };
  assertEquals(isAt(address, "identity", "one"), true);
  assertEquals(isAt(address, "identity", "two"), false);
  assertEquals(isAt(address, "titles", "one"), false);
  assertEquals(isAt({ ...address, search: {} }, "identity", "one"), false);
});
