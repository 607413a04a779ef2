import { assertEquals } from "@std/assert";
import { listingsOfUnit, type OfUnit } from "./unit_listings.ts";

const listing = (
  id: string,
  unit_id: string,
  mandate_id: string | null,
  status: OfUnit["status"] = "published",
): OfUnit => ({ id, unit_id, mandate_id, status, purpose: "rent" });

Deno.test("an agency's listings of a unit stand apart from those of others", () => {
  const all = [
    listing("ours", "flat", "mandate", "draft"),
    listing("the owner's", "flat", null),
    listing("elsewhere", "house", "mandate"),
  ];
  const found = listingsOfUnit("flat", all, new Set(["mandate"]));
  assertEquals([found.ours.map(({ id }) => id), found.isListedByOthers], [["ours"], true]);
});

Deno.test("what an owner only drafts, or another agency wrote, is not ours", () => {
  const drafted = listingsOfUnit(
    "flat",
    [listing("a", "flat", null, "draft")],
    new Set(["mandate"]),
  );
  assertEquals([drafted.ours, drafted.isListedByOthers], [[], false]);
  const rival = listingsOfUnit("flat", [listing("b", "flat", "another")], new Set(["mandate"]));
  assertEquals([rival.ours, rival.isListedByOthers], [[], true]);
});
