/** A receipt's life through the real clients: its paper, voiding, its public page, the page of return, reports. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  collections,
  downloadReceipt,
  downloadReport,
  type EstateError,
  listCharges,
  listOrgReceipts,
  listReceipts,
  paymentByReference,
  startCheckout,
  verifyReceipt,
  voidReceipt,
} from "@estate/sdk";
import { tellLetting } from "../../local/demo/letting.ts";
import { createNarrator, eventually, refused } from "../../local/demo/narrator.ts";
import { arrive, leave, visit } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

Deno.test({
  name: "a receipt is downloaded, checked and voided through the clients",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack({ seed: true });
    const visitor = visit(stack);
    const [owner, tenant, stranger] = [
      await arrive(stack, "Folake Adeyemi"),
      await arrive(stack, "Chinedu Okeke"),
      await arrive(stack, "Danladi Musa"),
    ];
    try {
      const letting = await tellLetting(createNarrator(() => {}), stack, {
        owner,
        tenant,
        stranger,
      });
      const checkout = await startCheckout(tenant.estate, [letting.chargeId]);
      const check = async (path: string) => {
        const response = await fetch(`${stack.url}/functions/v1/checks/${path}`);
        return { status: response.status, body: await response.json() };
      };

      await t.step("before the money is there, nobody is told that it is", async () => {
        const standing = await paymentByReference(visitor, checkout.reference);
        assertEquals(standing, {
          reference: checkout.reference,
          status: "pending",
          amount_kobo: letting.rentKobo,
          currency: "NGN",
          refunded_kobo: 0,
        });
        assertEquals(await paymentByReference(visitor, "EST-never-begun"), undefined);
      });

      await fetch(`${stack.url}/sandbox/paystack/_control/pay/${checkout.reference}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      }).then((response) => response.body?.cancel());
      const receipt = await eventually(
        "the receipt",
        async () => (await listReceipts(tenant.estate, checkout.payment_id))[0],
      );

      await t.step("the paper comes by itself, for both sides, and for nobody else", async () => {
        const paper = await eventually(
          "the paper",
          () => downloadReceipt(tenant.estate, receipt).catch(() => undefined),
        );
        const bytes = new Uint8Array(await paper.arrayBuffer());
        assertEquals(new TextDecoder().decode(bytes.slice(0, 5)), "%PDF-");
        const owners = await downloadReceipt(owner.estate, receipt);
        assertEquals(new Uint8Array(await owners.arrayBuffer()), bytes);
        for (const estate of [stranger.estate, visitor]) {
          await refused("a download", downloadReceipt(estate, receipt));
        }
        // A link would go on working when the receipt is void: nobody but the service could make one of void.pdf now.
        await refused("the other paper", downloadReceipt(tenant.estate, receipt, true));
      });

      await t.step("the organization finds it by its number, its tenant or its home", async () => {
        const { org_id: org } = receipt;
        for (const search of [receipt.number, "chinedu, OKEKE", '%()"', receipt.premises]) {
          const found = await listOrgReceipts(owner.estate, org, { search });
          assertEquals(found.map(({ id }) => id), [receipt.id], search);
        }
        assertEquals(await listOrgReceipts(owner.estate, org, { search: "Danladi" }), []);
        assertEquals(await listOrgReceipts(stranger.estate, org), []);
      });

      await t.step("its code and the page of return say how it stands", async () => {
        const { status, body } = await check(`receipts/${receipt.token}`);
        assertEquals([status, body.status, body.number, body.amount_kobo], [
          200,
          "valid",
          receipt.number,
          letting.rentKobo,
        ]);
        assertEquals(
          Object.keys(body).filter((key) => /name|address|tenant|landlord|id$/.test(key)),
          [],
        );
        assertEquals((await check("receipts/none")).status, 404);
        assertEquals((await paymentByReference(visitor, checkout.reference))?.status, "succeeded");
        for (
          const path of [`r/${receipt.token}`, `payments/${checkout.reference}`, "check/receipt.js"]
        ) {
          const page = await fetch(`${stack.url}/${path}`);
          assertEquals(page.status, 200, path);
          assertStringIncludes(
            page.headers.get("content-security-policy") ?? "",
            "default-src 'none'",
          );
          await page.body?.cancel();
        }
      });

      await t.step(
        "voided, it says so everywhere, and its old paper is served to nobody",
        async () => {
          const error = await refused(
            "a tenant's voiding",
            voidReceipt(tenant.estate, receipt.id, "Mine"),
          );
          assertEquals((error as EstateError).code, "receipt.not_found");
          const made = await voidReceipt(owner.estate, receipt.id, "The name was wrong");
          assertEquals(made.reason, "The name was wrong");
          const [listed] = await listReceipts(tenant.estate, checkout.payment_id);
          assertEquals(listed?.void?.reason, "The name was wrong");
          assertEquals((await verifyReceipt(visitor, receipt.token))?.status, "void");
          assertEquals((await check(`receipts/${receipt.token}`)).body.status, "void");
          await refused("the old paper", downloadReceipt(tenant.estate, receipt));
          // The clock wakes the job once a minute; here it is woken at once.
          await stack.database.query("select private.wake_jobs_when_behind() where $1", [true]);
          const paper = await eventually(
            "the void paper",
            () => downloadReceipt(tenant.estate, receipt, true).catch(() => undefined),
          );
          assert(paper.size > 1000);
        },
      );

      await t.step(
        "reports come as rows, tables and papers, for who may read the money",
        async () => {
          const days = { fromOn: "2026-01-01", toOn: "2030-12-31" };
          const rows = await collections(owner.estate, letting.orgId, days);
          assertEquals(rows.map((it) => [it.kind, it.amount_kobo]), [["rent", letting.rentKobo]]);
          const table = await downloadReport(
            owner.estate,
            { report: "owner-statement", orgId: letting.orgId, ...days },
            "csv",
          );
          assertStringIncludes(await table.text(), "Opening balance");
          const paper = await downloadReport(
            owner.estate,
            { report: "ageing", orgId: letting.orgId },
            "pdf",
          );
          assertEquals((await paper.text()).slice(0, 5), "%PDF-");
          const refusal = await refused(
            "a tenant's look",
            downloadReport(tenant.estate, { report: "ageing", orgId: letting.orgId }, "csv"),
          );
          assertEquals((refusal as EstateError).code, "auth.forbidden");
          assertEquals(
            (await listCharges(tenant.estate, letting.tenancyId))[0]?.status,
            "paid",
            "the money stays",
          );
        },
      );
    } finally {
      await leave([owner.estate, tenant.estate, stranger.estate]);
      await stack.close();
    }
  },
});
