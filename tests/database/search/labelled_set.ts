/** Listings, areas and what people type, with what each query must find; every other listing it must not find. */
import type { Queryable } from "../../../local/supabase/database/database.ts";

/** A listing of the set; `id` is a name for people. */
export interface LabelledListing {
  readonly id: string;
  readonly purpose: string;
  readonly kind: string;
  readonly bedrooms: number;
  readonly bathrooms: number;
  readonly naira: number;
  readonly per: string;
  readonly area: string;
  readonly lga: string;
  readonly state: string;
  readonly furnished: boolean;
  readonly features: readonly string[];
  readonly title: string;
}

/** What is in labelled_queries.json. */
export interface LabelledSet {
  readonly areas: readonly {
    readonly name: string;
    readonly state: string;
    readonly aliases: readonly string[];
    readonly part_of: readonly string[];
  }[];
  readonly listings: readonly LabelledListing[];
  readonly queries: readonly { readonly typed: string; readonly finds: readonly string[] }[];
}

/** Reads the set. */
export async function readLabelledSet(): Promise<LabelledSet> {
  const text = await Deno.readTextFile(new URL("./labelled_queries.json", import.meta.url));
  return JSON.parse(text) as LabelledSet;
}

/** Puts its areas and listings on the market; returns the name of each listing by its id in the database. */
export async function addLabelledSet(
  database: Queryable,
  set: LabelledSet,
): Promise<ReadonlyMap<string, string>> {
  await database.query(
    `insert into areas (name, state, aliases, part_of)
     select name, state, aliases, part_of
     from json_to_recordset($1::text::json) as area (name text, state text, aliases text[], part_of text[])`,
    [JSON.stringify(set.areas)],
  );
  await database.query("select set_config('session_replication_role', 'replica', false)", []);
  await database.query(
    `insert into organizations (id, kind, name, address)
     select '00000000-0000-7000-8000-000000000001', 'agency', 'Agency', '12 Some Road, Lagos' where $1`,
    [true],
  );
  const rows = await database.query<{ id: string; name: string }>(
    `with given as (
       select ('00000000-0000-7000-9000-' || lpad(place::text, 12, '0'))::uuid as key, told.*, one.value -> 'features' as held
       from json_array_elements($1::text::json) with ordinality as one (value, place)
       cross join lateral json_to_record(one.value) as told (id text, purpose text, kind text, bedrooms int, bathrooms int,
         naira numeric, per text, area text, lga text, state text, furnished boolean, title text)
     ), added as (
       insert into listings (id, org_id, unit_id, purpose, status, title, description, price_kobo, price_per, kind,
         bedrooms, bathrooms, is_furnished, is_verified, features, area, lga, state, location, published_at, confirm_by)
       select key, '00000000-0000-7000-8000-000000000001', key, purpose::listing_purpose, 'published', title, 'Well kept.',
         (naira * 100)::bigint, per::price_period, kind::unit_kind, bedrooms, bathrooms, furnished, false,
         array(select json_array_elements_text(held))::feature[], area, lga, state,
         extensions.st_point(3.38, 6.5)::extensions.geography, now(), now() + interval '20 days'
       from given returning id
     )
     select key::text as id, given.id as name from given`,
    [JSON.stringify(set.listings)],
  );
  await database.query("select set_config('session_replication_role', 'origin', false)", []);
  await database.query(
    "select private.sync_searchable_listing(listing) from listings as listing where $1",
    [true],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
