/** From a property to an accepted letting. */
import {
  acceptTenancy,
  addProperty,
  addUnit,
  createListing,
  createOrganization,
  EstateError,
  inviteAsTenant,
  joinConversation,
  listCharges,
  listMessages,
  type Message,
  moveListing,
  nigerianDate,
  offerTenancy,
  openConversation,
  searchListings,
  sendMessage,
} from "@estate/sdk";
import { tellFinding } from "./finding.ts";
import { eventually, type Narrator, refused } from "./narrator.ts";
import { tellOwning } from "./owning.ts";
import { type Person, type Project, visit } from "./people.ts";
import { tellTalking } from "./talking.ts";

const yaba = { longitude: 3.3792, latitude: 6.5095 };
const rentKobo = 120_000_000;

/** What the second half goes on with. */
export interface Letting {
  readonly orgId: string;
  /** A draft listing of the flat that is still free. */
  readonly draftId: string;
  readonly tenancyId: string;
  readonly chargeId: string;
  readonly rentKobo: number;
}

/** Tells it. */
export async function tellLetting(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person; stranger: Person },
): Promise<Letting> {
  const { owner, tenant, stranger } = people;

  tell.step(`${owner.name} creates an organization, a property in Yaba and two units`);
  const organization = await createOrganization(owner.estate, {
    kind: "owner",
    name: "Adeyemi Homes",
    address: "12 Herbert Macaulay Way, Yaba, Lagos",
  });
  const propertyId = await addProperty(owner.estate, {
    org_id: organization.id,
    kind: "building",
    use: "residential",
    name: "Commercial Avenue Court",
    street: "5 Commercial Avenue",
    area: "Yaba",
    lga: "Lagos Mainland",
    state: "Lagos",
    landmark: "Near Sabo bus stop",
    ...yaba,
  });
  const unit = { org_id: organization.id, property_id: propertyId, kind: "flat" as const };
  const unitId = await addUnit(owner.estate, {
    ...unit,
    label: "Flat 1",
    bedrooms: 2,
    bathrooms: 2,
  });
  const secondUnitId = await addUnit(owner.estate, {
    ...unit,
    label: "Flat 2",
    bedrooms: 3,
    bathrooms: 3,
  });
  tell.fact(`organization ${organization.id}, property ${propertyId}`);

  await tellOwning(tell, project, people, { orgId: organization.id, propertyId });

  tell.step(
    "Publishes a rental listing at ₦1,200,000.00 a year, and writes a draft of the other flat",
  );
  const advertised = {
    org_id: organization.id,
    purpose: "rent" as const,
    price_per: "year" as const,
  };
  const listingId = await createListing(owner.estate, {
    ...advertised,
    unit_id: unitId,
    title: "Two-bedroom flat off Commercial Avenue",
    price_kobo: rentKobo,
  });
  const draftId = await createListing(owner.estate, {
    ...advertised,
    unit_id: secondUnitId,
    title: "Three-bedroom flat off Commercial Avenue",
    price_kobo: 180_000_000,
  });
  const published = await moveListing(owner.estate, listingId, "published");
  tell.expect(published.status === "published", `listing ${listingId} is published`);

  tell.step("A visitor without a login searches within 3 km of Yaba");
  const visitor = visit(project);
  const found = await searchListings(visitor, { near: yaba, radius_m: 3000 }, { limit: 100 });
  for (const listing of found.slice(0, 4)) {
    tell.fact(`${Math.round(listing.distance_m ?? 0).toString().padStart(5)} m  ${listing.title}`);
  }
  tell.expect(found.some((it) => it.id === listingId), `it is among ${found.length} found`);
  tell.expect(
    found.every((it, n) => n === 0 || (found[n - 1]?.distance_m ?? 0) <= it.distance_m) &&
      found.every((it) => it.distance_m <= 3000),
    "nearest first, none beyond 3 km",
  );
  const seen = await visitor.from("listings").select("id").in("id", [listingId, draftId]);
  tell.expect(
    seen.error === null && seen.data.length === 1 && seen.data[0]?.id === listingId &&
      !found.some((it) => it.id === draftId),
    "the draft is not to be seen",
  );
  const hidden = await visitor.from("properties").select("id");
  tell.expect(hidden.error !== null, "nor the property with its exact address");

  await tellFinding(tell, project, people, {
    orgId: organization.id,
    listingId,
    draftId,
    near: yaba,
  });

  tell.step(`${tenant.name} opens a conversation on the listing; both sides talk live`);
  const conversation = await openConversation(tenant.estate, { listingId });
  const heard = { owner: [] as Message[], tenant: [] as Message[] };
  const leaveOwner = await joinConversation(owner.estate, conversation.id, {
    onMessage: (message) => heard.owner.push(message),
  });
  const leaveTenant = await joinConversation(tenant.estate, conversation.id, {
    onMessage: (message) => heard.tenant.push(message),
  });
  await sendMessage(tenant.estate, conversation, "Good morning. Is the flat still free?");
  const question = await eventually("the owner hearing the tenant", () => heard.owner[0]);
  tell.expect(question.sender_id === tenant.id, `the owner hears: ${question.body}`);
  const clientId = crypto.randomUUID();
  await sendMessage(owner.estate, conversation, "It is. Come and see it on Saturday.", clientId);
  await sendMessage(owner.estate, conversation, "It is. Come and see it on Saturday.", clientId);
  const reply = await eventually(
    "the tenant hearing the owner",
    () => heard.tenant.find((it) => it.sender_id === owner.id),
  );
  tell.expect(reply.body?.startsWith("It is.") === true, `the tenant hears: ${reply.body}`);
  const kept = await listMessages(tenant.estate, conversation.id);
  tell.expect(kept.length === 2, "a message sent twice by a nervous phone is said once");

  tell.step(`${stranger.name} tries to listen in`);
  const refusal = await refused(
    "a stranger joining the conversation",
    joinConversation(stranger.estate, conversation.id, { onMessage: () => {} }),
  );
  tell.expect(refusal instanceof EstateError, `refused: ${refusal.message}`);
  const overheard = await listMessages(stranger.estate, conversation.id);
  tell.expect(overheard.length === 0, "and reads nothing");
  await leaveOwner();
  await leaveTenant();
  await tellTalking(tell, people, conversation);

  tell.step(`The owner lets the flat to ${tenant.name}`);
  const startsOn = nigerianDate(7);
  const known = await inviteAsTenant(owner.estate, conversation.id, {
    fullName: tenant.name,
    address: "4 Akoka Road, Yaba, Lagos",
  });
  const tenancy = await offerTenancy(owner.estate, {
    unitId,
    tenantIds: [known.id],
    startsOn,
    rentKobo,
  });
  tell.fact(
    `tenancy ${tenancy.id} from ${tenancy.starts_on}, ${tenancy.nature}, ${tenancy.status}`,
  );
  const doubled = await refused(
    "a second letting of the same flat",
    // The same terms once more would be the offer that stands.
    offerTenancy(owner.estate, {
      unitId,
      tenantIds: [known.id],
      startsOn: nigerianDate(8),
      rentKobo,
    }),
  );
  tell.expect(
    doubled instanceof EstateError && doubled.code === "unit.already_taken",
    `a second, overlapping letting: ${doubled.message}`,
  );
  const accepted = await acceptTenancy(tenant.estate, tenancy.id);
  tell.expect(accepted.status === "active", `${tenant.name} accepts it`);

  tell.step("The yearly charge appears");
  const charges = await listCharges(tenant.estate, tenancy.id);
  const charge = charges[0];
  tell.expect(
    charges.length === 1 && charge?.open_kobo === rentKobo && charge.due_on === startsOn,
    `₦1,200,000.00 for ${charge?.period}, due ${charge?.due_on}`,
  );
  const gone = await searchListings(visitor, { near: yaba, radius_m: 3000 }, { limit: 100 });
  tell.expect(!gone.some((it) => it.id === listingId), "and the listing is off the market");
  return {
    orgId: organization.id,
    draftId,
    tenancyId: tenancy.id,
    chargeId: charge?.charge_id ?? "",
    rentKobo,
  };
}
