/** The public pages in a browser, as clients/pages has them and with its headers, over a checks function that tells what it is told to. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Browser } from "playwright-core";
import { browserTests, launchBrowser } from "./browser.ts";
import { createPages } from "../../local/supabase/gateway/pages.ts";

const token = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123_-x";
const receipt = {
  number: "R-2026-000001",
  received_on: "2026-11-26",
  amount_kobo: 120_000_050,
  currency: "NGN",
  period_from: "2026-12-01",
  period_to: "2027-11-30",
  status: "valid",
  voided_on: null as string | null,
  refunded_kobo: 0,
};

/** The pages beside an API whose next answers are told. */
async function serve() {
  const pages = await createPages("sb_publishable_test");
  const asked: { path: string; headers: Headers }[] = [];
  const state: { answer: () => Response } = { answer: () => Response.json({}, { status: 500 }) };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith("/functions/v1/")) return pages(request);
    asked.push({ path: pathname, headers: new Headers(request.headers) });
    return state.answer();
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    asked,
    state,
    close: () => server.shutdown(),
  };
}

const unknown = (code: string) => () => Response.json({ code }, { status: 404 });

async function openPage(browser: Browser, address: string) {
  const page = await browser.newPage({ viewport: { width: 360, height: 720 } });
  const complaints: string[] = [];
  page.on("console", (message) => {
    // The browser itself notes answers of 404 and the like.
    if (
      ["error", "warning"].includes(message.type()) && !message.text().startsWith("Failed to load")
    ) {
      complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  return { page, complaints };
}

Deno.test({
  name: "the public pages say in a browser how a receipt and a payment stand",
  ignore: !browserTests,
  // Chromium's pipes close a moment after the browser does.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const { url, asked, state, close } = await serve();
    const browser = await launchBrowser();
    const showing = async (address: string, shown: string) => {
      const { page, complaints } = await openPage(browser, `${url}${address}`);
      await page.locator(`main[data-state="${shown}"]`).waitFor({ timeout: 10_000 });
      const text = await page.locator("body").innerText();
      return { page, complaints, text };
    };
    try {
      await t.step(
        "a valid receipt shows number, day, amount and period, and no name",
        async () => {
          state.answer = () => Response.json(receipt);
          const { page, complaints, text } = await showing(`/r/${token}`, "valid");
          for (
            const shown of [
              "This receipt is valid",
              "₦1,200,000.50",
              "R-2026-000001",
              "26 Nov 2026",
              "1 Dec 2026 – 30 Nov 2027",
            ]
          ) assertStringIncludes(text, shown);
          assertEquals(complaints, []);
          assertEquals(
            asked.at(-1)!.path,
            `/functions/v1/checks/receipts/${token}`,
          );
          assertEquals(asked.at(-1)!.headers.get("referer"), null);
          assertEquals(asked.at(-1)!.headers.get("authorization"), null);
          assertEquals(await page.locator('[role="status"]').count(), 1);
          // On a narrow phone nothing is cut off.
          assertEquals(
            await page.evaluate(
              "document.documentElement.scrollWidth <= document.documentElement.clientWidth",
            ),
            true,
          );
          await page.close();
        },
      );

      await t.step("the token may stand in a parameter as well", async () => {
        const { page } = await showing(`/r/?t=${token}`, "valid");
        await page.close();
      });

      await t.step("void, forged and unknown are told apart", async () => {
        state.answer = () => Response.json({ ...receipt, status: "void", voided_on: "2026-12-24" });
        const voided = await showing(`/r/${token}`, "void");
        assertStringIncludes(voided.text, "This receipt is void");
        assertStringIncludes(voided.text, "24 Dec 2026");
        state.answer = () => Response.json({ ...receipt, status: "forged" });
        const forged = await showing(`/r/${token}`, "forged");
        assertStringIncludes(forged.text, "forged");
        assert(!forged.text.includes("1,200,000"), "what was changed is not repeated");
        state.answer = unknown("receipt.unknown");
        const none = await showing(`/r/${token}`, "unknown");
        assertStringIncludes(none.text, "No such receipt");
        for (const { page, complaints } of [voided, forged, none]) {
          assertEquals(complaints, []);
          await page.close();
        }
      });

      await t.step("what is no token is not asked for", async () => {
        const before = asked.length;
        const { page } = await showing("/r/R-2026-000001", "unknown");
        assertEquals(asked.length, before);
        await page.close();
      });

      await t.step(
        "an API that does not answer says nothing about the receipt, and is asked again",
        async () => {
          state.answer = () => new Response("<html>Bad gateway</html>", { status: 502 });
          const { page, text } = await showing(`/r/${token}`, "unreachable");
          assertStringIncludes(text, "says nothing about the receipt");
          // A gateway's own 404 is no answer either.
          state.answer = () => Response.json({ message: "no Route matched" }, { status: 404 });
          await page.getByRole("button", { name: "Try again" }).click();
          await page.locator('main[data-state="unreachable"]').waitFor();
          state.answer = () => Response.json(receipt);
          await page.getByRole("button", { name: "Try again" }).click();
          await page.locator('main[data-state="valid"]').waitFor();
          await page.close();
        },
      );

      await t.step("too many checks wait as long as they are told", async () => {
        let times = 0;
        state.answer = () =>
          ++times === 1
            ? Response.json({ code: "rate_limit.exceeded" }, {
              status: 429,
              headers: { "retry-after": "1" },
            })
            : Response.json(receipt);
        const { page } = await showing(`/r/${token}`, "valid");
        assertEquals(times, 2);
        await page.close();
      });

      await t.step("what an answer holds is shown as text", async () => {
        state.answer = () => Response.json({ ...receipt, number: "<img src=x onerror=alert(1)>" });
        const { page, text, complaints } = await showing(`/r/${token}`, "valid");
        assertStringIncludes(text, "<img src=x");
        assertEquals(await page.locator("img").count(), 0);
        assertEquals(complaints, []);
        await page.close();
      });

      await t.step("a payer who returns waits until the money is there", async () => {
        let times = 0;
        const payment = (status: string) =>
          Response.json({
            reference: "EST-1234567890",
            status,
            amount_kobo: 120_000_000,
            currency: "NGN",
          });
        state.answer = () => payment(++times < 3 ? "pending" : "succeeded");
        const { page, complaints } = await openPage(
          browser,
          `${url}/payments/EST-1234567890?trxref=EST-1234567890&reference=EST-1234567890`,
        );
        await page.locator('main[data-state="pending"]').waitFor();
        assertStringIncludes(await page.locator("body").innerText(), "Not arrived yet");
        await page.locator('main[data-state="succeeded"]').waitFor({ timeout: 15_000 });
        const text = await page.locator("body").innerText();
        assertStringIncludes(text, "Your money has arrived");
        assertStringIncludes(text, "₦1,200,000");
        assertEquals(complaints, []);
        assertEquals(times, 3);
        // What is final is not asked for any more.
        await page.waitForTimeout(2_500);
        assertEquals(times, 3);
        await page.close();
      });

      await t.step("every end is told as it is", async () => {
        for (
          const [status, shown, said] of [
            ["failed", "failed", "No money arrived"],
            ["abandoned", "abandoned", "not finished"],
            ["needs_review", "needs_review", "do not pay again"],
            ["reversed", "reversed", "taken back"],
            ["created", "pending", "do not pay twice"],
          ] as const
        ) {
          state.answer = () =>
            Response.json({
              reference: "EST-1234567890",
              status,
              amount_kobo: 5_000,
              currency: "NGN",
            });
          const { page, text } = await showing("/payments/EST-1234567890", shown);
          assertStringIncludes(text, said, status);
          await page.close();
        }
        state.answer = unknown("payment.unknown");
        const { page, text } = await showing("/payments/?tx_ref=EST-1234567890", "unknown");
        assertStringIncludes(text, "No such payment");
        await page.close();
      });

      await t.step("a provider's word in the address counts for nothing", async () => {
        state.answer = () =>
          Response.json({
            reference: "EST-1234567890",
            status: "pending",
            amount_kobo: 5_000,
            currency: "NGN",
          });
        const { page, text } = await showing(
          "/payments/?status=successful&tx_ref=EST-1234567890",
          "pending",
        );
        assert(!text.includes("has arrived\n"), text);
        await page.close();
      });

      await t.step(
        "the pages run their own scripts only, and are found by no search engine",
        async () => {
          for (const address of ["/r/x", "/payments/x"]) {
            const response = await fetch(`${url}${address}`);
            const html = await response.text();
            const policy = response.headers.get("content-security-policy") ?? "";
            for (
              const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]
            ) {
              assertStringIncludes(policy, part);
            }
            assert(!/unsafe|\*(?!\.supabase)/.test(policy), policy);
            assertEquals(response.headers.get("referrer-policy"), "no-referrer");
            assertStringIncludes(response.headers.get("x-robots-tag") ?? "", "noindex");
            // A host that sends no headers of ours has the page's own.
            for (const own of ["content-security-policy", 'content="no-referrer"', "noindex"]) {
              assertStringIncludes(html, own);
            }
            assert(!/<script(?![^>]*\ssrc=)/.test(html), "no script inside the page");
            assert(!/\son[a-z]+=/.test(html) && !/\sstyle=/.test(html));
          }
          state.answer = () => Response.json(receipt);
          const { page } = await showing(`/r/${token}`, "valid");
          const ran = await page.evaluate(`
          const script = document.createElement("script");
          script.textContent = "globalThis.ran = true";
          document.head.append(script);
          "ran" in globalThis;
        `);
          assertEquals(ran, false);
          await page.close();
        },
      );

      await t.step("nothing outside the folder is served", async () => {
        for (
          const path of [
            "/check/../_headers",
            "/check/%2e%2e/%2e%2e/deno.json",
            "/check/",
            "/check/none.js",
          ]
        ) {
          const response = await fetch(`${url}${path}`);
          await response.body?.cancel();
          assertEquals(response.status, 404, path);
        }
        const posted = await fetch(`${url}/r/x`, { method: "POST" });
        await posted.body?.cancel();
        assertEquals(posted.status, 405);
      });
    } finally {
      await browser.close();
      await close();
    }
  },
});
