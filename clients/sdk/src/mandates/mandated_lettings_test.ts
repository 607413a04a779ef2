import { assertEquals } from "@std/assert";
import type { MandatedHomes } from "./mandated_homes.ts";
import { signedBy } from "./mandated_lettings.ts";

const home = (
  id: string,
  scopes: MandatedHomes["mandate"]["scopes"],
  units: readonly string[],
  evidence: string | null = null,
) =>
  ({
    mandate: { id, scopes, evidence },
    properties: [{ units: [] }, { units: units.map((unit) => ({ id: unit })) }],
  }) as unknown as MandatedHomes;

Deno.test("an agency signs for the units that a mandate to sign reaches, by its paper where there is one", () => {
  const homes = [
    home("lists", ["list", "show"], ["a", "b"]),
    home("signs", ["sign"], ["a"]),
    home("by paper", ["list", "sign"], ["a"], "Letter of 1 November"),
  ];
  assertEquals(signedBy(homes, "a")?.id, "by paper");
  assertEquals(signedBy(homes.slice(0, 2), "a")?.id, "signs");
  assertEquals(signedBy(homes, "b"), undefined);
  assertEquals(signedBy([], "a"), undefined);
});
