import { assertEquals } from "@std/assert";
import { courseOf } from "./course.ts";

const agreed = {
  status: "agreed" as const,
  agreed_on: "2026-11-01",
  contract_signed_on: null,
  closed_on: null,
};
const states = (sale: Parameters<typeof courseOf>[0]) => courseOf(sale).map(({ state }) => state);

Deno.test("after the agreement comes the contract, then completion", () => {
  assertEquals(states(agreed), ["done", "next", "later"]);
  assertEquals(
    states({ ...agreed, status: "contract_signed", contract_signed_on: "2026-11-10" }),
    ["done", "done", "next"],
  );
});

Deno.test("a sale that was closed without a recorded contract does not wait for one", () => {
  const closed = courseOf({ ...agreed, status: "closed", closed_on: "2026-12-01" });
  assertEquals(closed.map(({ station, state }) => [station, state]), [
    ["agreed", "done"],
    ["closed", "done"],
  ]);
});

Deno.test("of a sale that fell through nothing comes any more", () => {
  assertEquals(states({ ...agreed, status: "fallen_through" }), ["done", "never", "never"]);
});
