import { assertEquals } from "@std/assert";
import { rentChange } from "./rent_change.ts";

Deno.test("a rent is compared with one for the same period, and no other", () => {
  const rent = (rent_kobo: number, rent_per: "year" | "month" = "year") => ({
    rent_kobo,
    rent_per,
  });
  assertEquals(rentChange(rent(100), rent(115)), 15);
  assertEquals(rentChange(rent(100), rent(100)), 0);
  assertEquals(rentChange(rent(300), rent(200)), -33);
  assertEquals(rentChange(rent(100), rent(115, "month")), undefined);
  assertEquals(rentChange(rent(0), rent(115)), undefined);
});
