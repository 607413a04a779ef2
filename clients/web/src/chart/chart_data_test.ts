import { assertEquals } from "@std/assert";
import { everyOf, extentOf, piecesOf, type Series } from "./chart_data.ts";

const series: readonly Series[] = ["a", "b", "c"].map((key) => ({ key, label: key, color: "1" }));
const group = (values: Record<string, number>) => ({ key: "g", label: "g", values });

Deno.test("pieces stand upon each other; what went back hangs below the line", () => {
  const pieces = piecesOf(group({ a: 3, b: -2, c: 4 }), series);
  assertEquals(pieces.map(({ from, to }) => [from, to]), [[0, 3], [0, -2], [3, 7]]);
  assertEquals(piecesOf(group({}), series), []);
});

Deno.test("an axis holds the highest bar, the sum where they are stacked, and nothing", () => {
  const groups = [group({ a: 3, b: 4 }), group({ c: -2 })];
  assertEquals(extentOf(groups, series, true), [-2, 7]);
  assertEquals(extentOf(groups, series, false), [-2, 4]);
  assertEquals(extentOf([], series, true), [0, 1]);
});

Deno.test("names of the axis have room", () => {
  assertEquals([everyOf(12, 600, 50), everyOf(31, 300, 50), everyOf(3, 20, 50)], [1, 6, 3]);
});
