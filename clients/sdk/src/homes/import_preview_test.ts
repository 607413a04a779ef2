import { assertEquals } from "@std/assert";
import type { Estate } from "../ground/client.ts";
import { previewImport } from "./import_preview.ts";

const csv = `property_name,kind,street,area,lga,state,unit_label,unit_kind
Iroko Court,building,1 Ojo Street,Yaba,Lagos Mainland,Lagos,Flat 1,flat,gym

Iroko Court,building,1 Ojo Street,Yaba,Lagos Mainland,Lagos,Flat 2,flat
Iroko Court,building,1 Ojo Street,Yaba,Lagos Mainland,Texas,Flat 3,flat`;

Deno.test("a preview tells of lines of the file, also of those that are not sent", async () => {
  const asked: unknown[] = [];
  const line = { property_id: null, unit_id: null };
  const problem = { field: "state", message: "Is not a state" };
  const estate = {
    rpc: (name: string, given: { rows: { unit_label: string }[] }) => {
      asked.push([name, given.rows.map((it) => it.unit_label)]);
      const data = [
        { ...line, row_number: 1, outcome: "created", makes_property: true, problems: [] },
        { ...line, row_number: 2, outcome: "refused", makes_property: false, problems: [problem] },
      ];
      return Promise.resolve({ data, error: null });
    },
  } as unknown as Estate;
  const { rows, properties, created, refused } = await previewImport(estate, "an org", csv);
  assertEquals(asked, [["preview_property_import", ["Flat 2", "Flat 3"]]]);
  assertEquals(
    rows.map(({ line, outcome, problems }) => [line, outcome, problems.map((it) => it.field)]),
    [[2, "refused", ["row"]], [4, "created", []], [5, "refused", ["state"]]],
  );
  assertEquals({ properties, created, refused }, { properties: 1, created: 1, refused: 2 });
});
