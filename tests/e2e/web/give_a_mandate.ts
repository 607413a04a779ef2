/** An owner gives an agency a mandate from her phone, the agency accepts it on its own, and the owner ends it again. */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { eventually } from "../../../local/demo/narrator.ts";
import { findings } from "./accessible.ts";
import { agencyOf } from "./homes_world.ts";
import type { World } from "./world.ts";

/** By a part of its name, by keyboard; another is chosen instead, and the code goes as well. */
async function findsTheAgency(page: Page, agency: { id: string; name: string }): Promise<void> {
  const field = page.getByLabel("Which agency?");
  await field.fill("nobody is called so");
  await page.getByText("No agency of that name").waitFor();
  await field.fill(`Our code is ${agency.id}, thank you`);
  await page.getByText("No agency of that name").waitFor({ state: "detached" });
  assertEquals(await page.locator("input[name=agent_id]").inputValue(), agency.id);
  await field.fill(agency.name.slice(0, -1).toUpperCase());
  const found = page.getByRole("list", { name: "Agencies" }).getByRole("button", {
    name: agency.name,
  });
  await found.waitFor();
  assertEquals(await findings(page), []);
  await found.focus();
  await page.keyboard.press("Enter");
  const other = page.getByRole("button", { name: "Another agency" });
  await other.waitFor();
  await page.keyboard.press("Enter");
  await field.waitFor();
  assertEquals(await page.evaluate("document.activeElement.name"), "agent");
  await found.click();
  await other.waitFor();
}

/** The story. */
export async function giveAMandate(world: World): Promise<void> {
  const { url, ids, stack } = world;
  const agency = await namedAgency(world);
  const owner = await world.open("owner");
  const agent = await world.open("agency");
  const why = `We let it ourselves (${crypto.randomUUID().slice(0, 4)})`;
  const stateOf = async (reason: string | null) => {
    const rows = await stack.database.query<{ status: string; scopes: string[]; fee_bps: number }>(
      `select status, scopes::text[] as scopes, fee_bps from public.mandates
       where org_id = $1 and agent_org_id = $2 and fee_bps = 650 and reason is not distinct from $3`,
      [ids.org, agency.id, reason],
    );
    return rows;
  };
  try {
    const { page } = owner;
    await page.goto(`${url}/org/${ids.org}/settings`);
    await page.getByRole("link", { name: /^Mandates/ }).click();
    await page.getByRole("button", { name: "Give a mandate" }).click();
    await findsTheAgency(page, agency);
    await page.getByLabel("Collect").check();
    await page.getByLabel("Last day").fill("31/12/2099");
    await page.getByLabel("Their fee in %").fill("6.5");
    await page.getByRole("button", { name: "Offer it" }).click();
    await page.getByText("Waits for the agency").first().waitFor();

    // What waits leads to where it is answered.
    const [giver] = await stack.database.query<{ name: string }>(
      "select name from public.organizations where id = $1",
      [ids.org],
    );
    await agent.page.goto(`${url}/org/${agency.id}`);
    await agent.page.getByRole("heading", { name: "Mandates offered to you" }).waitFor();
    await agent.page.getByRole("main").getByRole("link", { name: giver?.name ?? "" }).first()
      .click();
    await agent.page.waitForURL((it) => it.pathname === `/org/${agency.id}/settings/mandates`);
    await agent.page.getByText("6.5%").first().waitFor();
    await agent.page.getByRole("button", { name: "Accept" }).click();
    await agent.page.getByText("Accepted.").waitFor();
    assertEquals(await stateOf(null), [
      { status: "active", scopes: ["list", "show", "collect"], fee_bps: 650 },
    ]);

    await page.reload();
    const mandate = page.getByRole("listitem").filter({ hasText: "6.5%" }).first();
    await mandate.getByText("In force").waitFor();
    await mandate.getByRole("button", { name: "End it" }).click();
    await page.getByRole("button", { name: "End it now" }).click();
    await page.getByText("Say why in a few words.").waitFor();
    await page.getByLabel("Why do you end it?").fill(why);
    await page.getByRole("button", { name: "End it now" }).click();
    const [ended] = await eventually("the end of the mandate", async () => {
      const rows = await stateOf(why);
      return rows.length === 0 ? undefined : rows;
    });
    assertEquals(ended?.status, "revoked");
    assertEquals([...owner.complaints, ...agent.complaints], []);
  } finally {
    await owner.close();
    await agent.close();
  }
}

/** The demo's agency, which is one. */
async function namedAgency({ stack }: World): Promise<{ id: string; name: string }> {
  const { id } = await agencyOf(stack);
  const [row] = await stack.database.query<{ name: string; kind: string }>(
    "select name, kind::text from public.organizations where id = $1",
    [id],
  );
  assertEquals(row?.kind, "agency");
  return { id, name: row?.name ?? "" };
}
