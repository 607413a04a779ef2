import { assertEquals, assertStringIncludes } from "@std/assert";

import { browserTests, launchBrowser } from "./browser.ts";
import { createPaystackSandbox } from "../../local/sandboxes/paystack/app.ts";

Deno.test({
  name: "a person pays, or declines and tries again, on the checkout page in a browser",
  ignore: !browserTests,
  // Chromium's pipes close a moment after the browser does.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      async (request) => {
        const { pathname } = new URL(request.url);
        if (pathname === "/webhook") {
          received.push(JSON.parse(await request.text()));
          return new Response(null, { status: 200 });
        }
        if (pathname.startsWith("/payments/")) {
          return new Response("<h1>Thank you</h1>", { headers: { "content-type": "text/html" } });
        }
        return sandbox.app.fetch(request);
      },
    );
    const received: { event: string; data: { reference: string } }[] = [];
    const url = `http://127.0.0.1:${server.addr.port}`;
    const sandbox = createPaystackSandbox({
      secretKey: "sk_test_browser",
      publicUrl: url,
      webhookUrl: () => `${url}/webhook`,
    });
    const browser = await launchBrowser();
    const open = async (reference: string) => {
      const response = await fetch(`${url}/transaction/initialize`, {
        method: "POST",
        headers: { authorization: "Bearer sk_test_browser", "content-type": "application/json" },
        body: JSON.stringify({
          email: "chinedu@example.ng",
          amount: 120_000_000,
          reference,
          callback_url: `${url}/payments/${reference}`,
        }),
      });
      const { data } = await response.json() as { data: { authorization_url: string } };
      const page = await browser.newPage({ viewport: { width: 375, height: 720 } });
      await page.goto(data.authorization_url);
      return page;
    };
    try {
      await t.step("Pay sends one webhook and brings the payer back", async () => {
        const page = await open("EST-browser-1");
        assertStringIncludes(await page.locator("body").innerText(), "₦1,200,000.00");
        await page.getByRole("button", { name: /^Pay/ }).click();
        await page.waitForURL(`${url}/payments/EST-browser-1**`);
        await sandbox.control.deliveriesSettled();
        assertEquals(received.map((it) => [it.event, it.data.reference]), [
          ["charge.success", "EST-browser-1"],
        ]);
      });
      await t.step("Decline sends none, and the payer may try again", async () => {
        const page = await open("EST-browser-2");
        await page.getByRole("button", { name: /^Decline/ }).click();
        assertStringIncludes((await page.locator("body").innerText()).toLowerCase(), "declined");
        await page.getByRole("button", { name: /try again/i }).click();
        await page.waitForURL(`${url}/payments/EST-browser-2**`);
        await sandbox.control.deliveriesSettled();
        assertEquals(received.map((it) => it.data.reference), ["EST-browser-1", "EST-browser-2"]);
      });
    } finally {
      await browser.close();
      await sandbox.close();
      await server.shutdown();
    }
  },
});
