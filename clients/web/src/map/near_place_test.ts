import { assertEquals } from "@std/assert";
import { nearPlace } from "./near_place.ts";

const { places } = JSON.parse(
  await Deno.readTextFile(new URL("../../public/ground.json", import.meta.url)),
);

Deno.test("a map begins at the smallest place it knows", () => {
  const of = (area: string, lga: string, state: string) => nearPlace(places, { area, lga, state });
  assertEquals(of("Nowhere Close", "Ikeja", "Lagos")?.zoom, 13);
  assertEquals(of("Nowhere Close", "", "Lagos")?.zoom, 10);
  assertEquals(of("Jabi", "Municipal", "FCT")?.zoom, 10);
  assertEquals(of("", "", ""), undefined);
  for (
    const state of ["Rivers", "Oyo", "Ogun", "Edo", "Kwara", "Cross River", "Anambra", "Plateau"]
  ) {
    assertEquals(of("", "", state)?.zoom, 10, state);
  }
});
