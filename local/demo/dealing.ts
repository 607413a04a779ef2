/** The other flat: from a question to a letting by offer, and a house that is sold. */
import {
  acceptOffer,
  addProperty,
  addUnit,
  closeSale,
  counterOffer,
  createListing,
  EstateError,
  letFromOffer,
  listReceipts,
  listSaleCharges,
  listSales,
  listUnitOccupancy,
  makeOffer,
  moveListing,
  nigerianDate,
  offerToApplicant,
  signSale,
  startCheckout,
} from "@estate/sdk";
import { tellApplying } from "./applying.ts";
import { tellAskingFees } from "./asking_fees.ts";
import { tellHandingOver } from "./handing_over.ts";
import type { Letting } from "./letting.ts";
import { eventually, type Narrator, refused } from "./narrator.ts";
import { control } from "./paying.ts";
import type { Person, Project } from "./people.ts";

/** Tells it. */
export async function tellDealing(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person; stranger: Person },
  letting: Letting,
): Promise<void> {
  const { owner, tenant, stranger } = people;
  const { orgId } = letting;
  const listingId = letting.draftId;
  await moveListing(owner.estate, listingId, "published");
  const applicationId = await tellApplying(tell, project, people, { orgId, listingId });
  await tellAskingFees(tell, project, people, applicationId);

  tell.step("Terms are agreed in rounds; a rival's acceptance comes too late");
  const offer = await offerToApplicant(owner.estate, applicationId, { startsOn: nigerianDate(14) });
  const rival = await makeOffer(tenant.estate, listingId, {
    amountKobo: 170_000_000,
    startsOn: nigerianDate(14),
  });
  await counterOffer(stranger.estate, offer.id, { amountKobo: 165_000_000 });
  const stale = await refused(
    "accepting terms that were countered",
    acceptOffer(stranger.estate, offer.id, 1),
  );
  tell.expect(stale instanceof EstateError, `accepting an old round: ${stale.message}`);
  const accepted = await acceptOffer(owner.estate, offer.id, 2);
  tell.expect(accepted.status === "accepted", "₦1,650,000.00 a year is accepted; the flat is held");
  const late = await refused("a second acceptance", acceptOffer(owner.estate, rival.id, 1));
  tell.expect(
    late instanceof EstateError && late.code === "offer.unit_taken",
    `the rival: ${late.message}`,
  );
  const tenancy = await letFromOffer(owner.estate, offer.id, "9 Adeniran Ogunsanya, Surulere");
  const { data: application } = await stranger.estate.from("applications").select("status")
    .eq("id", applicationId).single();
  tell.expect(
    tenancy.status === "offered" && application?.status === "converted",
    "it becomes a tenancy on the agreed terms",
  );

  tell.step("A house is sold: offer, contract, deed, and never let or sold again");
  const propertyId = await addProperty(owner.estate, {
    org_id: orgId,
    kind: "house",
    use: "residential",
    name: "7 Harvey Road",
    street: "7 Harvey Road",
    area: "Yaba",
    lga: "Lagos Mainland",
    state: "Lagos",
    longitude: 3.3745,
    latitude: 6.5051,
  });
  const unitId = await addUnit(owner.estate, {
    org_id: orgId,
    property_id: propertyId,
    kind: "detached",
    label: "House",
    bedrooms: 4,
    bathrooms: 4,
  });
  const house = await createListing(owner.estate, {
    org_id: orgId,
    unit_id: unitId,
    purpose: "sale",
    price_per: "total",
    title: "Four-bedroom house on Harvey Road",
    price_kobo: 12_000_000_000,
  });
  await moveListing(owner.estate, house, "published");
  const bid = await makeOffer(tenant.estate, house, { amountKobo: 11_500_000_000 });
  await acceptOffer(owner.estate, bid.id, 1);
  const [sale] = await listSales(owner.estate, { offerId: bid.id });
  const saleId = sale?.id ?? "";
  await signSale(owner.estate, saleId, nigerianDate(0), 1_500_000_000);
  const [deposit, balance] = await listSaleCharges(tenant.estate, saleId);
  tell.expect(
    deposit?.amount_kobo === 1_500_000_000 && balance?.amount_kobo === 10_000_000_000,
    "the contract demands a deposit of ₦15,000,000.00 and ₦100,000,000.00 at completion",
  );
  for (const charge of [deposit, balance]) {
    const checkout = await startCheckout(tenant.estate, [charge?.charge_id ?? ""]);
    await control(`${project.url}/sandbox/paystack`, `pay/${checkout.reference}`, {});
    const paid = await eventually("the buyer's payment settling", async () => {
      const { data } = await tenant.estate.from("payments").select("id, status")
        .eq("reference", checkout.reference).single();
      return data?.status === "succeeded" ? data : undefined;
    });
    const [forBuyer] = await listReceipts(tenant.estate, paid.id);
    const [forSeller] = await listReceipts(owner.estate, paid.id);
    tell.expect(
      forBuyer?.sale_id === saleId && forBuyer.tenant_names === tenant.name &&
        forBuyer.hash === forSeller?.hash,
      `${tenant.name} pays; buyer and seller hold receipt ${forBuyer?.number}`,
    );
  }
  const closed = await closeSale(owner.estate, saleId, {
    priceKobo: 11_500_000_000,
    closedOn: nigerianDate(0),
    deedReference: "Deed 77/77/2550, Lagos",
  });
  const [occupied] = await listUnitOccupancy(owner.estate, { orgId, propertyId });
  tell.expect(
    closed.status === "closed" && occupied?.status === "sold",
    `closed at ₦115,000,000.00, ${closed.deed_reference}; the house is ${occupied?.status}`,
  );
  await tellHandingOver(tell, project, people, {
    orgId,
    unitId: tenancy.unit_id,
    tenancyId: tenancy.id,
  });
}
