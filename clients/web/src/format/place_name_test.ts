import { assertEquals } from "@std/assert";
import { placeName } from "./place_name.ts";

Deno.test("areas get their capitals back", () => {
  for (
    const name of [
      "Ikeja GRA",
      "D-Line",
      "Wuse 2",
      "GRA Phase 2",
      "Ebute Metta",
      "Ọ̀ffà",
      "Lekki Phase 1",
    ]
  ) assertEquals(placeName(name.toLowerCase()), name);
});
