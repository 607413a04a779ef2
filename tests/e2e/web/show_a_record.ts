/**
 * A landlady asks an applicant for their rental record, and looks at it; they see that she looked, and take it back. Another
 * shares theirs unasked, and the news of it leads to where it can be looked at. Nobody reloads anything.
 */
import { assertEquals } from "@std/assert";
import { enquire } from "@estate/sdk";
import type { Page } from "playwright-core";
import { as } from "./as_login.ts";
import { apply, listingsOf } from "./people_world.ts";
import type { Who, World } from "./world.ts";

/** The story. */
export async function showARecord(world: World): Promise<void> {
  const [owner, applicant, enquirer] = await Promise.all([
    world.open("owner"),
    world.open("tenant10"),
    world.open("tenant7"),
  ]);
  const opened = [owner, applicant, enquirer];
  try {
    await askedFor(world, owner.page, applicant.page);
    await unasked(world, owner.page, enquirer.page);
    assertEquals(opened.flatMap((it) => it.complaints), []);
  } finally {
    await Promise.all(opened.map((it) => it.close()));
  }
}

async function askedFor(world: World, owner: Page, applicant: Page): Promise<void> {
  const { stack, url, ids: { org } } = world;
  const [, home = ""] = await listingsOf(world, "rent");
  const application = await as(
    stack,
    "tenant10",
    (estate) => apply(estate, home, { band: "3m_to_6m", occupation: "Welder" }),
  );
  await applicant.goto(`${url}/me/record`);
  await applicant.getByRole("heading", { name: "Who may see it" }).waitFor();
  await owner.goto(`${url}/org/${org}/people/applications/${application}`);
  const card = owner.locator("section").filter({
    has: owner.getByRole("heading", { name: "Their rental record" }),
  });
  await card.getByRole("button", { name: "Ask for their record" }).click();
  const ask = owner.getByRole("dialog", { name: /^Ask for the rental record of/ });
  await ask.getByLabel("What do you need it for?").fill("To choose among three applicants");
  await ask.getByRole("button", { name: "Ask for it" }).dblclick();
  await card.getByText("They have not answered yet.").waitFor();
  assertEquals(await stands(world, "tenant10"), {
    status: "requested",
    purpose: "To choose among three applicants",
    rent: false,
    views: 0,
  });

  await applicant.getByText("What for: To choose among three applicants").waitFor();
  await applicant.getByRole("link", { name: "Let them see it" }).click();
  await applicant.getByText("7 days").click();
  await applicant.getByRole("button", { name: "Let them see it" }).click();
  await applicant.getByText("May see it", { exact: true }).first().waitFor();

  await card.getByText(/without the amounts of rent/).waitFor();
  assertEquals((await stands(world, "tenant10")).views, 0, "to be told of it is no look");
  await card.getByRole("button", { name: "Look at it" }).click();
  const look = owner.getByRole("dialog", { name: /^The rental record of/ });
  await look.getByText("They see that you looked.").waitFor();
  await look.getByText(/overdue$/).first().waitFor();
  assertEquals(await look.getByText("₦").count(), 0);
  await owner.goBack();
  await look.waitFor({ state: "detached" });
  await card.getByText("Looked at once").waitFor();
  assertEquals((await stands(world, "tenant10")).views, 1);

  await applicant.reload();
  await applicant.getByText("Looked at once").waitFor();
  await applicant.getByRole("button", { name: "Take it back" }).click();
  await applicant.getByRole("button", { name: "They may not see it any more" }).click();
  await applicant.getByText("Taken back", { exact: true }).first().waitFor();
  // She is told, and her screen with her.
  await card.getByText(/they took their rental record back/).waitFor();
  await card.getByText(/You can ask again from/).waitFor();
  assertEquals(await card.getByRole("button").count(), 0);
  assertEquals(await stands(world, "tenant10"), {
    status: "revoked",
    purpose: "To choose among three applicants",
    rent: false,
    views: 1,
  });
}

async function unasked(world: World, owner: Page, enquirer: Page): Promise<void> {
  const { stack, url, ids: { org } } = world;
  const [home = ""] = await listingsOf(world, "rent");
  await as(stack, "tenant7", (estate) => enquire(estate, home, "May I bring my piano?"));
  const [landlady] = await stack.database.query<{ name: string }>(
    "select name from public.organizations where id = $1",
    [org],
  );
  await enquirer.goto(`${url}/me/record?share=new`);
  const share = enquirer.getByRole("dialog", { name: "Share your record" });
  await share.getByLabel("With whom?").selectOption({ label: landlady?.name ?? "" });
  await share.getByLabel("Show the amounts of rent too").check();
  await share.getByRole("button", { name: "Let them see it" }).click();
  await share.waitFor({ state: "detached" });

  await owner.goto(`${url}/notifications`);
  await owner.getByRole("link", { name: /A rental history was shared with you/ }).first().click();
  await owner.waitForURL(`${url}/org/${org}/people/records`);
  await owner.getByRole("heading", { level: 1, name: "Rental records" }).waitFor();
  // The newest stands first.
  await owner.getByRole("button", { name: "Look at it" }).first().click();
  const look = owner.getByRole("dialog", { name: /^The rental record of/ });
  await look.getByText("They see that you looked.").waitFor();
  await look.getByText("₦").first().waitFor();
  // Where they asked it stands too.
  await owner.goto(`${url}/org/${org}/people`);
  await owner.getByRole("article").filter({ hasText: "May I bring my piano?" })
    .getByText(/^They share their rental record with you until/).waitFor();
  assertEquals(await stands(world, "tenant7"), {
    status: "granted",
    purpose: "Shared unasked",
    rent: true,
    views: 1,
  });
}

/** The last word between the landlady and somebody. */
async function stands({ stack, ids }: World, who: Who): Promise<Record<string, unknown>> {
  const [row] = await stack.database.query<Record<string, unknown>>(
    `select consent.status::text, consent.purpose, consent.includes_rent as rent,
       (select count(*)::int from public.history_views as view where view.consent_id = consent.id) as views
     from public.history_consents as consent join auth.users as person on person.id = consent.subject_id
     where consent.org_id = $1 and person.email = $2 order by consent.id desc limit 1`,
    [ids.org, `${who}@demo.estate.ng`],
  );
  return row ?? {};
}
