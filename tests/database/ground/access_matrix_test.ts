import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { matrix, roles } from "./access_matrix.ts";
import { type Actor, as, become } from "../actor.ts";
import { addDeals } from "../deals/deals.ts";
import { addOwed } from "../money/owed.ts";
import { addCollection, addPayout } from "../money/payouts.ts";
import { openWorld } from "../test_database.ts";
import { addLetters } from "../papers/letters.ts";
import { addTalks } from "../words/talking.ts";
import { verify } from "../trust/verifying.ts";
import type { World } from "../world.ts";

/** Which row of each table is tried: one that the landlord and tenant of the world share. */
function subject(table: string, world: World): string {
  const org = `org_id = '${world.org}'`;
  const rows: Record<string, string> = {
    "public.profiles": `id = '${world.people.tenant.user}'`,
    "public.staff_members": `user_id = '${world.people.staff.user}'`,
    "public.organizations": `id = '${world.org}'`,
    "public.memberships": `${org} and role = 'agent'`,
    "public.mandates": org,
    "public.properties": `id = '${world.property}'`,
    "public.nigerian_states": "code = 'LA'",
    "public.title_documents": org,
    "public.property_imports": org,
    "public.units": `id = '${world.unit}'`,
    "public.tenants": `${org} and user_id = '${world.people.tenant.user}'`,
    "public.tenancies": `id = '${world.tenancy}'`,
    "public.payments": `id = '${world.payment}'`,
    "public.payment_exceptions": `payment_id = '${world.payment}'`,
    "public.provider_balances": "true",
    "public.application_fees": org,
    "public.favourites": `user_id = '${world.people.tenant.user}'`,
    "public.saved_searches": `user_id = '${world.people.tenant.user}'`,
    "public.search_alerts": "true",
    "public.notifications": `user_id = '${world.people.tenant.user}'`,
    "public.notification_kinds": "true",
    "public.notification_preferences": `user_id = '${world.people.tenant.user}'`,
    "public.message_hours": `user_id = '${world.people.tenant.user}'`,
    "public.reminder_rules": org,
    "public.reminders": org,
    "public.announcements": org,
    "public.announcement_texts": org,
    "public.announcement_recipients": org,
    ...Object.fromEntries(
      [
        "letterheads",
        "organization_logos",
        "letter_templates",
        "letter_template_texts",
        "letter_drafts",
        "letters",
        "letter_withdrawals",
        "letter_readings",
        "statutory_notices",
        "notice_withdrawals",
        "notice_checks",
        "notice_readings",
        "notice_services",
        "notice_service_corrections",
      ].map((name) => [`public.${name}`, org]),
    ),
    "public.notice_rulesets": "true",
    "public.notice_rules": "true",
    "public.notice_service_modes": "true",
    "public.conversations": `id = '${world.conversation}'`,
    "public.messages": `conversation_id = '${world.conversation}'`,
    "public.conversation_guests": `subject.${org}`,
    "public.conversation_reads": `conversation_id = '${world.conversation}'`,
    "public.message_files": org,
    // Named columns: what stood around a message is for moderators.
    "public.message_reports": `subject.${org}`,
    "public.reports": `subject.reported_by = '${world.people.tenant.user}'`,
    "public.appeals": `subject.${org}`,
    "public.chat_warning_patterns": "true",
    "public.blocks": `blocker_id = '${world.people.tenant.user}' and org_id is null`,
    "public.areas": "true",
    "public.search_terms": "true",
    "public.viewing_slots": org,
    "public.viewings": org,
    "public.enquiries": org,
    "public.applications": org,
    "public.application_household": org,
    "public.application_guarantors": org,
    // Named columns: not all of a receipt is for people, so that it has no to_jsonb.
    "public.receipts": `subject.tenancy_id = '${world.tenancy}'`,
    "public.payee_accounts": org,
    "public.payouts": org,
    "public.principal_moves": `principal_org_id = '${world.org}'`,
    "public.platform_fee_rules": org,
    "public.payment_terms": org,
    "public.platform_moves": org,
    "public.direct_settlements": org,
    "public.refunds": org,
    "public.disputes": org,
    "public.payment_returns": org,
    "public.payment_return_parts": org,
    "public.offline_payments": org,
    "public.payment_proofs": org,
    "public.statement_accounts": org,
    "public.statement_imports": org,
    "public.statement_rows": org,
    "public.receipt_voids": org,
    "public.consent_texts": "true",
    "public.trust_rules": "true",
    "public.applicant_levels": org,
    "public.verification_rules": "true",
    "public.personal_consents": `user_id = '${world.people.tenant.user}'`,
    "public.verification_cases": `user_id = '${world.people.tenant.user}'`,
    "public.saved_authorizations": `user_id = '${world.people.tenant.user}'`,
    "public.application_documents": org,
    "public.documents": org,
    "public.document_access": org,
    "public.legal_areas": "true",
    "public.legal_rules": "true",
    "public.notice_lengths": "true",
    "public.history_consents": org,
    "public.history_views": org,
    "public.listing_fees": org,
    "public.listing_prices":
      `listing_id in (select id from listings where status = 'published') and ${org}`,
    "public.invitations": org,
    "public.listings": `status = 'published' and ${org}`,
    "public.listing_media": org,
    "public.unit_holds": org,
    "public.ledger_accounts": org,
    "public.ledger_entries": org,
    "public.ledger_lines": org,
    "public.charge_parts": org,
    "public.credit_draws": org,
    "public.late_fees": org,
    "public.state_changes": org,
    "public.inspections": org,
    "public.inspection_items": org,
    "public.inspection_photos": org,
    "public.inspection_contents": org,
    "public.inspection_signatures": org,
    "public.offers": org,
    "public.offer_rounds": org,
    "public.sales": org,
    "public.sale_parties": org,
  };
  if (rows[table] !== undefined) return rows[table];
  return table.startsWith("private.") ? "true" : `${org} and (
    to_jsonb(subject) ->> 'tenancy_id' = '${world.tenancy}'
    or to_jsonb(subject) ->> 'payment_id' = '${world.payment}')`;
}

