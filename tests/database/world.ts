/** A small world to test in: two organizations, every member role, two tenants of one landlord, one paid rent. */
import { nigerianDate } from "../../clients/sdk/src/ground/nigerian_date.ts";
import type { Database } from "../../local/supabase/database/database.ts";
import { type Actor, as, idFrom as id } from "./actor.ts";
import { addDocument, reportPayment } from "./evidence.ts";

export { addDocument, reportPayment };

/** People of the world by what they are. */
export type Person =
  | "owner"
  | "manager"
  | "accountant"
  | "agent"
  | "otherOwner"
  | "tenant"
  | "otherTenant"
  | "stranger"
  | "staff";

/** Ids of what the world holds. */
export interface World {
  readonly people: Readonly<Record<Person, { user: string }>>;
  readonly org: string;
  readonly property: string;
  /** Let to the tenant; its first rent is paid. */
  readonly unit: string;
  /** Let to the other tenant of the same landlord. */
  readonly otherUnit: string;
  /** Free. */
  readonly vacantUnit: string;
  /** Of the unit let to the tenant: off the market. The vacant unit's one is published. */
  readonly listing: string;
  readonly conversation: string;
  readonly tenancy: string;
  readonly charge: string;
  readonly payment: string;
}

const names: readonly Person[] = [
  "owner",
  "manager",
  "accountant",
  "agent",
  "otherOwner",
  "tenant",
  "otherTenant",
  "stranger",
  "staff",
];

