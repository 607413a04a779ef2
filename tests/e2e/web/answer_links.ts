/** Links that are sent to one person: an invitation and a guarantee, read and answered; their tokens go to no address. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import {
  askGuarantor,
  inviteMember,
  listGuarantors,
  nigerianDate,
  saveApplication,
  startApplication,
} from "@estate/sdk";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import { as } from "./as_login.ts";
import { listingsOf } from "./visitor_world.ts";
import type { World } from "./world.ts";

const reader = "tenant5@demo.estate.ng";

/** The story. */
export async function answerLinks(world: World): Promise<void> {
  const { stack, url, ids } = world;
  const { token } = await as(
    stack,
    "owner",
    (estate) => inviteMember(estate, ids.org, "accountant", { email: reader }),
  );
  const guarantee = await askForGuarantee(world);
  const { page, complaints, close } = await world.open("visitor");
  try {
    const asked: string[] = [];
    page.on("request", (request) => {
      asked.push(request.url(), request.headers()["referer"] ?? "");
    });
    await page.goto(`${url}/i#${token}`);
    await page.getByText("Somebody invites you to Estate").waitFor();
    await page.waitForURL(`${url}/i`);
    await page.getByRole("button", { name: "Sign in to read it" }).click();
    await signIn(page);
    await page.getByText("invites you to act for the organization, as its accountant").waitFor();
    // A second tap finds it done, and does nothing twice.
    await page.getByRole("button", { name: "Accept the invitation" }).dblclick();
    await page.getByText("You act for the organization now").waitFor();
    const [member] = await stack.database.query<{ role: string }>(
      `select membership.role::text from public.memberships as membership
       join auth.users as person on person.id = membership.user_id
       where membership.org_id = $1 and person.email = $2`,
      [ids.org, reader],
    );
    assertEquals(member, { role: "accountant" });

    await page.goto(`${url}/guarantees#${guarantee.token}`);
    await page.getByText("What it means").waitFor();
    await page.getByRole("button", { name: "I stand for them" }).dblclick();
    await page.getByText("You have said that you stand for them").waitFor();
    const [answer] = await as(
      stack,
      "tenant6",
      (estate) => listGuarantors(estate, guarantee.applicationId),
    );
    assertEquals(answer?.status, "confirmed");

    const told = asked.filter((it) => it.includes(token) || it.includes(guarantee.token));
    assertEquals(told, [], "a token stood in an address");
    assert(asked.length > 0);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1, name: "Sign in or join" }).waitFor();
  await page.getByRole("button", { name: "I have a password" }).click();
  await page.getByLabel("E-mail").fill(reader);
  await page.getByLabel("Password").fill(demoPassword);
  await page.keyboard.press("Enter");
  await page.waitForURL((it) => it.pathname === "/i");
}

/** Of an application that is being written: guarantors are asked before it is sent, too. */
async function askForGuarantee(
  { stack }: World,
): Promise<{ readonly applicationId: string; readonly token: string }> {
  const [listing = ""] = await listingsOf(stack, "owner", "rent");
  return await as(stack, "tenant6", async (estate) => {
    const { id } = await startApplication(estate, listing);
    await saveApplication(estate, id, {
      moveInOn: nigerianDate(30),
      termMonths: 12,
      guarantors: [{
        full_name: "Bola Ade",
        phone: "+2348035550105",
        email: reader,
        relationship: "Employer",
      }],
    });
    const [guarantor] = await listGuarantors(estate, id);
    const { token } = await askGuarantor(estate, guarantor?.id ?? "");
    return { applicationId: id, token };
  });
}
