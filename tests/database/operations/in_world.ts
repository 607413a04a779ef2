/** What tests of the staff's acts share: a world of their own, and how many acts are noted. */
import { openWorld, type TestDatabase } from "../test_database.ts";
import type { World } from "../world.ts";

type Database = TestDatabase["database"];

/** Runs a test in a world that is closed behind it. */
export async function inWorld(
  test: (database: Database, world: World) => Promise<void>,
): Promise<void> {
  const { database, world, close } = await openWorld();
  try {
    await test(database, world);
  } finally {
    await close();
  }
}

/** How many acts of staff are about somebody or something; of one kind, where it is named. */
export const actsOf = async (
  database: Database,
  subject: string | undefined,
  act?: string,
): Promise<number> =>
  (await database.query(
    "select from private.acts where subject_id = $1 and act = coalesce($2, act)",
    [
      subject,
      act ?? null,
    ],
  )).length;
