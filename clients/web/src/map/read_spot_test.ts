import { assertEquals } from "@std/assert";
import { readSpot } from "./read_spot.ts";

const yaba = { latitude: 6.5095, longitude: 3.3711 };

Deno.test("a point is read as map apps write it", () => {
  for (
    const typed of [
      "6.5095, 3.3711",
      " (6.5095,3.3711) ",
      "6.5095° 3.3711°",
      "geo:6.5095,3.3711",
      "https://www.google.com/maps/@6.5095,3.3711,17z",
      "https://maps.google.com/?q=6.5095,3.3711",
      "https://www.google.com/maps/search/?api=1&query=6.5095%2C3.3711",
      "https://maps.apple.com/?ll=6.5095,3.3711",
      "https://www.openstreetmap.org/#map=17/6.5095/3.3711",
      // The pin of a place, not the middle of the map that shows it.
      "https://www.google.com/maps/place/Yaba/@6.6,3.4,14z/data=!3m1!4b1!3d6.5095!4d3.3711",
    ]
  ) {
    assertEquals(readSpot(typed), yaba, typed);
  }
});

Deno.test("what is no point of Nigeria is not taken for one", () => {
  for (
    const typed of ["", "Yaba", "6, 3", "51.5072, -0.1276", "https://maps.app.goo.gl/AbCdEf", "1/2"]
  ) {
    assertEquals(readSpot(typed), undefined, typed);
  }
});
