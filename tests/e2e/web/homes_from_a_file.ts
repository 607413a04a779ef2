/**
 * An owner pastes homes from a spreadsheet: she sees what they make before
 * anything is written, the good line goes in, the bad one is mended, and all of it is taken back.
 */
import { assertEquals } from "@std/assert";
import { findings } from "./accessible.ts";
import type { World } from "./world.ts";

const pasted = [
  "Building\tProperty type\tAddress\tArea\tLGA\tState\tFlat No\tType\tBeds",
  "Harmattan Court\tbuilding\t8 Isaac John Street\tIkeja\tIkeja\tLagos\tFlat 1\tflat\t2",
  "Harmattan Court\tbuilding\t8 Isaac John Street\tIkeja\tIkeja\tLagoss\tFlat 2\tcastle\t3",
].join("\n");

/** The story. */
export async function homesFromAFile(world: World): Promise<void> {
  const { url, ids, stack } = world;
  const { page, complaints, close } = await world.open("owner");
  const labels = async () =>
    (await stack.database.query<{ label: string }>(
      `select unit.label from public.units as unit join public.properties as property on property.id = unit.property_id
       where property.org_id = $1 and property.name = 'Harmattan Court' order by unit.label`,
      [ids.org],
    )).map(({ label }) => label);
  try {
    await page.goto(`${url}/org/${ids.org}/homes`);
    await page.getByRole("link", { name: "Many from a file" }).click();
    await page.getByLabel("Or paste the cells").fill(pasted);
    await page.getByRole("button", { name: "Read it" }).click();
    await page.getByText("2 lines were read.").waitFor();
    // Looked at first: nothing is written, whatever is mended meanwhile.
    await page.getByRole("button", { name: "See what it makes" }).click();
    await page.getByText("It makes 1 unit.").waitFor();
    await page.getByText("In 1 new house.").waitFor();
    await page.getByText("1 line would be refused: mend it below.").waitFor();
    await page.getByText("Harmattan Court, Flat 1").waitFor();
    assertEquals(await findings(page), []);
    await page.getByLabel("State").fill("Lagos");
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByLabel("State").waitFor({ state: "detached" });
    await page.getByLabel("Kind of unit").waitFor();
    assertEquals(await labels(), []);
    await page.getByRole("button", { name: "Import 1 unit" }).click();
    await page.getByText("1 unit is in.").waitFor();
    await page.getByText("1 line was refused: mend it below.").waitFor();
    assertEquals(await labels(), ["Flat 1"]);

    await page.getByLabel("Kind of unit").fill("mini flat");
    await page.getByRole("button", { name: "Send the line again" }).click();
    await page.getByText("2 units are in.").waitFor();
    assertEquals(await labels(), ["Flat 1", "Flat 2"]);

    await page.getByRole("button", { name: "Take it all back" }).click();
    await page.getByText("2 units are gone.").waitFor();
    assertEquals(await labels(), []);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}
