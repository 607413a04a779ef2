/** A unit and its house that were added by mistake go away again; a home that is let stays, and the screen says why. */
import { assertEquals } from "@std/assert";
import { addProperty, addUnit } from "@estate/sdk";
import { as } from "./as_login.ts";
import type { World } from "./world.ts";

/** The story. */
export async function deleteAHome(world: World): Promise<void> {
  const { url, ids, stack } = world;
  const [property, unit] = await as(stack, "owner", async (estate) => {
    const property = await addProperty(estate, {
      org_id: ids.org,
      kind: "building",
      name: "Harmattan House",
      street: "3 Toyin Street",
      area: "Ikeja",
      lga: "Ikeja",
      state: "Lagos",
      longitude: 3.35,
      latitude: 6.6,
    });
    return [
      property,
      await addUnit(estate, {
        org_id: ids.org,
        property_id: property,
        label: "Flat 9",
        kind: "flat",
      }),
    ] as const;
  });
  const [let_] = await stack.database.query<{ id: string; label: string }>(
    `select unit.id, unit.label from public.units as unit
     join public.tenancies as tenancy on tenancy.unit_id = unit.id where tenancy.id = $1`,
    [ids.tenancy],
  );
  const { page, complaints, close } = await world.open("owner");
  const remove = async () => {
    await page.getByRole("button", { name: "Delete it" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete it for good" })
      .click();
  };
  try {
    await page.goto(`${url}/org/${ids.org}/homes/${property}/edit`);
    await remove();
    await page.getByText("Harmattan House stays: something was begun with it").waitFor();

    await page.goto(`${url}/org/${ids.org}/homes/units/${unit}/edit`);
    await remove();
    await page.waitForURL((it) => it.pathname === `/org/${ids.org}/homes/${property}`);
    await page.getByRole("heading", { level: 1, name: "Harmattan House" }).waitFor();
    await page.goto(`${url}/org/${ids.org}/homes/${property}/edit`);
    await remove();
    await page.waitForURL((it) => it.pathname === `/org/${ids.org}/homes`);
    await page.getByText("Harmattan House is deleted.").waitFor();

    await page.goto(`${url}/org/${ids.org}/homes/units/${let_?.id}/edit`);
    await remove();
    await page.getByText(`${let_?.label} stays: something was begun with it`).waitFor();
    const left = await stack.database.query<{ id: string }>(
      "select id from public.units where id = any ($1::uuid[])",
      [[unit, let_?.id]],
    );
    assertEquals(left.map(({ id }) => id), [let_?.id ?? ""]);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}
