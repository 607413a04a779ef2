/** Staff see a listing as visitors would, with its photos and what it costs, before they put it on the market. */
import { assertEquals } from "@std/assert";
import { createEstate, signIn } from "@estate/sdk";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import { findings } from "./accessible.ts";
import type { World } from "./world.ts";

/** The story. The listing has photos, and is on the market before and after. */
export async function approveAListing({ open, url, ids, stack }: World): Promise<void> {
  const { database } = stack;
  const reviews = (isOn: boolean) =>
    database.query("update public.organizations set reviews_listings = $2 where id = $1", [
      ids.org,
      isOn,
    ]);
  const status = async () =>
    (await database.query<{ status: string }>(
      "select status from public.listings where id = $1",
      [ids.listing],
    ))[0]?.status;
  const owner = createEstate(stack.url, stack.publishableKey);
  await signIn(owner, "owner@demo.estate.ng", demoPassword);
  const rename = async (change: (title: string) => string) => {
    const { data } = await owner.from("listings").select("title").eq("id", ids.listing).single();
    await owner.from("listings").update({ title: change(data!.title) }).eq("id", ids.listing)
      .throwOnError();
  };
  await reviews(true);
  await rename((title) => `${title}, painted`);
  assertEquals(await status(), "pending_review");
  const { page, complaints, close } = await open("staff");
  try {
    await page.goto(`${url}/staff/listings`);
    await page.getByText(", painted").first().waitFor();
    await page.keyboard.press("j");
    const shown = page.locator("section").filter({
      has: page.getByRole("heading", { name: "As visitors see it" }),
    }).last();
    await shown.getByRole("list", { name: "Photos" }).getByRole("img").first().waitFor();
    await shown.getByText("You pay to move in").waitFor();
    assertEquals(await findings(page), []);

    // What the owner changes meanwhile is not approved unread.
    await rename((title) => `${title} twice`);
    await page.getByLabel("Put it on the market").check();
    await page.getByRole("button", { name: "Decide" }).click();
    await page.getByText("It was changed since you opened it").waitFor();
    assertEquals(await status(), "pending_review");
    await page.getByRole("button", { name: "I have read it" }).click();
    await page.getByRole("button", { name: "Decide" }).click();
    await page.getByText("Nothing waits here").waitFor();
    assertEquals([await status(), complaints.filter((it) => !it.includes("409"))], [
      "published",
      [],
    ]);
  } finally {
    await close();
    await reviews(false);
    await rename((title) => title.replace(", painted twice", ""));
  }
}
