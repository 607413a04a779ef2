/** An owner's portfolio: properties from a file, the paper behind one, an agency with a mandate. */
import {
  addTitleDocument,
  answerMandate,
  confirmListing,
  createListing,
  createOrganization,
  EstateError,
  importProperties,
  linkToTitleScan,
  listUnitOccupancy,
  moveListing,
  nigerianDate,
  offerMandate,
  revokeMandate,
  uploadTitleScan,
} from "@estate/sdk";
import { type Narrator, refused } from "./narrator.ts";
import { arrive, leave, type Person, type Project } from "./people.ts";

/** Tells it; `propertyId` is one of the owner's. */
export async function tellOwning(
  tell: Narrator,
  project: Project,
  people: { owner: Person; stranger: Person },
  place: { orgId: string; propertyId: string },
): Promise<void> {
  const { owner, stranger } = people;
  const { orgId, propertyId } = place;

  tell.step("The owner brings the rest from a spreadsheet: good rows in, bad rows explained");
  const report = await importProperties(
    owner.estate,
    orgId,
    `Property name,Kind,Use,Street,Area,LGA,State,Longitude,Latitude,Unit label,Unit kind,Bedrooms
Unity Close,building,residential,3 Unity Close,Surulere,Surulere,Lagos,3.3550,6.4980,Flat A,flat,2
Unity Close,building,residential,3 Unity Close,Surulere,Surulere,Lagos,3.3550,6.4980,Flat B,flat,2
Unity Close,building,residential,3 Unity Close,Surulere,Surulere,Lagos,3.3550,6.4980,Flat C,flat,many`,
    "portfolio.csv",
  );
  tell.expect(
    report.created === 2 && report.refused === 1,
    `${report.created} flats in, ${report.refused} refused`,
  );
  const wrong = report.rows.find((row) => row.problems.length > 0);
  tell.expect(
    wrong?.line === 4 && wrong.problems[0]?.field === "bedrooms",
    `line ${wrong?.line}: ${wrong?.problems[0]?.message}`,
  );
  const units = await listUnitOccupancy(owner.estate, { orgId });
  const flatA = units.find((unit) => unit.label === "Flat A");
  tell.expect(flatA?.status === "vacant", `${units.length} units; Flat A is ${flatA?.status}`);

  tell.step("Adds the certificate of occupancy; its scan is nobody else's to read");
  const scan = new Blob(["%PDF-1.7\nCertificate of occupancy 1/1/2019A\n%%EOF\n"], {
    type: "application/pdf",
  });
  const path = await uploadTitleScan(owner.estate, orgId, scan);
  const title = await addTitleDocument(owner.estate, {
    property_id: propertyId,
    kind: "certificate_of_occupancy",
    number: "1/1/2019A",
    registry: "Lagos Lands Registry, Alausa",
    holder_name: owner.name,
    storage_path: path,
  });
  tell.fact(`${title.kind}, ${title.status}`);
  const pried = await refused(
    "a stranger reading the scan",
    linkToTitleScan(stranger.estate, path),
  );
  tell.expect(pried instanceof EstateError, `a stranger: ${pried.message}`);

  tell.step("An agency can list Flat A only while the owner's mandate lives");
  const agent = await arrive(project, "Kemi Bello");
  const agency = await createOrganization(agent.estate, {
    kind: "agency",
    name: "Bello & Partners",
    address: "20 Bode Thomas Street, Surulere, Lagos",
  });
  const wanted = {
    org_id: orgId,
    unit_id: flatA?.unit_id ?? "",
    purpose: "rent" as const,
    price_per: "year" as const,
    title: "Two-bedroom flat, Unity Close",
    price_kobo: 90_000_000,
  };
  const forbidden = await refused(
    "listing without a mandate",
    createListing(agent.estate, wanted),
  );
  tell.expect(forbidden instanceof EstateError, `without one: ${forbidden.message}`);
  const offered = await offerMandate(owner.estate, {
    orgId,
    agentOrgId: agency.id,
    scopes: ["list", "show"],
    feeBps: 1000,
    feePayer: "tenant",
    startsOn: nigerianDate(-1),
    endsOn: nigerianDate(180),
  });
  const mandate = await answerMandate(agent.estate, offered.id, true);
  const listingId = await createListing(agent.estate, wanted);
  await moveListing(agent.estate, listingId, "published");
  const fresh = await confirmListing(agent.estate, listingId);
  tell.expect(
    mandate.status === "active" && fresh.status === "published",
    "with one it is published, and kept fresh",
  );
  await revokeMandate(owner.estate, mandate.id, "We will let it ourselves");
  const { data: paused } = await owner.estate.from("listings").select("status")
    .eq("id", listingId).single();
  tell.expect(paused?.status === "paused", "the owner takes the mandate back: off the market");
  const late = await refused(
    "publishing after the mandate",
    moveListing(agent.estate, listingId, "published"),
  );
  tell.expect(late instanceof EstateError, `the agency afterwards: ${late.message}`);
  await leave([agent.estate]);
}
