/** Somebody proves who they are by their NIN and sees it said; another is refused, appeals, and a person of the staff decides. */
import { assertEquals } from "@std/assert";
import {
  appealVerification,
  consentFor,
  createEstate,
  listVerificationSteps,
  reportListing,
  signIn,
  startVerification,
} from "@estate/sdk";
import type { Page } from "playwright-core";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import { findings } from "./accessible.ts";
import type { Who, World } from "./world.ts";

/** The story. */
export async function proveAndDecide(world: World): Promise<void> {
  await register(world, "44556677889", "TUNDE", "BAKARE");
  await proves(world);
  await register(world, "55667788990", "HALIMA", "YUSUF");
  await isRefusedAndAppeals(world);
  await staffDecide(world);
  await leaveCases(world);
  await within(world, "agency", async (page) => {
    await page.goto(`${world.url}/me/proof/nin`);
    await page.getByText("A person decided: no").waitFor();
    await page.getByText("The register has another name, and no paper says why.").waitFor();
  });
}

/** Cases that wait, for the walk through every screen. */
async function leaveCases({ stack, ids }: World) {
  const owner = createEstate(stack.url, stack.publishableKey);
  const tenant = createEstate(stack.url, stack.publishableKey);
  await signIn(owner, "owner@demo.estate.ng", demoPassword);
  const step = (await listVerificationSteps(owner)).find(({ kind }) => kind === "bvn")!;
  const refused = await startVerification(owner, {
    kind: "bvn",
    number: "22222222222",
    firstName: "Ngozi",
    lastName: "Okafor",
    consent: await consentFor(owner, step),
  });
  assertEquals(refused.status, "failed");
  await appealVerification(owner, refused.id, "The bank has my number wrong.");
  await signIn(tenant, "tenant@demo.estate.ng", demoPassword);
  await reportListing(tenant, ids.listing, "wrong_facts", "There is no borehole.");
}

/** Writes somebody into the registers of both companies. */
async function register(world: World, number: string, firstName: string, lastName: string) {
  for (const company of ["dojah", "prembly"]) {
    const answer = await fetch(`${world.stack.url}/sandbox/${company}/_control/people`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        register: "nin",
        number,
        firstName,
        lastName,
        dateOfBirth: "1990-04-12",
      }),
    });
    await answer.body?.cancel();
    assertEquals(answer.ok, true);
  }
}

async function within(world: World, who: Who, act: (page: Page) => Promise<void>) {
  const { page, complaints, close } = await world.open(who);
  try {
    await act(page);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

/** From the page about oneself to the badge. Without consent nothing is asked. */
async function proves(world: World) {
  await within(world, "tenant", async (page) => {
    await page.goto(`${world.url}/me`);
    await page.getByRole("link", { name: "Prove who you are" }).click();
    await page.getByRole("heading", { level: 1, name: "Prove who you are" }).waitFor();
    await page.getByRole("link", { name: "Begin NIN" }).click();
    await page.getByText("What we keep").waitFor();
    await page.getByLabel("First name").fill("Tunde");
    await page.getByLabel("Family name").fill("Bakare");
    await page.getByRole("textbox", { name: "NIN" }).fill("4455 6677 889");
    await page.getByRole("button", { name: "Check it" }).click();
    await page.getByText("Without your consent nothing is asked.").waitFor();
    await page.getByLabel("I agree").check();
    await page.getByRole("button", { name: "Check it" }).click();
    await page.getByRole("status").getByText(/good until/).waitFor();
    await page.getByRole("link", { name: "All steps" }).click();
    await page.getByText(/^NIN checked on \d+ \w+ \d{4}, good until/).waitFor();
    // What is sent is from now on in another language, and the news of a topic come otherwise.
    await page.goto(`${world.url}/me/preferences`);
    await page.getByLabel("SMS and e-mails are in").selectOption("yo");
    await page.getByText("From now on we write to you in this language.").waitFor();
    const readAnew = page.waitForResponse(/my_notification_settings/);
    await page.getByLabel("E-mail: Papers").selectOption("daily");
    await readAnew;
    await page.reload();
    await page.getByLabel("E-mail: Papers").waitFor();
    assertEquals(await page.getByLabel("E-mail: Papers").inputValue(), "daily");
  });
}

async function isRefusedAndAppeals(world: World) {
  await within(world, "agency", async (page) => {
    await page.goto(`${world.url}/me/proof/nin`);
    await page.getByLabel("First name").fill("Musa");
    await page.getByLabel("Family name").fill("Ibrahim");
    await page.getByRole("textbox", { name: "NIN" }).fill("55667788990");
    await page.getByLabel("I agree").check();
    await page.getByRole("button", { name: "Check it" }).click();
    await page.getByText("It could not be confirmed").waitFor();
    await page.getByRole("button", { name: "This is wrong" }).click();
    // No row of the screens: once a person has decided, there is nothing to say against it.
    assertEquals(await findings(page), []);
    await page.getByLabel("What is wrong about it").fill("This is my number, I married.");
    await page.getByRole("button", { name: "Ask a person to look" }).click();
    await page.getByText("Usually within two working days").waitFor();
  });
}

/** By keys: to the case, why it is opened, what is decided. */
async function staffDecide(world: World) {
  await within(world, "staff", async (page) => {
    await page.goto(`${world.url}/staff/identity`);
    await page.getByText("NIN: appeal").first().waitFor();
    // Whose it is, the list does not say.
    assertEquals(await page.getByText("Musa Ibrahim").count(), 0);
    await page.keyboard.press("j");
    await page.getByRole("heading", { name: "Whom it is about is closed" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("Their appeal waits");
    await page.keyboard.press("Enter");
    await page.getByText("HALIMA YUSUF", { exact: false }).first().waitFor();
    await page.getByText("This is my number, I married.").waitFor();
    await page.getByLabel("It is not, or cannot be known").check();
    await page.getByRole("button", { name: "Decide" }).click();
    await page.getByText("Say why, in three letters at least.").waitFor();
    await page.getByLabel("Why").fill("The register has another name, and no paper says why.");
    await page.getByRole("button", { name: "Decide" }).click();
    await page.getByText("Nothing waits here").waitFor();
  });
  await within(world, "agency", async (page) => {
    await page.goto(`${world.url}/me/proof`);
    await page.getByText(/^Our staff on .*, to check who you are$/).first().waitFor();
  });
}