/** Whether a statement passes grant and policy, whatever constraint it then meets; undone in any case. */
async function passes(
  database: Database,
  actor: Actor,
  sql: string,
  parameter: unknown,
  needsRow: boolean,
): Promise<boolean> {
  const undo = new Error("undo");
  let rows = 0;
  try {
    await database.transaction(async (tx) => {
      await become(tx, actor);
      rows = (await tx.query(sql, [parameter])).length;
      throw undo;
    });
  } catch (error) {
    if (error === undo) return !needsRow || rows > 0;
    const code = (error as { code?: string }).code ?? "";
    if (code === "42501") return false;
    // A key, a check or the append-only rule was reached.
    if (/^(23|PT409)/.test(code)) return true;
    throw error;
  }
  return false;
}

async function word(
  database: Database,
  actor: Actor,
  table: string,
  where: string,
): Promise<string> {
  const role = actor === "visitor"
    ? "anon"
    : actor === "service"
    ? "service_role"
    : "authenticated";
  const columns = async (privilege: string) =>
    (await database.query<{ name: string }>(
      `select quote_ident(attname) as name from pg_attribute
       where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
         and has_column_privilege($2, attrelid, attnum, $3)
         and has_schema_privilege($2, (select relnamespace from pg_class where oid = attrelid), 'usage')
       order by attnum`,
      [table, role, privilege],
    )).map((row) => row.name);

  const [copied] = await database.query<{ row: unknown }>(
    `select to_jsonb(subject) as row from ${table} as subject where ${where} and $1 limit 1`,
    [true],
  );
  const insertable = await columns("insert");
  const updatable = (await columns("update")).at(-1);
  const verbs = {
    r: `select 1 from ${table} as subject where ${where} and $1`,
    i: insertable.length === 0 ? undefined : `insert into ${table} (${insertable.join(", ")})
         select ${insertable.map((c) => `copied.${c}`).join(", ")}
         from jsonb_populate_record(null::${table}, $1::text::jsonb) as copied`,
    u: updatable === undefined
      ? undefined
      : `update ${table} as subject set ${updatable} = subject.${updatable} where ${where} and $1 returning 1`,
    d: `delete from ${table} as subject where ${where} and $1 returning 1`,
  };
  let result = "";
  for (const [letter, sql] of Object.entries(verbs)) {
    const permitted = sql === undefined
      ? false
      : copied === undefined
      ? await granted(database, role, table, letter)
      // An insert gives no row back: RETURNING would ask for the right to read as well.
      : await passes(
        database,
        actor,
        sql,
        letter === "i" ? JSON.stringify(copied.row) : true,
        letter !== "i",
      );
    result += permitted ? letter : "-";
  }
  return result;
}

/** For a table without a row to try (queues and caches): the grant alone. */
async function granted(database: Database, role: string, table: string, letter: string) {
  const privilege = { r: "select", i: "insert", u: "update", d: "delete" }[letter];
  const [row] = await database.query<{ granted: boolean }>(
    "select has_table_privilege($1, $2, $3) as granted",
    [role, table, privilege],
  );
  return row?.granted === true;
}

Deno.test("every table has a row in the access matrix, and every role may do exactly what it says", async () => {
  const { database, world, close } = await openWorld();
  try {
    const tables = (await database.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name
       from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
       where n.nspname in ('public', 'private', 'service') and c.relkind in ('r', 'p') and $1
       order by 1`,
      [true],
    )).map((row) => row.name);
    assertEquals(Object.keys(matrix).sort(), tables, "the matrix must name every table");

    await addDeals(database, world);
    await addOwed(database, world);
    await addPayout(database, world);
    await addCollection(database, world);
    await addTalks(database, world);
    await verify(database, world.people.tenant);
    await as(database, world.people.owner, "select set_applicant_level($1, 'contact')", [
      world.org,
    ]);
    await addLetters(database, world);
    await as(database, world.people.tenant, "select give_notice($1, '2027-12-01', 'Moving')", [
      world.tenancy,
    ]);
    await as(database, world.people.tenant, "select grant_history($1)", [world.org]);
    await as(
      database,
      world.people.owner,
      "select rental_history_of(id) from history_consents where org_id = $1",
      [world.org],
    );
    await as(
      database,
      world.people.owner,
      "select void_receipt(id, 'Wrong name') from receipts where payment_id = $1",
      [world.payment],
    );
    const actual: Record<string, string> = {};
    for (const table of Object.keys(matrix)) {
      const words: string[] = [];
      for (const role of roles) {
        const actor: Actor = role === "visitor" || role === "service" ? role : world.people[role];
        words.push(await word(database, actor, table, subject(table, world)));
      }
      actual[table] = words.join(" ");
    }
    assertEquals(actual, matrix);
  } finally {
    await close();
  }
});
