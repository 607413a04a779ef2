/** The contrast of what may stand on what, computed from tokens.css itself. */
import { assert, assertEquals } from "@std/assert";

const css = await Deno.readTextFile(new URL("tokens.css", import.meta.url));

type Palette = ReadonlyMap<string, string>;

/** The custom properties of the block that begins with `selector`. */
function paletteOf(selector: string): Palette {
  const begin = css.indexOf(`${selector} {`);
  assert(begin >= 0, selector);
  const block = css.slice(begin, css.indexOf("}", begin));
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((it) => [it[1]!, it[2]!]),
  );
}

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
  return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]!;
}

function contrast(palette: Palette, one: string, other: string): number {
  const [high = 0, low = 0] = [one, other].map((name) => {
    const hex = palette.get(name);
    if (hex === undefined) throw new Error(`There is no colour ${name}`);
    return luminance(hex);
  }).sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["ground", "raised", "sunken"];
const meanings = ["good", "warn", "bad", "info"];

/** What must hold, of each palette. */
const pairs: readonly (readonly [of: string, on: readonly string[], least: number])[] = [
  ["ink", grounds, 14],
  ["muted", grounds, 6],
  // Inputs stand on ground and raised; nothing that is typed into stands on sunken.
  ["edge", ["ground", "raised"], 3.7],
  ["focus", grounds, 4.5],
  ["brand", grounds, 6],
  ["on-brand", ["brand"], 7],
  ["brand-ink", ["brand-soft"], 7],
  ["ink", [...meanings.map((it) => `${it}-soft`), "brand-soft"], 7],
  ...meanings.map((it) => [it, [`${it}-soft`], 6.4] as const),
  ...meanings.map((it) => [it, ["ground"], 7.4] as const),
  ...[2, 3, 4, 5].map((it) => [`chart-${it}`, ["ground"], 4.2] as const),
];

for (
  const [name, selector] of [["light", ":root"], ["dark", ':root[data-theme="dark"]']] as const
) {
  Deno.test(`the ${name} palette can be read`, () => {
    const palette = paletteOf(selector);
    for (const [of, on, least] of pairs) {
      for (const ground of on) {
        const found = contrast(palette, of, ground);
        assert(found >= least, `${of} on ${ground}: ${found.toFixed(2)}, not ${least}`);
      }
    }
  });
}

Deno.test("dark is the same by the phone's word and by the person's", () => {
  assertEquals(
    [...paletteOf(':root:not([data-theme="light"])')],
    [...paletteOf(':root[data-theme="dark"]')],
  );
  assertEquals([...paletteOf(":root").keys()], [...paletteOf(':root[data-theme="dark"]').keys()]);
});
