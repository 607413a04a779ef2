import { assertStringIncludes, assertThrows } from "@std/assert";
import { StackError } from "../../stack_error.ts";
import { generatedFile } from "./generated.ts";
import { permissionNote, requirePermission } from "./permission.ts";

const loss = "column:public.rents.note";

Deno.test("a loss needs permission, now or in the file that was generated before", async () => {
  const refused = assertThrows(() => requirePermission([loss], [], [], []), StackError);
  assertStringIncludes(refused.message, loss);
  assertStringIncludes(refused.remedy, `--allow-drop='${loss}'`);
  requirePermission([loss], [loss], [], []);
  const before = {
    file: "20270304050602_rents.sql",
    sql: await generatedFile("select 1;", [permissionNote(loss)]),
  };
  requirePermission([loss], [], [before], []);
  const another = assertThrows(
    () => requirePermission([loss, "table:public.rents"], [], [before], []),
    StackError,
  );
  assertStringIncludes(another.remedy, "--allow-drop='table:public.rents'");
});

Deno.test("what looks renamed is said to be renamed by hand", () => {
  const renames = [`${loss} is now column:public.rents.remark`];
  const refused = assertThrows(() => requirePermission([loss], [], [], renames), StackError);
  assertStringIncludes(refused.message, renames[0] as string);
  assertStringIncludes(refused.remedy, "--before");
});

Deno.test("a permission for something that is not lost is refused: it was misspelt", () => {
  const refused = assertThrows(() => requirePermission([loss], [loss, "note"], [], []), StackError);
  assertStringIncludes(refused.message, "note");
  assertStringIncludes(refused.remedy, loss);
});
