import { assertEquals } from "@std/assert";
import { unitNames } from "./unit_names.ts";

Deno.test("units that would be made are named as the file names them, and no others", () => {
  const names = unitNames({
    sheet: { rows: [["Flat 1", "Okafor Court"], ["Flat 1", "Okafor Court"], ["", "Hall"], ["x"]] },
    mapping: { unit_label: 0, property_name: 1 },
    preview: {
      rows: [
        { line: 2, outcome: "created" },
        { line: 3, outcome: "already_there" },
        { line: 4, outcome: "created" },
        { line: 5, outcome: "refused" },
      ],
    },
  });
  assertEquals(names, ["Okafor Court, Flat 1", "Hall"]);
});