/** Builds the world through the API's own functions, as its people would. */
export async function buildWorld(database: Database): Promise<World> {
  const people = {} as Record<Person, { user: string }>;
  for (const name of names) people[name] = { user: await createUser(database, name) };
  await database.query(
    "insert into public.staff_members (user_id, note) values ($1, $2)",
    [people.staff.user, "Test"],
  );
  const org = await createOrganization(database, people.owner, "Ada Homes");
  for (const role of ["manager", "accountant", "agent"] as const) {
    await database.query(
      "insert into memberships (org_id, user_id, role) values ($1, $2, $3)",
      [org, people[role].user, role],
    );
  }
  await createOrganization(database, people.otherOwner, "Other Homes");
  const [agency] = await database.query<{ id: string }>(
    `insert into public.organizations (kind, name, address)
     values ('agency', 'Harbour Agents', '1 Broad Street, Lagos') returning id`,
  );
  await as(
    database,
    people.owner,
    "select offer_mandate($1, $2, '{list}', 1000, 'tenant', '2026-01-01', '2099-01-01')",
    [org, agency?.id],
  );
  await as(database, people.owner, "select invite_member($1, 'agent', phone => '+2348031234567')", [
    org,
  ]);

  const property = await id(
    database,
    people.owner,
    `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
     values ($1, 'building', 'Yaba Court', '5 Commercial Avenue', 'Yaba', 'Lagos Mainland', 'Lagos',
       3.379, 6.512) returning id`,
    [org],
  );
  const unitOf = (label: string) =>
    id(
      database,
      people.owner,
      `insert into units (org_id, property_id, label, kind, bedrooms, bathrooms)
       values ($1, $2, $3, 'flat', 2, 2) returning id`,
      [org, property, label],
    );
  const [unit, otherUnit, vacantUnit] = [
    await unitOf("Flat 1"),
    await unitOf("Flat 2"),
    await unitOf("Flat 3"),
  ];
  const listing = await createListing(database, people.owner, {
    org,
    unit,
  });
  const otherListing = await createListing(database, people.owner, {
    org,
    unit: otherUnit,
  });

  await as(
    database,
    people.tenant,
    `select save_search('{"purpose": "rent", "area": "Yaba"}', 'A flat in Yaba')`,
  );
  const vacantListing = await createListing(database, people.owner, {
    org,
    unit: vacantUnit,
  });
  await as(
    database,
    people.owner,
    `insert into listing_fees (org_id, listing_id, kind, bps, payer) values ($1, $2, 'agency', 1000, 'occupier')`,
    [org, vacantListing],
  );
  const slot = await id(
    database,
    people.agent,
    `select id from offer_viewing($1, (now() + interval '2 days')::text, (now() + interval '49 hours')::text, 3)`,
    [vacantListing],
  );
  await as(database, people.tenant, "select book_viewing($1)", [slot]);
  await id(
    database,
    "service",
    `select id from service.add_listing_media($1, $2, $3 || '/front.jpg', repeat('ab', 32), 1600, 1200,
       jsonb_build_array(jsonb_build_object('width', 320, 'height', 240, 'path', 'front/320.webp', 'bytes', 9000)))`,
    [people.owner.user, vacantListing, org],
  );
  await as(database, people.tenant, "insert into favourites (listing_id) values ($1)", [
    vacantListing,
  ]);
  await database.query("select private.match_saved_searches()");

  await as(
    database,
    people.tenant,
    "select set_notification_preference('search_matched', 'email', 'at_once'), set_message_hours()",
  );
  const conversation = await openConversation(database, people.tenant, listing);
  await as(
    database,
    people.tenant,
    "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), 'Hello')",
    [org, conversation],
  );
  const tenancy = await letTo(database, people.owner, people.tenant, { conversation, unit });
  const otherConversation = await openConversation(database, people.otherTenant, otherListing);
  await letTo(database, people.owner, people.otherTenant, {
    conversation: otherConversation,
    unit: otherUnit,
  });

  const charge = await id(
    database,
    people.tenant,
    "select id from charges where tenancy_id = $1",
    [tenancy],
  );
  const reference = `EST-world-${crypto.randomUUID()}`;
  const payment = await id(
    database,
    "service",
    "select id from service.start_payment($1, array[$2]::uuid[], 'paystack', $3)",
    [people.tenant.user, charge, reference],
  );
  await database.query(
    "select private.settle_payment('paystack', $1, $2, 120000000, 'NGN', now(), 'card', 200000)",
    [reference, crypto.randomUUID()],
  );
  await database.query(
    `select private.note_payment_exception('unknown_reference', 'paystack', $1, $1, $2, '{}')`,
    [reference, payment],
  );
  await reportPayment(database, people.otherTenant, org);
  const account = await id(
    database,
    people.owner,
    `select id from save_statement_account($1, 'GTBank', 'Rents',
       '{"date": "Date", "credit": "Credit", "narration": "Narration"}')`,
    [org],
  );
  await as(database, people.owner, "select import_statement($1, $2::text::jsonb)", [
    account,
    JSON.stringify([{
      Date: "01/11/2026",
      Credit: "₦45,000.00",
      Narration: "NIP/SOMEBODY/DIESEL",
    }]),
  ]);
  await database.query(
    `insert into private.provider_events (provider, body_sha256, event_type, reference, body, status)
     values ('paystack', encode(sha256($1::text::bytea), 'hex'), 'charge.success', $1, '{}', 'processed')`,
    [reference],
  );
  await as(
    database,
    people.owner,
    "select add_title_document($1, 'certificate_of_occupancy', 'Ada Obi', '45/45/2311')",
    [property],
  );
  await as(database, people.owner, "select import_properties($1, '[{}]')", [org]);
  await as(database, people.tenant, "select enquire($1, 'Is the third flat quieter?')", [
    vacantListing,
  ]);
  await applyFor(database, people.tenant, vacantListing);
  await inspectMoveIn(database, people, tenancy);
  const agreement = await addDocument(database, people.owner, { org, tenancy_id: tenancy });
  await as(database, people.owner, "select share_document($1, tenancy_id => $2)", [
    agreement,
    tenancy,
  ]);
  await as(database, people.tenant, "select report_listing($1, 'wrong_facts')", [vacantListing]);
  await database.query(
    "insert into public.appeals (subject, subject_id, org_id, made_by, words) values ('organization', $1, $1, $2, 'It is ours')",
    [org, people.owner.user],
  );
  return {
    people,
    org,
    property,
    unit,
    otherUnit,
    vacantUnit,
    listing,
    conversation,
    tenancy,
    charge,
    payment,
  };
}

/**
 * Lets people do things as often as they like, for tests that do more than a person would, and for those of many at
 * once: one person's calls of a kind wait for each other where they are counted.
 */
export async function liftLimits(database: Database): Promise<void> {
  await database.query("update private.person_limits set burst = null where $1", [true]);
}

