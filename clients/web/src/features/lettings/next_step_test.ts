import { assertEquals } from "@std/assert";
import { nextStep, stepOfAgency } from "./next_step.ts";

const days = "2026-11-27";
const party = (accepted_at: string | null, user_id: string | null) => ({
  accepted_at,
  tenant: { user_id },
});
const looked = (
  kind: "move_in" | "move_out",
  status: "draft" | "ready" | "signed" | "disputed",
) => ({
  kind,
  status,
});
const active = {
  id: "a",
  parent_id: null,
  status: "active" as const,
  is_in_force: true,
  starts_on: "2026-11-01",
  ends_on: "2027-11-01",
  parties: [party("2026-11-01", "u")],
  inspections: [looked("move_in", "signed")],
};

Deno.test("an offer waits for who has an account; without one it is agreed on paper", () => {
  const offered = { ...active, status: "offered" as const, is_in_force: false };
  assertEquals(nextStep({ ...offered, parties: [party(null, "u")] }, [], days), "accept");
  assertEquals(nextStep({ ...offered, parties: [party(null, null)] }, [], days), "on_paper");
  const mixed = { ...offered, parties: [party("2026-11-01", "u"), party(null, null)] };
  assertEquals(nextStep(mixed, [], days), "on_paper");
});

Deno.test("a home is looked at when tenants come, and again when they leave", () => {
  assertEquals(nextStep({ ...active, inspections: [] }, [], days), "move_in");
  assertEquals(nextStep({ ...active, parent_id: "b", inspections: [] }, [], days), "nothing");
  const old = { ...active, starts_on: "2025-11-01", inspections: [] };
  assertEquals(nextStep(old, [], days), "nothing");
  const leaving = { ...active, status: "notice_given" as const };
  assertEquals(nextStep(leaving, [], days), "move_out");
  const seen = { ...leaving, inspections: [looked("move_out", "signed")] };
  assertEquals(nextStep(seen, [], days), "possession");
  assertEquals(
    nextStep({ ...active, inspections: [looked("move_in", "ready")] }, [], days),
    "sign",
  );
  assertEquals(
    nextStep({ ...active, inspections: [looked("move_in", "disputed")] }, [], days),
    "correct",
  );
});

Deno.test("a term that ends soon is to be renewed, unless it is", () => {
  const ending = { ...active, ends_on: "2027-01-31" };
  assertEquals(nextStep(ending, [], days), "renew");
  assertEquals(nextStep(ending, [{ parent_id: "a", status: "offered" }], days), "renewed");
  assertEquals(nextStep(ending, [{ parent_id: "a", status: "cancelled" }], days), "renew");
  assertEquals(nextStep(active, [], days), "nothing");
});

Deno.test("what waits for the owner an agency only looks at; of inspections it knows nothing", () => {
  assertEquals((["on_paper", "move_out", "possession"] as const).map(stepOfAgency), [
    "owner",
    "owner",
    "owner",
  ]);
  assertEquals((["move_in", "sign", "correct"] as const).map(stepOfAgency), [
    "nothing",
    "nothing",
    "nothing",
  ]);
  assertEquals((["accept", "renew", "renewed"] as const).map(stepOfAgency), [
    "accept",
    "renew",
    "renewed",
  ]);
});
