-- Tenants are people known to an organization; a tenancy lets a unit to one or more of them.
set lock_timeout = '5s';
set statement_timeout = '60s';

create type public.tenancy_nature as enum (
  'at_will', 'weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'fixed', 'licence'
);
comment on type public.tenancy_nature is 'The legal nature of the tenancy, on which notice lengths depend (Lagos Tenancy Law 2011 s.13).';
create type public.tenancy_status as enum (
  'draft', 'offered', 'active', 'notice_given', 'holding_over', 'ended', 'cancelled'
);
comment on type public.tenancy_status is 'Where a tenancy stands.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('tenancy', null, 'draft'), ('tenancy', null, 'offered'),
  ('tenancy', 'draft', 'offered'), ('tenancy', 'draft', 'active'), ('tenancy', 'draft', 'cancelled'),
  ('tenancy', 'offered', 'active'), ('tenancy', 'offered', 'cancelled'),
  ('tenancy', 'active', 'notice_given'), ('tenancy', 'active', 'holding_over'), ('tenancy', 'active', 'ended'),
  ('tenancy', 'notice_given', 'active'), ('tenancy', 'notice_given', 'holding_over'), ('tenancy', 'notice_given', 'ended'),
  ('tenancy', 'holding_over', 'ended');

create table public.tenants (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  user_id uuid references public.profiles (id) on delete set null,
  full_name text not null check (length(btrim(full_name)) between 1 and 160),
  email text check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  phone text check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  address text not null check (length(btrim(address)) between 5 and 300),
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

create table public.tenancies (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  unit_id uuid not null,
  hold_id uuid not null,
  nature public.tenancy_nature not null,
  status public.tenancy_status not null default 'offered',
  is_in_force boolean not null generated always as (status in ('active', 'notice_given', 'holding_over')) stored,
  starts_on date not null,
  ends_on date not null,
  rent_kobo bigint not null check (rent_kobo > 0),
  rent_per public.price_period not null check (rent_per not in ('night', 'total')),
  advance_periods smallint not null default 1 check (advance_periods between 1 and 60),
  currency text not null default 'NGN' check (currency = 'NGN'),
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (hold_id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  foreign key (org_id, hold_id) references public.unit_holds (org_id, id),
  constraint tenancies_term_check check (ends_on > starts_on)
);
comment on table public.tenancies is 'A letting of a unit. Occupation itself is the hold it owns.';
comment on column public.tenancies.id is 'Time-ordered identifier.';
comment on column public.tenancies.org_id is 'The landlord''s side.';
comment on column public.tenancies.unit_id is 'The unit let.';
comment on column public.tenancies.hold_id is 'Its claim on the unit.';
comment on column public.tenancies.nature is 'Legal nature.';
comment on column public.tenancies.status is 'Moved by functions only; ended means possession was returned, not that the term has passed.';
comment on column public.tenancies.is_in_force is 'Whether it is agreed and not over: its tenants have, or will have, possession.';
comment on column public.tenancies.starts_on is 'First day.';
comment on column public.tenancies.ends_on is 'First day after the agreed term.';
comment on column public.tenancies.rent_kobo is 'Rent for one rent_per, in kobo.';
comment on column public.tenancies.rent_per is 'What the rent is for: a year, a quarter, a month, a week.';
comment on column public.tenancies.advance_periods is 'Periods charged at once, in advance.';
comment on column public.tenancies.currency is 'ISO 4217 code of the rent.';
comment on column public.tenancies.created_by is 'The member who offered it.';
comment on column public.tenancies.created_at is 'When it was offered, UTC.';
comment on column public.tenancies.updated_at is 'Last change, UTC.';
create index tenancies_unit_idx on public.tenancies (org_id, unit_id);
create index tenancies_hold_idx on public.tenancies (org_id, hold_id);
create index tenancies_created_by_idx on public.tenancies (created_by);

create table public.tenancy_parties (
  org_id uuid not null,
  tenancy_id uuid not null,
  tenant_id uuid not null,
  accepted_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenancy_id, tenant_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, tenant_id) references public.tenants (org_id, id)
);
comment on table public.tenancy_parties is 'The tenants of a tenancy, jointly liable.';
comment on column public.tenancy_parties.org_id is 'The organization; the same for tenancy and tenant.';
comment on column public.tenancy_parties.tenancy_id is 'The tenancy.';
comment on column public.tenancy_parties.tenant_id is 'The tenant.';
comment on column public.tenancy_parties.accepted_at is 'When this tenant accepted the offer, UTC.';
comment on column public.tenancy_parties.created_at is 'When the tenant was named, UTC.';
create index tenancy_parties_tenancy_idx on public.tenancy_parties (org_id, tenancy_id);
create index tenancy_parties_tenant_idx on public.tenancy_parties (org_id, tenant_id);
create index tenancy_parties_tenant_id_idx on public.tenancy_parties (tenant_id, tenancy_id);

-- What a tenant may see ------------------------------------------------------------------------

create function private.my_tenancy_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select person.tenancy_id from private.tenancy_people as person where person.user_id = (select auth.uid());
end
$$;
comment on function private.my_tenancy_ids() is 'The tenancies in which the caller is a tenant.';

create function private.my_tenant_org_ids()
returns setof uuid
language sql
stable
security definer
set search_path = ''
rows 5
as $$
  select tenant.org_id from public.tenants as tenant where tenant.user_id = (select auth.uid())
$$;
comment on function private.my_tenant_org_ids() is 'The organizations that know the caller as a tenant.';

create function private.my_home_unit_ids()
returns setof uuid
language sql
stable
security definer
set search_path = ''
rows 5
as $$
  select tenancy.unit_id from public.tenancies as tenancy
  where tenancy.id in (select private.my_tenancy_ids()) and tenancy.status <> 'cancelled'
$$;
comment on function private.my_home_unit_ids() is 'The units that are or were let to the caller.';

create function private.my_home_property_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select unit.property_id from private.my_homes as home join public.units as unit on unit.id = home.unit_id;
end
$$;
comment on function private.my_home_property_ids() is 'The properties of the units that are or were let to the caller.';
grant execute on function private.my_tenancy_ids(), private.my_tenant_org_ids(), private.my_home_unit_ids(), private.my_home_property_ids()
  to authenticated;

alter table public.tenants enable row level security;
alter table public.tenancies enable row level security;
alter table public.tenancy_parties enable row level security;
grant select, insert (org_id, full_name, email, phone, address), update (full_name, email, phone, address)
  on public.tenants to authenticated;
grant select on public.tenancies, public.tenancy_parties to authenticated;
grant select, insert, update, delete on public.tenants, public.tenancies, public.tenancy_parties to service_role;

create policy tenants_select on public.tenants for select to authenticated
  using (user_id = (select auth.uid()) or org_id = any (array(select private.my_org_ids('tenancies.read'))));
create policy tenants_insert on public.tenants for insert to authenticated
  with check (org_id = any (array(select private.my_org_ids('tenancies.write'))));
create policy tenants_update on public.tenants for update to authenticated
  using (org_id = any (array(select private.my_org_ids('tenancies.write'))))
  with check (org_id = any (array(select private.my_org_ids('tenancies.write'))));
create policy tenancies_select on public.tenancies for select to authenticated
  using (id = any (array(select private.my_tenancy_ids())) or org_id = any (array(select private.my_org_ids('tenancies.read'))));
create policy tenancy_parties_select on public.tenancy_parties for select to authenticated
  using (tenancy_id = any (array(select private.my_tenancy_ids())) or org_id = any (array(select private.my_org_ids('tenancies.read'))));

create policy organizations_select on public.organizations for select to authenticated
  using (
    id = any (array(select private.my_org_ids('organization.read')))
    or id = any (array(select private.my_tenant_org_ids()))
  );
create policy properties_select on public.properties for select to authenticated
  using (
    org_id = any (array(select private.my_org_ids('properties.read')))
    or id = any (array(select private.my_home_property_ids()))
  );
create policy units_select on public.units for select to authenticated
  using (
    org_id = any (array(select private.my_org_ids('properties.read')))
    or id = any (array(select private.my_home_unit_ids()))
  );

create trigger guard_move before insert or update of status on public.tenancies
  for each row execute function private.guard_move('tenancy');
create trigger touch_updated_at before update on public.tenants
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.tenancies
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.tenants
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.tenancies
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.tenancy_parties
  for each row execute function private.record_audit('tenant_id');

create function private.is_tenanted(unit public.units)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.tenancies as tenancy
    where tenancy.org_id = unit.org_id and tenancy.unit_id = unit.id and tenancy.is_in_force
  )
$$;
comment on function private.is_tenanted(public.units) is 'Whether a tenancy of the unit is in force: who buys the unit takes it with the tenants.';

create view public.unit_occupancy with (security_invoker = on) as
select
  unit.id as unit_id,
  unit.org_id,
  unit.property_id,
  unit.label,
  case
    when hold.reason = 'tenancy' then 'let'
    when hold.reason is not null then 'held'
    else 'vacant'
  end as status,
  hold.period as held_for
from public.units as unit
left join public.unit_holds as hold
  on hold.org_id = unit.org_id and hold.unit_id = unit.id
  and hold.status = 'active' and (hold.expires_at is null or hold.expires_at > now())
  and hold.period @> (now() at time zone 'Africa/Lagos')::date;
comment on view public.unit_occupancy is 'Whether each unit is vacant, held or let today (Nigerian date): derived from its holds, stored nowhere.';
grant select on public.unit_occupancy to authenticated, service_role;
