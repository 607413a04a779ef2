import { assertEquals } from "@std/assert";
import { workPlaceOf } from "./work_place.ts";

Deno.test("an offer is answered at the owner's, or where its agency works", () => {
  const agency = { org_id: "agency", kind: "agency" } as const;
  const owner = { org_id: "owner", kind: "owner" } as const;
  assertEquals(workPlaceOf("owner", [agency, owner]), "owner");
  assertEquals(workPlaceOf("owner", [{ org_id: "mine", kind: "owner" }, agency]), "agency");
  assertEquals(workPlaceOf("other", [owner]), undefined);
  assertEquals(workPlaceOf("owner", []), undefined);
});
