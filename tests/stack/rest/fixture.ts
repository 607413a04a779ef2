/** A stack with tables and functions that try what REST must get right; made before the API reads the schema. */
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { startTemporaryStack } from "../../../local/temporary_stack.ts";
import type { Stack } from "../../../local/stack.ts";

const fixtures = `
  create function public.raise_sqlstate(code text, message text default 'said', detail text default '', hint text default '')
    returns void language plpgsql as $$
  begin
    raise exception using errcode = code, message = message, detail = detail, hint = hint;
  end $$;

  create table public.specimens (
    id bigint primary key,
    amount numeric(20, 4),
    ratio double precision,
    big bigint,
    at timestamptz,
    local_at timestamp,
    day date,
    span interval,
    tags text[],
    times timestamptz[],
    period daterange,
    document jsonb,
    flag boolean,
    parent_id bigint references public.specimens,
    constraint specimens_amount_positive check (amount > 0)
  );
  create table public.bookings (
    id int primary key,
    during daterange not null,
    exclude using gist (during with &&)
  );
  grant all on public.specimens, public.bookings to anon, authenticated, service_role;

  create function public.echo_json(value jsonb) returns text language sql as 'select jsonb_typeof(value)';
  create function public.echo_big(value bigint) returns bigint language sql as 'select value';
  create function public.echo_text(value text) returns text language sql stable as 'select value';
  create function public.echo_texts(value text[]) returns text[] language sql as 'select value';
  create function public.echo_truth(value boolean) returns boolean language sql as 'select value';
  create function public.count_specimens() returns setof bigint language sql stable as 'select id from public.specimens';
  create view public.asked_headers as select
    current_setting('request.headers', true)::json ->> 'x-estate-org' as org,
    current_setting('request.method', true) as method,
    current_setting('request.path', true) as path;
  grant select on public.asked_headers to anon, authenticated, service_role;
  grant execute on function public.raise_sqlstate, public.echo_json, public.echo_big, public.echo_text, public.echo_texts, public.echo_truth, public.count_specimens
    to anon, authenticated, service_role;
`;

/** The stack, and a client with the rights of the service. */
export interface RestFixture {
  readonly stack: Stack;
  readonly service: SupabaseClient;
}

export async function startRestFixture(): Promise<RestFixture> {
  const stack = await startTemporaryStack({ onReady: (database) => database.exec(fixtures) });
  const service = createClient(stack.url, stack.secretKey, { auth: { persistSession: false } });
  return { stack, service };
}
