/** What belongs to a person: nothing in the catalog leads to one that the list does not know. */
import { assertEquals } from "@std/assert";
import { openWorld } from "../test_database.ts";

/** Columns of tables of ours, with their types; partitions are their table's. */
const columns =
  `select space.nspname || '.' || one.relname as relation, known.attname::text as name, one.oid as table_id, known.attnum,
     kind.typname, kind.typcategory
   from pg_class as one
   join pg_namespace as space on space.oid = one.relnamespace and space.nspname in ('public', 'private')
   join pg_attribute as known on known.attrelid = one.oid and known.attnum > 0 and not known.attisdropped
   join pg_type as kind on kind.oid = known.atttypid
   where one.relkind in ('r', 'p') and not one.relispartition`;

/** Columns of words: what people are given of them is named, one by one. */
const ofWords = "col.typcategory not in ('N', 'B', 'E', 'D', 'T', 'R') and col.typname <> 'uuid'";

/** Ways to reach somebody without an account, and whose they are. */
const contacts = [
  "private.authorization_tokens.email", // withheld with its row
  "private.deliveries.address", // withheld with its row; goes when the message went
  "private.phone_holders.phone", // given
  "public.application_guarantors.email", // given to the guarantor, not to who named them
  "public.application_guarantors.phone",
  "public.conversation_guests.contact", // given
  "public.document_access.contact", // whom somebody shared a paper with: the organization's
  "public.invitations.email", // given
  "public.invitations.phone",
  "public.letters.addressee_address", // what a letter says, which its tenants may read
  "public.letters.sender_address",
  "public.receipts.landlord_address", // as letters
  "public.receipts.tenant_address",
  "public.statutory_notices.addressee_address",
  "public.statutory_notices.sender_address",
  "public.letterheads.email", // an organization's
  "public.letterheads.phone",
  "public.notification_kinds.email", // a way of sending
  "public.organizations.address",
  "public.sale_parties.address", // given
  "public.sale_parties.phone",
  "public.tenants.address", // given
  "public.tenants.email",
  "public.tenants.phone",
];

/** Each finds what breaks a rule. */
const rules: Record<string, string> = {
  "every column that names a person is decided on":
    `select col.relation || '.' || col.name as found from (${columns}) as col
     where (exists (
         select from pg_constraint as key where key.conrelid = col.table_id and key.contype = 'f' and key.conkey = array[col.attnum]
           and key.confrelid in ('public.profiles'::regclass, 'auth.users'::regclass))
       or (col.typname = 'uuid' and col.name ~ '^(user|actor|person|profile|sender|signer|applicant|author|member)_id$|_by$'))
     and not exists (select from private.personal_data as entry where entry.relation = col.relation and entry.column_name = col.name)`,
  "every way to reach somebody is decided on":
    `select col.relation || '.' || col.name as found from (${columns}) as col
     where col.name ~ '(^|_)(email|phone|contact|address|bvn|nin)$'
       and col.relation || '.' || col.name not in (${contacts.map((it) => `'${it}'`).join(", ")})`,
  "every column of words of a table that is exported is decided on":
    `select col.relation || '.' || col.name || ' for ' || entry.column_name as found
     from (${columns}) as col
     join private.personal_data as entry on entry.relation = col.relation and entry.export = 'whole'
     where ${ofWords} and (col.name = any (entry.words)) = (col.name = any (entry.left_out))`,
  "what the list names is there": `select entry.relation || '.' || named as found
     from private.personal_data as entry
     cross join lateral unnest(entry.column_name || entry.words || entry.left_out) as named
     where entry.relation <> 'auth.users'
       and not exists (select from (${columns}) as col where col.relation = entry.relation and col.name = named)
     union all
     select entry.through || '.' || entry.through_key from private.personal_data as entry
     where entry.through is not null
       and not exists (select from (${columns}) as col where col.relation = entry.through and col.name = entry.through_key)`,
  "no secret is given": `select entry.relation || '.' || word as found
     from private.personal_data as entry cross join lateral unnest(entry.words) as word
     where word ~ '(token|secret|sealed|fingerprint|pepper|upload_path|(^|_)hash$)' and entry.relation || '.' || word <> 'public.receipts.hash'`,
  "of what is exported or counted each row is found by a key and by an index":
    `select entry.relation || '.' || entry.column_name as found
     from private.personal_data as entry
     where entry.export in ('whole', 'trace') and (
       not exists (select from pg_index as key where key.indrelid = to_regclass(entry.relation) and key.indisprimary)
       or not private.is_found_by_index(entry.relation, entry.column_name))`,
  "what may not be deleted is not": `select entry.relation || '.' || entry.column_name as found
     from private.personal_data as entry
     where entry.erasure = 'deleted' and exists (
       select from pg_trigger as guard where guard.tgrelid = to_regclass(entry.relation)
         and guard.tgfoid = 'private.refuse_change()'::regprocedure and guard.tgtype & 8 = 8)`,
  "what is said of how long it is kept is not less than its rule of retention":
    `select entry.relation as found
     from private.personal_data as entry
     join private.personal_categories as known on known.category = entry.category
     join private.retention_rules as rule on rule.relation = entry.relation
     where entry.erasure <> 'deleted' and known.kept_for < rule.keep`,
  "that there is something of safety does not say that it is what is withheld":
    `select 'safety' as found where not exists (
       select from private.personal_data as entry
       where entry.category = 'safety' and entry.export = 'whole' and entry.given_if is null and entry.erasure <> 'deleted'
         and private.is_found_by_index(entry.relation, entry.column_name))`,
  "what is kept says why": `select entry.relation || '.' || entry.column_name as found
     from private.personal_data as entry join private.personal_categories as known on known.category = entry.category
     where entry.erasure <> 'deleted' and known.kept_why is null`,
  "the files of every bucket are decided on": `select coalesce(bucket.id, listed.bucket) as found
     from storage.buckets as bucket full join private.personal_files as listed on listed.bucket = bucket.id
     where bucket.id is null or listed.bucket is null`,
};

Deno.test("what belongs to a person is decided, table by table", async (t) => {
  const { database, close } = await openWorld();
  const breaks = async (sql: string) =>
    (await database.query<{ found: string }>(`${sql} order by 1`)).map(({ found }) => found);
  try {
    for (const [name, sql] of Object.entries(rules)) {
      await t.step(name, async () => assertEquals(await breaks(sql), []));
    }
    // What a careless change would bring.
    await database.exec(`
      create table public.pets (id uuid primary key, walked_by uuid references public.profiles (id), vet_phone text);
      alter table public.favourites add column mood text;
      insert into storage.buckets (id, name) values ('avatars', 'avatars')`);
    await t.step("a new table, column and bucket fail until they are decided on", async () => {
      const found = [];
      for (const [name, sql] of Object.entries(rules)) {
        for (const it of await breaks(sql)) found.push([name, it]);
      }
      assertEquals(found, [
        ["every column that names a person is decided on", "public.pets.walked_by"],
        ["every way to reach somebody is decided on", "public.pets.vet_phone"],
        [
          "every column of words of a table that is exported is decided on",
          "public.favourites.mood for user_id",
        ],
        ["the files of every bucket are decided on", "avatars"],
      ]);
    });
  } finally {
    await close();
  }
});
