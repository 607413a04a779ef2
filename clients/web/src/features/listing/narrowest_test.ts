import { assertEquals } from "@std/assert";
import type { ListingCover } from "@estate/sdk/catalogue";
import { photoSources } from "../../ui/photo_sources.ts";
import { kilobytesOf, narrowestAddress } from "./narrowest.ts";

const project = "https://abc.supabase.co";
const photo = (id: string, sizes: readonly [width: number, bytes: number][]): ListingCover => ({
  id,
  alt_text: "",
  color: null,
  width: 2000,
  height: 1500,
  sizes: sizes.map(([width, bytes]) => ({
    width,
    height: width,
    bytes,
    path: `a/${id}/${width}.webp`,
  })),
});
const usual = photo("usual", [[320, 21_400], [800, 90_000], [1600, 300_000]]);
// Twice as tall as wide: its sizes are narrower than those that they stand for.
const tall = photo("tall", [[160, 9_000], [400, 40_000]]);

Deno.test("what is counted is what a browser loads where data is to be saved, nothing else", () => {
  for (const it of [usual, tall]) {
    const { srcSet } = photoSources(project, it, true);
    assertEquals(srcSet, `${narrowestAddress(project, it)} ${it.sizes[0]?.width}w`);
  }
});

Deno.test("the files' own bytes are summed, and a begun kB counts", () => {
  assertEquals(kilobytesOf([usual, tall]), 31);
  assertEquals(kilobytesOf([usual]), 22);
  assertEquals(kilobytesOf([]), 0);
});
