/** A home is sold with its tenants in it; the new landlord goes on, and gives the deposit back in the end. */
import {
  acceptOffer,
  acceptTenancy,
  addChargeSchedule,
  addDocument,
  answerDeductionDispute,
  closeSale,
  confirmDepositReturn,
  confirmHandoverDeposit,
  createListing,
  createOrganization,
  deductFromDeposit,
  depositStatement,
  disputeDeduction,
  endTenancy,
  EstateError,
  listCharges,
  listHandovers,
  listSales,
  makeOffer,
  moveListing,
  nameBuyingOrganization,
  nigerianDate,
  readDeposit,
  recordDepositReturn,
  replyToDeductionAnswer,
  startCheckout,
} from "@estate/sdk";
import { eventually, type Narrator, refused } from "./narrator.ts";
import { control } from "./paying.ts";
import type { Person, Project } from "./people.ts";

/** Tells it of a tenancy that is offered to the stranger. */
export async function tellHandingOver(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person; stranger: Person },
  home: { orgId: string; unitId: string; tenancyId: string },
): Promise<void> {
  const { owner, tenant: buyer, stranger: lodger } = people;
  const { orgId, unitId, tenancyId } = home;

  tell.step(`${lodger.name} moves in and pays a caution deposit`);
  await acceptTenancy(lodger.estate, tenancyId);
  await addChargeSchedule(owner.estate, {
    tenancyId,
    kind: "caution_deposit",
    amountKobo: 16_500_000,
    clientId: crypto.randomUUID(),
  });
  const deposit = (await listCharges(lodger.estate, tenancyId)).filter((it) =>
    it.kind === "caution_deposit" && it.status !== "reversed"
  );
  const checkout = await startCheckout(lodger.estate, deposit.map((it) => it.charge_id ?? ""));
  await control(`${project.url}/sandbox/paystack`, `pay/${checkout.reference}`, {});
  const held = await eventually("the deposit settling", async () => {
    const it = await readDeposit(lodger.estate, tenancyId);
    return it !== undefined && it.held_kobo > 0 ? it.held_kobo : undefined;
  });
  tell.fact(`₦${(held / 100).toLocaleString("en")} is held for the tenant`);

  tell.step(`The flat is sold with its tenant; ${buyer.name} says later which company takes it`);
  const listingId = await createListing(owner.estate, {
    org_id: orgId,
    unit_id: unitId,
    purpose: "sale",
    price_per: "total",
    title: "A flat with its tenant in it",
    price_kobo: 3_000_000_000,
  });
  await moveListing(owner.estate, listingId, "published");
  const bid = await makeOffer(buyer.estate, listingId, { amountKobo: 2_900_000_000 });
  await acceptOffer(owner.estate, bid.id, 1);
  const [sale] = await listSales(owner.estate, { offerId: bid.id });
  const saleId = sale?.id ?? "";
  await closeSale(owner.estate, saleId, { priceKobo: 2_900_000_000, closedOn: nigerianDate(0) });
  tell.expect(
    (await listHandovers(owner.estate, { saleId })).length === 0,
    "nobody is handed tenants unasked: until then the seller goes on",
  );
  const company = await createOrganization(buyer.estate, {
    kind: "owner",
    name: "Okeke Homes",
    address: "12 Herbert Macaulay Way, Yaba",
  });
  await nameBuyingOrganization(buyer.estate, saleId, company.id);
  const [passed] = await listHandovers(owner.estate, { saleId });
  const successor = passed?.other_tenancy_id ?? "";
  const { data: now } = await lodger.estate.from("tenancies").select("status, org_id")
    .eq("id", successor).single();
  tell.expect(
    passed?.deposit_kobo === held && now?.status === "active" && now.org_id === company.id,
    `the tenancy goes on with ${passed?.other_name}, with its deposit, and nobody signs again`,
  );
  const { data: news } = await lodger.estate.from("notifications").select("title")
    .eq("kind", "tenancy_passed_on").limit(1);
  tell.expect(news?.length === 1, news?.[0]?.title ?? "");
  await confirmHandoverDeposit(buyer.estate, successor);
  const mine = await readDeposit(owner.estate, tenancyId);
  tell.expect(
    mine?.held_kobo === 0 && mine.passed_on_kobo === held,
    "in the seller's books the deposit is gone; its money followed",
  );

  tell.step("The tenant leaves; the deposit comes back but for a part, and they say so");
  await endTenancy(buyer.estate, successor, "Moved out");
  const due = await readDeposit(lodger.estate, successor);
  tell.expect(due?.is_due_for_refund === true, `it is due by ${due?.due_on}`);
  const invoice = await addDocument(
    buyer.estate,
    { tenancy_id: successor, kind: "other", title: "Invoice of the plumber" },
    new Blob(["%PDF-1.7\nA sink, mended\n%%EOF\n"], { type: "application/pdf" }),
  );
  const deduction = await deductFromDeposit(buyer.estate, {
    tenancyId: successor,
    amountKobo: 2_000_000,
    reason: "The kitchen sink",
    documentId: invoice.id,
    clientId: crypto.randomUUID(),
  });
  const said = await disputeDeduction(lodger.estate, deduction.id, { reason: "It was old" });
  const answer = { keptKobo: 500_000, answer: "Old it was: a quarter of it" };
  await answerDeductionDispute(buyer.estate, said.id, answer);
  const agreed = await replyToDeductionAnswer(lodger.estate, said.id, true);
  const left = await readDeposit(lodger.estate, successor);
  tell.expect(
    agreed.status === "accepted" && left?.held_kobo === held - 500_000,
    "what was kept of it is disputed, lowered and accepted; the rest is held again",
  );
  const returned = await recordDepositReturn(buyer.estate, {
    tenancyId: successor,
    amountKobo: held - 500_000,
    method: "bank_transfer",
    returnedOn: nigerianDate(0),
    bankReference: `NIP-${crypto.randomUUID().slice(0, 8)}`,
    clientId: crypto.randomUUID(),
  });
  const own = await refused(
    "vouching for one's own return",
    confirmDepositReturn(buyer.estate, returned.id),
  );
  tell.expect(own instanceof EstateError && own.code === "deposit.own_return", own.message);
  const confirmed = await confirmDepositReturn(lodger.estate, returned.id);
  const lines = await depositStatement(lodger.estate, successor);
  tell.expect(
    confirmed.status === "confirmed" && lines.at(-1)?.balance_kobo === 0,
    lines.map((it) => it.description).join("; "),
  );
}
