/** Paying online: from a checkout to a receipt on paper, and what must change nothing. */
import { createClient } from "@supabase/supabase-js";
import {
  collections,
  downloadReceipt,
  downloadReport,
  followNotifications,
  listCharges,
  listReceipts,
  nigerianDate,
  type Notification,
  paymentByReference,
  rentReliefStatement,
  startCheckout,
  verifyReceipt,
} from "@estate/sdk";
import type { Letting } from "./letting.ts";
import { eventually, type Narrator, refused } from "./narrator.ts";
import { type Person, type Project, visit } from "./people.ts";

/** Tells it. */
export async function tellPaying(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person; stranger: Person },
  letting: Letting,
): Promise<void> {
  const { owner, tenant, stranger } = people;
  const sandbox = `${project.url}/sandbox/paystack`;
  const news = { owner: [] as Notification[], tenant: [] as Notification[] };
  const stops = [
    await followNotifications(owner.estate, owner.id, (it) => news.owner.push(it)),
    await followNotifications(tenant.estate, tenant.id, (it) => news.tenant.push(it)),
  ];

  tell.step(`${tenant.name} starts a Paystack checkout, twice with one Idempotency-Key`);
  const key = crypto.randomUUID();
  const [checkout, again] = await Promise.all([
    startCheckout(tenant.estate, [letting.chargeId], key),
    startCheckout(tenant.estate, [letting.chargeId], key),
  ]);
  tell.fact(`${checkout.reference}: ${checkout.checkout_url}`);
  const payments = await tenant.estate.from("payments").select("id, status")
    .eq("tenancy_id", letting.tenancyId);
  tell.expect(
    checkout.reference === again.reference && payments.data?.length === 1,
    "one payment, both calls get the same checkout",
  );

  tell.step("Webhooks that must change nothing: wrong signature, wrong amount, unknown reference");
  await control(sandbox, "faults", { reference: checkout.reference, webhook: { none: true } });
  const event = (reference: string, amount: number) => ({
    event: "charge.success",
    data: { id: 1, reference, amount, currency: "NGN", status: "success", domain: "test" },
  });
  const unknown = `EST-unknown-${crypto.randomUUID().slice(0, 8)}`;
  await control(sandbox, "events", {
    event: event(checkout.reference, letting.rentKobo),
    signature: "wrong",
  });
  await control(sandbox, "events", {
    event: event(checkout.reference, 100),
    signature: "valid",
  });
  await control(sandbox, "events", { event: event(unknown, letting.rentKobo), signature: "valid" });
  const staff = createClient(project.url, project.secretKey, { auth: { persistSession: false } });
  const traces = await eventually("three traces for staff", async () => {
    const { data } = await staff.from("payment_exceptions").select("kind, reference, times_seen")
      .in("reference", [checkout.reference, unknown]);
    return (data?.length ?? 0) >= 3 ? data : undefined;
  });
  for (const trace of traces ?? []) tell.fact(`${trace.kind}: ${trace.reference}`);
  const kinds = new Set(traces?.map((it) => it.kind));
  tell.expect(
    ["bad_signature", "amount_mismatch", "unknown_reference"].every((kind) => kinds.has(kind)),
    "each left a trace that staff can see",
  );
  const untouched = await listCharges(tenant.estate, letting.tenancyId);
  tell.expect(untouched[0]?.open_kobo === letting.rentKobo, "and the rent is still open");

  tell.step("Pays on the sandbox's page; the signed webhook comes three times and out of order");
  const page = await (await fetch(checkout.checkout_url)).text();
  tell.expect(page.includes("1,200,000.00"), "the page asks for ₦1,200,000.00");
  await control(sandbox, `pay/${checkout.reference}`, {});
  // The provider's other events about the payment overtake the one that matters.
  await control(sandbox, "events", {
    event: {
      event: "transfer.success",
      data: { reference: checkout.reference, status: "success" },
    },
    signature: "valid",
  });
  await control(sandbox, "faults", { reference: checkout.reference });
  await control(sandbox, `resend/${checkout.reference}`, { times: 3 });
  const settled = await eventually("the payment settling", async () => {
    const { data } = await tenant.estate.from("payments").select("id, status, paid_at")
      .eq("reference", checkout.reference).single();
    return data?.status === "succeeded" ? data : undefined;
  });
  tell.expect(true, `payment ${settled.id} succeeded at ${settled.paid_at}`);

  tell.step("One settled payment, one balanced ledger entry, one receipt");
  const { data: entries } = await owner.estate.from("ledger_entries")
    .select("id, ledger_lines (debit_kobo, credit_kobo)")
    .eq("kind", "payment").eq("source_id", settled.id);
  const lines = entries?.[0]?.ledger_lines ?? [];
  const debits = lines.reduce((sum, it) => sum + it.debit_kobo, 0);
  const credits = lines.reduce((sum, it) => sum + it.credit_kobo, 0);
  tell.expect(
    entries?.length === 1 && debits === credits && debits === letting.rentKobo,
    `one entry: debits ${debits} kobo, credits ${credits} kobo`,
  );
  const receipts = await listReceipts(tenant.estate, settled.id);
  const receipt = receipts[0];
  tell.expect(
    receipts.length === 1 && receipt !== undefined && /^R-\d{4}-\d{6}$/.test(receipt.number) &&
      /^[0-9a-f]{64}$/.test(receipt.hash),
    `receipt ${receipt?.number}, hash ${receipt?.hash.slice(0, 16)}…`,
  );
  tell.fact(
    `received ${receipt?.received_on} of ${receipt?.tenant_names}, ${receipt?.tenant_address}`,
  );
  tell.fact(`by ${receipt?.landlord_name}, ${receipt?.landlord_address}`);
  tell.fact(`for ${receipt?.premises}, period ${receipt?.period}`);
  tell.expect(
    receipt?.amount_kobo === letting.rentKobo && receipt.tenant_names === tenant.name &&
      [receipt.landlord_name, receipt.landlord_address, receipt.tenant_address, receipt.premises]
        .every((it) => it !== null && it.length > 0) &&
      receipt.period !== null,
    "it holds what Lagos Tenancy Law 2011 s.5 asks for",
  );
  const verification = await verifyReceipt(visit(project), receipt?.token ?? "");
  tell.expect(verification?.valid === true, "anyone who was given it can verify it by its token");
  tell.expect(
    await verifyReceipt(visit(project), receipt?.hash ?? "") === undefined,
    "its hash, a link of the chain, opens nothing",
  );

  tell.step("The receipt is for owner and tenant only");
  const forOwner = await listReceipts(owner.estate, settled.id);
  const forStranger = await listReceipts(stranger.estate, settled.id);
  const forVisitor = await visit(project).from("receipts").select("id");
  tell.expect(forOwner.length === 1, "the owner sees it");
  tell.expect(
    forStranger.length === 0 && forVisitor.error !== null,
    "a stranger and a visitor do not",
  );

  tell.step("The receipt has a paper, and its code opens a page that says whether it is true");
  if (receipt === undefined) throw new Error("There is no receipt");
  const paper = await eventually(
    "the receipt's paper",
    () => downloadReceipt(tenant.estate, receipt).catch(() => undefined),
  );
  const head = new TextDecoder().decode((await paper.arrayBuffer()).slice(0, 5));
  tell.expect(
    head === "%PDF-" && paper.type === "application/pdf",
    `a PDF of ${Math.round(paper.size / 1000)} kB`,
  );
  await refused("a stranger's download of it", downloadReceipt(stranger.estate, receipt));
  const codeAddress = `${project.url}/r/${receipt.token}`;
  const checkPage = await fetch(codeAddress);
  const checked = await (await fetch(
    `${project.url}/functions/v1/checks/receipts/${receipt.token}`,
  )).json();
  tell.expect(
    checkPage.ok && (await checkPage.text()).includes("Check a receipt") &&
      checked.status === "valid" && checked.number === receipt.number,
    `${project.url}/r/${receipt.token.slice(0, 8)}… says valid`,
  );
  const standing = await paymentByReference(visit(project), checkout.reference);
  const returned = await fetch(`${project.url}/payments/${checkout.reference}`);
  await returned.body?.cancel();
  tell.expect(
    returned.ok && standing?.status === "succeeded",
    "the page to which the payer returned says that the money has arrived",
  );

  tell.step("Reports: what came in, and the tenant's statement for rent relief");
  const days = { fromOn: nigerianDate(-1), toOn: nigerianDate(1) };
  const came = await collections(owner.estate, letting.orgId, days);
  tell.expect(
    came.some((it) => it.kind === "rent" && it.amount_kobo === letting.rentKobo),
    `${came.length} line of collections, ₦1,200,000.00 of rent`,
  );
  const table = await downloadReport(
    owner.estate,
    { report: "collections", orgId: letting.orgId, ...days },
    "csv",
  );
  const printed = await downloadReport(
    owner.estate,
    { report: "rent-roll", orgId: letting.orgId },
    "pdf",
  );
  tell.expect(
    (await table.text()).includes("1200000.00") &&
      (await printed.text()).startsWith("%PDF-"),
    "as a table for a spreadsheet, and the rent roll on paper",
  );
  const [relief] = await rentReliefStatement(
    tenant.estate,
    Number(receipt.received_on.slice(0, 4)),
  );
  tell.expect(
    relief?.number === receipt.number && relief.relief_kobo === letting.rentKobo / 5,
    "a fifth of the rent is free of income tax, with its receipt",
  );

  tell.step("Both get a live notification");
  const forPayer = await eventually(
    "the tenant's notification",
    () => news.tenant.find((it) => it.kind === "payment_settled"),
  );
  const forPayee = await eventually(
    "the owner's notification",
    () => news.owner.find((it) => it.kind === "payment_received"),
  );
  tell.expect(
    forPayer.subject_id === settled.id && forPayee.subject_id === settled.id,
    `tenant: ${forPayer.title}; owner: ${forPayee.title}`,
  );
  tell.expect(
    news.tenant.filter((it) => it.kind === "payment_settled").length === 1,
    "once each, however often the webhook came",
  );
  for (const stop of stops) await stop();
}

/** Tells the sandbox what to do, as a test may. */
export async function control(sandbox: string, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${sandbox}/_control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Cannot control the sandbox: ${response.status} ${text}`);
}
