/** The API pages in a browser, on a running stack: read, and tried out. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createEstate, signUp } from "@estate/sdk";
import type { Browser, Page } from "playwright-core";
import { browserTests, launchBrowser } from "./browser.ts";
import { leave } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

/** A page, with what it complained of and which other hosts it asked. */
async function openPage(browser: Browser, address: string) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const asked = new URL(request.url());
    if (/^https?:$/.test(asked.protocol) && asked.host !== new URL(address).host) {
      complaints.push(`asked ${asked.host}`);
    }
  });
  await page.goto(address);
  await page.locator('body[data-state="shown"]').waitFor({ timeout: 60_000 });
  return { page, complaints };
}

/** Looks for a chapter by its name and opens it: of a long list the page draws only what is in sight. */
async function openChapter(page: Page, name: string) {
  await page.locator(".operation-filter-input").fill(name);
  await page.locator(`.opblock-tag[data-tag="${name}"]`).click();
}

/** Opens an operation, sends it as it is filled in, and answers status and body. */
async function tryOut(
  page: Page,
  operation: string,
  fill: (block: ReturnType<Page["locator"]>) => Promise<void>,
) {
  const block = page.locator(`[id$="-${operation}"].opblock`);
  await block.locator(".opblock-summary-control").click();
  await block.getByRole("button", { name: "Try it out" }).click();
  await fill(block);
  await block.getByRole("button", { name: "Execute" }).click();
  const answer = block.locator(".live-responses-table");
  await answer.waitFor({ timeout: 30_000 });
  return {
    status: Number(await answer.locator(".response-col_status").last().innerText()),
    body: await answer.locator(".response-col_description pre").first().innerText(),
  };
}

Deno.test({
  name: "the API pages show in a browser what can be called, and call it",
  ignore: !browserTests,
  // Chromium's pipes, and supabase-js's timers, close a moment after they are told to.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const person = createEstate(stack.url, stack.publishableKey);
    const browser = await launchBrowser();
    try {
      await t.step("Swagger UI lists everything and asks no other host", async () => {
        const { page, complaints } = await openPage(browser, `${stack.url}/docs`);
        await openChapter(page, "money: receipts");
        await page.locator('[id$="-select_receipts"].opblock').waitFor();
        assertEquals(complaints, []);
        await page.close();
      });

      await t.step("a visitor's call is tried out with the key that is filled in", async () => {
        const { page } = await openPage(browser, `${stack.url}/docs`);
        await openChapter(page, "homes: states");
        const { status, body } = await tryOut(page, "select_nigerian_states", async () => {});
        assertEquals(status, 200);
        assertStringIncludes(body, "Kano");
        await page.close();
      });

      await t.step("a member's call is, where columns are withheld too", async () => {
        await signUp(person, {
          email: `reader-${crypto.randomUUID()}@example.ng`,
          password: "correct-horse-battery",
          displayName: "Reader",
        });
        const { data } = await person.auth.getSession();
        const { page } = await openPage(browser, `${stack.url}/docs`);
        await page.locator("button.authorize").first().click();
        const bearer = page.locator(".auth-container").filter({ hasText: "bearer" });
        await bearer.locator("input").fill(data.session!.access_token);
        await bearer.getByRole("button", { name: "Apply credentials" }).click();
        await page.locator(".modal-ux button.close-modal").click();
        await openChapter(page, "money: receipts");
        const receipts = await tryOut(page, "select_receipts", async () => {});
        assertEquals([receipts.status, receipts.body.trim()], [200, "[]"]);
        await openChapter(page, "people: organizations");
        const made = await tryOut(page, "create_organization", async (block) => {
          await block.locator("textarea").first().fill(
            JSON.stringify({
              name: "Made in Swagger UI",
              kind: "agency",
              address: "4 Herbert Macaulay Way, Yaba",
            }),
          );
        });
        assertEquals(made.status, 200);
        const { data: mine } = await person.from("organizations").select("name");
        assertEquals(mine?.map(({ name }) => name), ["Made in Swagger UI"]);
        await page.close();
      });

      await t.step("Redoc shows it to read, and asks no other host", async () => {
        const { page, complaints } = await openPage(browser, `${stack.url}/redoc`);
        const text = await page.locator("body").innerText();
        for (const shown of ["Make an account", "Read receipts", "search_listings"]) {
          assert(text.includes(shown), shown);
        }
        assertEquals(complaints, []);
        await page.close();
      });

      await t.step("nothing outside the folder is served", async () => {
        for (const path of ["/docs/../_headers", "/docs/%2e%2e/.redoc@2.5.3", "/redoc/none.js"]) {
          const response = await fetch(stack.url + path);
          await response.body?.cancel();
          assertEquals(response.status, 404, path);
        }
      });
    } finally {
      await browser.close();
      await leave([person]);
      await stack.close();
    }
  },
});
