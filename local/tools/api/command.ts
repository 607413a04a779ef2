/** task docs:api: writes the API's description, which the function docs serves. */
import { migratedDatabase } from "../../supabase/database/template.ts";
import { openTemporaryDatabase } from "../../supabase/database/temporary.ts";
import { describeApi } from "./describe.ts";
import { generatedFile, moduleOf } from "./generated.ts";

const database = await openTemporaryDatabase(migratedDatabase);
try {
  await Deno.writeTextFile(generatedFile, moduleOf(await describeApi(database)));
} finally {
  await database.close();
}
