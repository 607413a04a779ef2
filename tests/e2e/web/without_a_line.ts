/** The app without a line: opened anew, it shows what was seen; what is written goes out once the line is back; signing out leaves nothing. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { inCaches, readingIsKept, workerIsIn } from "./kept_on_the_phone.ts";
import type { World } from "./world.ts";

/** The story. */
export async function withoutALine(world: World): Promise<void> {
  const { url, ids } = world;
  const { page, complaints, close } = await world.open("tenant");
  const words = `The gate is locked again (${crypto.randomUUID().slice(0, 8)}).`;
  try {
    await page.goto(`${url}/l/${ids.listing}`);
    await page.getByRole("heading", { name: "What was checked" }).waitFor();
    const title = await page.getByRole("heading", { level: 1 }).innerText();
    await workerIsIn(page);
    await readingIsKept(page, `["listing","${ids.listing}"]`);
    await page.goto(`${url}/messages/${ids.conversation}`);
    await readingIsKept(page, `["messages","talk","${ids.conversation}"]`);
    await workerIsIn(page);
    await page.goto(`${url}/home/${ids.tenancy}`);
    await page.getByText("This term").waitFor();
    const home = await page.getByRole("heading", { level: 1 }).innerText();
    await workerIsIn(page);
    await readingIsKept(page, `["charges","standing","${ids.tenancy}"]`);

    await page.context().setOffline(true);
    const cold = await page.context().newPage();
    await page.close();
    await cold.goto(`${url}/home/${ids.tenancy}`);
    await cold.getByText("You are offline.").waitFor();
    await cold.getByRole("heading", { level: 1, name: home }).waitFor();
    await cold.getByText("This term").waitFor();
    await cold.goto(`${url}/l/${ids.listing}`);
    await cold.getByRole("heading", { level: 1, name: title }).waitFor();
    await cold.goto(`${url}/search?in=Nowhere`);
    await cold.getByRole("alert").getByText("offline").first().waitFor();
    await cold.goto(`${url}/messages/${ids.conversation}`);
    await cold.getByLabel("Message", { exact: true }).fill(words);
    await cold.getByRole("button", { name: "Send", exact: true }).click();
    await cold.getByText("Waits to be sent").first().waitFor();

    await cold.context().setOffline(false);
    await cold.getByText("Waits to be sent").first().waitFor({
      state: "detached",
      timeout: 60_000,
    });
    const said = await world.stack.database.query<{ body: string }>(
      "select body from public.messages where conversation_id = $1 and body = $2",
      [ids.conversation, words],
    );
    assertEquals(said.length, 1);
    await signedOutLeavesNothing(cold, url);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

/** Nothing that was looked at, and nothing that was read. */
async function signedOutLeavesNothing(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/search`);
  await page.getByRole("article").first().waitFor();
  await page.goto(`${url}/me`);
  const seen = await inCaches(page);
  assert((seen["estate-catalogue"]?.length ?? 0) > 0, "no answer of the catalogue was kept");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL((it) => it.pathname === "/");
  await page.getByRole("link", { name: "Sign in", exact: true }).waitFor();
  const left = Object.values(await inCaches(page)).flat();
  const strange = left.filter((it) => !it.startsWith(`${url}/assets/`) && it !== `${url}/`);
  // The beginning asks for places with homes: that is everybody's.
  assertEquals(strange.filter((it) => !it.includes("/catalogue/facets")), []);
}
