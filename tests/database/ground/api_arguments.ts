/** What the functions of the API take, as the catalogue says it: for tests that walk all of them. */
import type { Queryable } from "../../../local/supabase/database/database.ts";

/** What an argument is read as. */
export type Reading = "date" | "time" | "amount" | "text";

/** One argument of a function of the API. */
export interface ApiArgument {
  readonly schema: "public" | "service";
  readonly fn: string;
  readonly name: string;
  readonly type: string;
  /** Undefined for what PostgreSQL itself reads in one way: ids, numbers, choices. */
  readonly reads?: Reading;
  /** The function's other arguments with their types, to call it by name. */
  readonly others: readonly { readonly name: string; readonly type: string }[];
}

/** Text that is only looked up, hashed or compared, and so may be anything; each with what becomes of it. */
export const lookedUp: Readonly<Record<string, string>> = {
  "accept_invitation.token": "hashed",
  "read_invitation.token": "hashed",
  "answer_guarantee.token": "hashed",
  "read_guarantee.token": "hashed",
  "verify_receipt.token": "looked up",
  "sign_inspection.content_hash": "compared",
  "search_listings.after": "taken apart: search.bad_cursor",
  "find_listings.after": "taken apart: search.bad_cursor",
  "suggest_areas.typed": "compared",
};

/** What people typed of what our own functions send: by name, or by function and name. */
const typedByPeople = [
  "title",
  "caption",
  "alt_text",
  "bank_reference",
  "prepare_payment_proof.note",
  "report_offline_payment.note",
  "start_verification.first_name",
  "start_verification.last_name",
  "start_verification.licensed_by",
  "start_verification.licence_number",
];

/** Every argument of every function of schemas public and service. */
export async function apiArguments(database: Queryable): Promise<ApiArgument[]> {
  const rows = await database.query<Omit<ApiArgument, "others" | "reads"> & { id: string }>(
    `select p.oid::text as id, p.pronamespace::regnamespace::text as schema, p.proname::text as fn,
       p.proargnames[place] as name, type::regtype::text as type
     from pg_proc as p cross join lateral unnest(p.proargtypes::oid[]) with ordinality as given (type, place)
     where p.pronamespace::regnamespace::text in ('public', 'service') and $1 order by 2, 3, place`,
    [true],
  );
  return rows.map(({ id, ...argument }) => ({
    ...argument,
    ...readingOf(argument),
    others: rows.filter((other) => other.id === id && other.name !== argument.name)
      .map(({ name, type }) => ({ name, type })),
  }));
}

function readingOf({ schema, fn, name, type }: Omit<ApiArgument, "others" | "reads">) {
  const reads: Reading | undefined = type === "numeric" && name.endsWith("_kobo")
    ? "amount"
    : type !== "text"
    ? undefined
    : name.endsWith("_on")
    ? "date"
    : name.endsWith("_at") || name.endsWith("_for") || name === "holds_from"
    ? "time"
    // What our own functions send is theirs to check, but for what people typed into them.
    : schema === "service"
    ? (typedByPeople.some((typed) => [name, `${fn}.${name}`].includes(typed)) ? "text" : undefined)
    : `${fn}.${name}` in lookedUp
    ? undefined
    : "text";
  return reads === undefined ? {} : { reads };
}

/** A call with one argument given, as $1, and all others null. */
export function callWith(argument: ApiArgument): string {
  const others = argument.others.map(({ name, type }) => `${name} => null::${type}`);
  return `select ${argument.schema}.${argument.fn}(${
    [`${argument.name} => $1::text::${argument.type}`, ...others].join(", ")
  })`;
}
