/** The pages that messages lead to, in a browser and on a stack: one signs in by a code, and sees and does what is one's own. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Browser, Page } from "playwright-core";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { as } from "../database/actor.ts";
import { begin, freshListing, save } from "../database/deals/prospects.ts";
import { buildWorld } from "../database/world.ts";
import { browserTests, launchBrowser } from "./browser.ts";

/** A page of a phone, and what its console complained of. */
async function open(browser: Browser, address: string) {
  const context = await browser.newContext({ viewport: { width: 360, height: 720 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // The browser itself notes answers of 404 and the like.
    if (message.type() === "error" && !message.text().startsWith("Failed to load")) {
      complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  return { page, complaints };
}

/** @throws {Error} What the page shows instead. */
async function at(page: Page, state: string): Promise<void> {
  try {
    await page.locator(`main[data-state="${state}"]`).waitFor({ timeout: 30_000 });
  } catch (cause) {
    throw new Error(`Not ${state}: ${await page.locator("main").innerText()}`, { cause });
  }
}

Deno.test({
  name:
    "the pages that messages lead to show people what is theirs, once a code has proven who they are",
  ignore: !browserTests,
  // Chromium's pipes close a moment after the browser does.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const { database, url } = stack;
    const browser = await launchBrowser();
    const addressOf = async (user: string) =>
      (await database.query<{ email: string }>("select email from auth.users where id = $1", [
        user,
      ]))[0]?.email as string;
    const codeTo = async (email: string) => {
      const { messages } = await (await fetch(
        `${url}/sandbox/mail/api/messages?to=${encodeURIComponent(email)}`,
      )).json() as { messages: { text: string }[] };
      return /\b\d{6}\b/.exec(messages[0]?.text ?? "")?.[0] as string;
    };
    const signIn = async (page: Page, email: string) => {
      await at(page, "asking-who");
      await page.getByLabel("Your phone number or e-mail").fill(email);
      // A function's first answer may come too late for Auth: then the page says to try again.
      while (await page.getByLabel("The code").count() === 0) {
        await page.getByRole("button", { name: "Send me a code" }).click();
        await page.getByRole("alert").getByText("Try again").or(page.getByLabel("The code"))
          .waitFor();
      }
      await page.getByLabel("The code").fill(await codeTo(email));
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
    };
    try {
      const world = await buildWorld(database);
      const { people, org, tenancy } = world;
      const tenant = await addressOf(people.tenant.user);
      const [charge] = await as<{ id: string }>(
        database,
        people.owner,
        `select id from demand_charge($1, 'service_charge', 4500050,
           (private.lagos_date() + 3)::text, 'Diesel and security')`,
        [tenancy],
      );

      let signedIn: Page | undefined;
      await t.step("a reminder's link pays", async () => {
        const { page, complaints } = await open(browser, `${url}/tenancies/${tenancy}/pay`);
        await page.getByLabel("Your phone number or e-mail").fill("0803 12");
        await page.getByRole("button", { name: "Send me a code" }).click();
        await page.getByRole("alert").getByText("This is no phone number").waitFor();
        await signIn(page, tenant);
        await at(page, "owed");
        const shown = await page.locator("main").innerText();
        for (const part of ["Flat 1, Yaba Court, Yaba", "Service charge, due", "₦45,000.50"]) {
          assertStringIncludes(shown, part);
        }
        assertEquals(
          await page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth",
          ),
          true,
        );
        // Twice, as thumbs do: there is one payment.
        await page.getByRole("button", { name: "Pay with Paystack" }).dblclick();
        await page.waitForURL(`${url}/sandbox/paystack/**`);
        await page.getByRole("button", { name: /^Pay/ }).click();
        await at(page, "succeeded");
        await page.goto(`${url}/tenancies/${tenancy}/pay`);
        await at(page, "nothing");
        assertEquals(complaints, []);
        const payments = await database.query(
          `select p.status from payments as p join payment_items as item on item.payment_id = p.id
           where item.charge_id = $1`,
          [charge?.id],
        );
        assertEquals(payments, [{ status: "succeeded" }]);
        signedIn = page;
      });

      await t.step(
        "somebody else's home is not shown, and nobody's data stays behind",
        async () => {
          const { page } = await open(browser, `${url}/tenancies/${tenancy}/pay`);
          await signIn(page, await addressOf(people.stranger.user));
          await at(page, "unknown");
          await page.getByRole("button", { name: "Sign in as somebody else" }).click();
          await at(page, "asking-who");
          assertEquals(await page.evaluate("sessionStorage.length + localStorage.length"), 0);
          await page.context().close();
        },
      );

      await t.step("an announcement is read, and acknowledged once", async () => {
        const [{ id }] = await as<{ id: string }>(
          database,
          people.owner,
          `select id from announce($1, '{"en": {"title": "No water on Saturday", "body": "From nine to noon.\\nFill your tanks."}}', gen_random_uuid())`,
          [org],
        ) as [{ id: string }];
        await database.query("select private.publish_announcements()");
        // In the tab where a code was given already.
        const page = signedIn as Page;
        await page.goto(`${url}/announcements/${id}`);
        await at(page, "announcement");
        assertStringIncludes(await page.locator("main").innerText(), "Fill your tanks.");
        await page.getByRole("button", { name: "I have read this" }).click();
        await page.getByText("You said on").waitFor();
        const [told] = await database.query<{ said: boolean }>(
          `select acknowledged_at is not null as said from announcement_recipients
           where announcement_id = $1 and user_id = $2`,
          [id, people.tenant.user],
        );
        assertEquals(told?.said, true);
        await page.context().close();
      });

      await t.step(
        "who is invited and has no account has one, and the invitation's role",
        async () => {
          const email = `new-${crypto.randomUUID()}@example.ng`;
          const [{ token }] = await as<{ token: string }>(
            database,
            people.owner,
            "select token from invite_member($1, 'accountant', email => $2)",
            [org, email],
          ) as [{ token: string }];
          const { page, complaints } = await open(browser, `${url}/invitations#${token}`);
          await signIn(page, email);
          await at(page, "invited");
          assertStringIncludes(
            await page.locator("main").innerText(),
            "of Ada Homes invites you to act for the organization, as its accountant.",
          );
          await page.getByRole("button", { name: "Accept the invitation" }).click();
          await at(page, "accepted");
          const [member] = await database.query<{ role: string }>(
            `select m.role::text from memberships as m join auth.users as u on u.id = m.user_id where u.email = $1`,
            [email],
          );
          assertEquals([member?.role, complaints], ["accountant", []]);
          await page.reload();
          await at(page, "invited");
          await page.getByRole("button", { name: "Accept the invitation" }).click();
          // Who accepted it already is told the same.
          await at(page, "accepted");
          await page.context().close();
        },
      );

      await t.step("a guarantor reads what is asked and answers", async () => {
        const boss = `boss-${crypto.randomUUID()}@example.ng`;
        const me = people.stranger;
        const { id } = await begin(database, me, await freshListing(database, world));
        await save(database, me, id, {
          guarantors: [{
            full_name: "Ngozi Eze",
            phone: "+2348031113333",
            email: boss,
            relationship: "boss",
          }],
        });
        const [{ token }] = await as<{ token: string }>(
          database,
          me,
          "select token from ask_guarantor((select id from application_guarantors where application_id = $1))",
          [id],
        ) as [{ token: string }];
        const { page, complaints } = await open(browser, `${url}/guarantees#${token}`);
        await signIn(page, boss);
        await at(page, "asked");
        assertStringIncludes(await page.locator("main").innerText(), "Ngozi Eze, you are asked");
        await page.getByRole("button", { name: "I stand for them" }).click();
        await at(page, "answered");
        const [answered] = await database.query<{ status: string }>(
          "select status::text from application_guarantors where application_id = $1",
          [id],
        );
        assertEquals([answered?.status, complaints], ["confirmed", []]);
        await page.context().close();
      });

      await t.step("a link that is not whole says so", async () => {
        const { page } = await open(browser, `${url}/invitations#half`);
        await signIn(page, await addressOf(people.otherOwner.user));
        await at(page, "unknown");
        assert(!(await page.locator("main").innerText()).includes("Accept"));
        await page.context().close();
      });
    } finally {
      await browser.close();
      await stack.close();
    }
  },
});
