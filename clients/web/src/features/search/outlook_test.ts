import { assert, assertEquals } from "@std/assert";
import { outlookOf } from "./outlook.ts";

Deno.test("a map begins with what was found in its middle, near for one street, far for a country", () => {
  const yaba = { longitude: 3.38, latitude: 6.51 };
  const kano = { longitude: 8.52, latitude: 11.97 };
  assertEquals(outlookOf([]).zoom, 6);
  assertEquals(outlookOf([yaba]), { ...yaba, zoom: 14 });
  const both = outlookOf([yaba, kano]);
  assertEquals(both.longitude.toFixed(2), "5.95");
  assert(both.zoom < 7 && both.zoom >= 5.5, `${both.zoom}`);
});
