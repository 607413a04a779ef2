import { assertEquals } from "@std/assert";
import { answererOf } from "./answerer.ts";

const created_at = "2026-11-01T09:00:00.123456+00:00";
const later = "2026-11-02T09:00:00+00:00";
const parties = [
  { role: "seller", full_name: "Homes", created_at },
  { role: "buyer", full_name: "Ada", created_at },
  { role: "buyer", full_name: "Bola", created_at: later },
] as const;

Deno.test("who made the offer answers; another buyer is told who that is", () => {
  assertEquals(answererOf({ offer: { offeror_id: "a" }, parties, created_at }, "a"), {
    isMe: true,
  });
  assertEquals(answererOf({ offer: null, parties, created_at }, "b"), {
    isMe: false,
    name: "Ada",
  });
});

Deno.test("no name is guessed once who made the offer is not in the sale any more", () => {
  const left = parties.filter(({ full_name }) => full_name !== "Ada");
  assertEquals(answererOf({ offer: null, parties: left, created_at }, "b"), { isMe: false });
});