/** A user with an account; returns its id. */
export async function createUser(database: Database, name: string): Promise<string> {
  const user = crypto.randomUUID();
  await database.query(
    "insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data) values ($1, $2, now(), $3::text::jsonb)",
    [user, `${name}-${user}@example.ng`, JSON.stringify({ display_name: name })],
  );
  return user;
}

/** An organization of `actor`'s; returns its id. */
export function createOrganization(
  database: Database,
  actor: Actor,
  name: string,
): Promise<string> {
  return id(database, actor, "select id from create_organization('owner', $1, $2)", [
    name,
    "12 Herbert Macaulay Way, Yaba",
  ]);
}

/** A published two-bed rental listing at ₦1,200,000 a year; returns its id. */
export async function createListing(
  database: Database,
  actor: Actor,
  place: { org: string; unit: string },
): Promise<string> {
  const listing = await id(
    database,
    actor,
    `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
     values ($1, $2, 'rent', 'Two-bed flat in Yaba', 120000000, 'year') returning id`,
    [place.org, place.unit],
  );
  await as(database, actor, "select move_listing($1, 'published')", [listing]);
  return listing;
}

/** A submitted application of `actor`'s with a household, a guarantor and a payslip; returns its id. */
export async function applyFor(database: Database, actor: Actor, listing: string): Promise<string> {
  const application = await id(database, actor, "select id from start_application($1)", [listing]);
  await as(
    database,
    actor,
    `select save_application($1, $2, 12, 'Nurse', 'Mercy Hospital', '3m_to_6m',
       household => '[{"full_name": "Bisi Bello", "relationship": "daughter", "age": "child"}]',
       guarantors => '[{"full_name": "Segun Bello", "phone": "+2348031112222", "relationship": "uncle"}]')`,
    [application, nigerianDate(300)],
  );
  const path = `${application}/payslip.pdf`;
  await as(
    database,
    actor,
    "insert into storage.objects (bucket_id, name) values ('application-documents', $1)",
    [path],
  );
  await as(database, actor, "select add_application_document($1, 'payslip', $2)", [
    application,
    path,
  ]);
  await as(database, actor, "select submit_application($1)", [application]);
  return application;
}

/** Opens `actor`'s conversation on a listing; returns its id. */
export function openConversation(database: Database, actor: Actor, listing: string) {
  return id(database, actor, "select id from open_conversation(listing_id => $1)", [listing]);
}

/** Lets a unit, for a year from 1 December 2026 at ₦1,200,000, to the one who opened the conversation. */
export async function letTo(
  database: Database,
  owner: Actor,
  tenant: Actor,
  what: { conversation: string; unit: string },
): Promise<string> {
  const known = await id(
    database,
    owner,
    "select id from invite_as_tenant($1, 'Tunde Bello', '4 Akoka Road, Yaba')",
    [what.conversation],
  );
  const tenancy = await id(
    database,
    owner,
    "select id from offer_tenancy($1, array[$2]::uuid[], '2026-12-01', 120000000)",
    [what.unit, known],
  );
  await as(database, tenant, "select accept_tenancy($1)", [tenancy]);
  return tenancy;
}

/** A move-in inspection of one item and one photo, offered by the manager and signed by the tenant; returns its id. */
export async function inspectMoveIn(
  database: Database,
  people: World["people"],
  tenancy: string,
): Promise<string> {
  const inspection = await id(
    database,
    people.manager,
    "select id from schedule_inspection($1, 'move_in', now()::text)",
    [tenancy],
  );
  await as(
    database,
    people.manager,
    `select save_inspection($1, '[{"room": "Kitchen", "item": "Sink", "condition": "good"}]')`,
    [inspection],
  );
  await as(
    database,
    "service",
    `select service.add_inspection_photo($1::uuid, $2::uuid, 'inspections/' || $2::uuid || '/' || $1::uuid || '/sink',
       repeat('ab', 32), repeat('cd', 32), 1600, 1200, 'sink/large.webp', 'sink/thumbnail.webp')`,
    [people.manager.user, inspection],
  );
  const hash = await id(
    database,
    people.manager,
    "select content_hash as id from offer_inspection($1)",
    [inspection],
  );
  await as(database, people.tenant, "select sign_inspection($1, $2)", [inspection, hash]);
  return inspection;
}
