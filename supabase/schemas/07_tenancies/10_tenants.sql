-- Tenants are people known to an organization, linked to an account once they accept an invitation.

create table public.tenants (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  user_id uuid references public.profiles (id) on delete set null,
  full_name text not null check (private.is_line(full_name) and length(btrim(full_name)) between 1 and 160),
  email text check (private.is_line(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  phone text check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  address text not null check (private.is_line(address) and length(btrim(address)) between 5 and 300),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id)
);
comment on table public.tenants is 'A person as one organization knows them; linked to an account once they agreed to it.';
comment on column public.tenants.id is 'Time-ordered identifier.';
comment on column public.tenants.org_id is 'The organization that keeps this record.';
comment on column public.tenants.user_id is 'Their account, once linked; never set by the organization alone.';
comment on column public.tenants.full_name is 'Name as printed on papers and receipts.';
comment on column public.tenants.email is 'Where to write.';
comment on column public.tenants.phone is 'E.164 number, such as +2348031234567.';
comment on column public.tenants.address is 'Postal address as printed on receipts (Lagos Tenancy Law 2011 s.5 asks for it).';
comment on column public.tenants.created_at is 'When the record was made, UTC.';
comment on column public.tenants.updated_at is 'Last change, UTC.';
create unique index tenants_org_user_key on public.tenants (org_id, user_id) where user_id is not null;
create index tenants_user_id_idx on public.tenants (user_id);

alter table public.tenants enable row level security;

grant select, insert (org_id, full_name, email, phone, address), update (full_name, email, phone, address)
  on public.tenants to authenticated;
grant select, insert, update, delete on public.tenants to service_role;

create policy tenants_select on public.tenants for select to authenticated using (
  case
    when user_id = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
create policy tenants_insert on public.tenants for insert to authenticated
  with check (org_id = any (array(select private.my_org_ids('tenancies.write'))));
create policy tenants_update on public.tenants for update to authenticated
  using (org_id = any (array(select private.my_org_ids('tenancies.write'))))
  with check (org_id = any (array(select private.my_org_ids('tenancies.write'))));
create trigger limit_writing before insert on public.tenants
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger read_text before insert or update of full_name, email, phone, address on public.tenants
  for each row execute function private.read_text('line:full_name', 'line:email', 'line:phone', 'line:address');
create trigger touch_updated_at before update on public.tenants
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.tenants
  for each row execute function private.record_audit();
