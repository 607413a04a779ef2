/** An owner gives an agency a mandate from her phone, the agency accepts it on its own, and the owner ends it again. */
import { assertEquals } from "@std/assert";
import { eventually } from "../../../local/demo/narrator.ts";
import { agencyOf } from "./homes_world.ts";
import type { World } from "./world.ts";

/** The story. */
export async function giveAMandate(world: World): Promise<void> {
  const { url, ids, stack } = world;
  const agency = await agencyOf(stack);
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
    await page.getByLabel("The agency's code").fill(`Our code is ${agency.id}, thank you`);
    await page.getByLabel("Collect").check();
    await page.getByLabel("Last day").fill("31/12/2099");
    await page.getByLabel("Their fee in %").fill("6.5");
    await page.getByRole("button", { name: "Offer it" }).click();
    await page.getByText("Waits for the agency").first().waitFor();

    await agent.page.goto(`${url}/org/${agency.id}/settings/mandates`);
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
