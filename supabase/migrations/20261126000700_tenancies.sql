-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 a28f1d9e8b7f49c3342c5ec26cdd7969982686a7720cc47473e0b14a7a247257
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 07_tenancies/10_tenants.sql

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
create trigger limit_writing before insert or update on public.tenants
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger read_text before insert or update of full_name, email, phone, address on public.tenants
  for each row execute function private.read_text('line:full_name', 'line:email', 'line:phone', 'line:address');
create trigger touch_updated_at before update on public.tenants
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.tenants
  for each row execute function private.record_audit();

-- Known from a conversation ------------------------------------------------------------------------

create function private.invite_as_tenant(conversation_id uuid, full_name text, address text)
returns public.tenants
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  conversation public.conversations;
  tenant public.tenants;
  wrong text := case
    when full_name is null or length(btrim(full_name)) not between 1 and 160 then 'full_name'
    when address is null or length(btrim(address)) not between 5 and 300 then 'address'
  end;
begin
  select c.* into conversation from public.conversations as c
  where c.id = conversation_id and c.org_id in (select private.my_org_ids('conversations.write'));
  if not found then
    perform private.raise_problem('conversation.not_found', 'Cannot find the conversation among your organizations', 404,
      jsonb_build_object('field', 'conversation_id'));
  end if;
  perform private.require_permission(conversation.org_id, 'tenancies.write');
  if wrong is not null then
    perform private.raise_problem('tenant.bad_fact', format('Cannot keep the tenant: %s must have %s characters', wrong,
      case wrong when 'full_name' then '1 to 160' else '5 to 300' end), 400, jsonb_build_object('field', wrong));
  end if;
  insert into public.tenants as known (org_id, user_id, full_name, address)
  values (conversation.org_id, conversation.opened_by, btrim(full_name), btrim(address))
  on conflict (org_id, user_id) where user_id is not null do update
  set full_name = excluded.full_name, address = excluded.address
  returning * into tenant;
  return tenant;
end
$$;
comment on function private.invite_as_tenant(uuid, text, text) is
  'Makes the tenant record of a person who talks with the organization. The link to their account comes from the conversation that they opened, and binds them to nothing until they accept a tenancy.';
grant execute on function private.invite_as_tenant(uuid, text, text) to authenticated;

create function public.invite_as_tenant(conversation_id uuid, full_name text, address text)
returns public.tenants
language sql
set search_path = ''
as $$
  select private.limit_person('invite_as_tenant');
  select private.invite_as_tenant(
    conversation_id, private.read_line('full_name', full_name), private.read_line('address', address))
$$;
comment on function public.invite_as_tenant(uuid, text, text) is
  'Makes the person who opened this conversation known to your organization as a tenant. Errors: conversation.not_found 404, auth.forbidden 403, tenant.bad_fact 400.';
grant execute on function public.invite_as_tenant(uuid, text, text) to authenticated;

-- 07_tenancies/20_tenancies.sql

-- A tenancy lets a unit to one or more tenants.

create type public.tenancy_status as enum (
  'draft', 'offered', 'active', 'notice_given', 'holding_over', 'ended', 'cancelled'
);
comment on type public.tenancy_status is 'draft: being written; offered: the tenants may accept; active: in force; notice_given: in force until the notice ends; holding_over: its time is over, the tenants are still there; ended: possession went back; cancelled: never began.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('tenancy', null, 'draft'), ('tenancy', null, 'offered'),
  ('tenancy', 'draft', 'offered'), ('tenancy', 'draft', 'active'), ('tenancy', 'draft', 'cancelled'),
  ('tenancy', 'offered', 'active'), ('tenancy', 'offered', 'cancelled'),
  ('tenancy', 'active', 'notice_given'), ('tenancy', 'active', 'holding_over'), ('tenancy', 'active', 'ended'),
  ('tenancy', 'notice_given', 'active'), ('tenancy', 'notice_given', 'holding_over'), ('tenancy', 'notice_given', 'ended'),
  ('tenancy', 'holding_over', 'ended'),
  ('tenancy', 'holding_over', 'notice_given');

create table public.tenancies (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  unit_id uuid not null,
  hold_id uuid,
  nature public.tenancy_nature not null,
  status public.tenancy_status not null default 'offered',
  is_in_force boolean not null generated always as (status in ('active', 'notice_given', 'holding_over')) stored,
  starts_on public.calendar_date not null,
  ends_on public.calendar_date not null,
  rent_kobo public.positive_kobo not null,
  rent_per public.price_period not null check (rent_per not in ('night', 'total')),
  advance_periods smallint not null default 1 check (advance_periods between 1 and 60),
  currency text not null default 'NGN' check (currency = 'NGN'),
  parent_id uuid,
  nature_reason text constraint tenancies_nature_reason_check check (private.is_prose(nature_reason) and length(btrim(nature_reason)) between 3 and 500),
  notice_days smallint constraint tenancies_notice_days_check check (notice_days between 1 and 730),
  evidence text constraint tenancies_evidence_check check (private.is_prose(evidence) and length(btrim(evidence)) between 3 and 500),
  ended_on public.calendar_date constraint tenancies_ended_on_check check (ended_on >= starts_on),
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (hold_id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  foreign key (org_id, hold_id) references public.unit_holds (org_id, id),
  constraint tenancies_term_check check (ends_on > starts_on),
  constraint tenancies_parent_fkey foreign key (org_id, parent_id) references public.tenancies (org_id, id),
  constraint tenancies_hold_check check (hold_id is not null or parent_id is not null),
  constraint tenancies_parent_check check (parent_id <> id)
);
comment on table public.tenancies is 'A letting of a unit. Occupation itself is the hold it owns.';
comment on column public.tenancies.id is 'Time-ordered identifier.';
comment on column public.tenancies.org_id is 'The landlord''s side.';
comment on column public.tenancies.unit_id is 'The unit let.';
comment on column public.tenancies.hold_id is
  'Its claim on the unit. A renewal has none before it is accepted: until then the unit is its parent''s.';
comment on column public.tenancies.nature is 'Legal nature.';
comment on column public.tenancies.status is 'Moved by functions only; ended means possession was returned, not that the term has passed.';
comment on column public.tenancies.is_in_force is 'Whether it is agreed and not over: its tenants have, or will have, possession.';
comment on column public.tenancies.starts_on is 'First day.';
comment on column public.tenancies.ends_on is 'First day after the agreed term.';
comment on column public.tenancies.rent_kobo is 'Rent for one rent_per, in kobo.';
comment on column public.tenancies.rent_per is 'What the rent is for: a year, a quarter, a month, a week.';
comment on column public.tenancies.advance_periods is 'Periods charged at once, in advance.';
comment on column public.tenancies.currency is 'ISO 4217 code of the rent.';
comment on column public.tenancies.parent_id is 'The tenancy that this one renews.';
comment on column public.tenancies.nature_reason is 'Why the nature is another than the period of the rent implies; null when it is not.';
comment on column public.tenancies.notice_days is 'Days of notice that were agreed; null: as the law says.';
comment on column public.tenancies.evidence is 'The paper on which tenants without an account agreed, as the member who activated it described it.';
comment on column public.tenancies.ended_on is 'Nigerian date on which possession was returned.';
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
alter table public.tenancies enable row level security;
alter table public.tenancy_parties enable row level security;

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
grant select on public.tenancies, public.tenancy_parties to authenticated;
grant select, insert, update, delete on public.tenancies, public.tenancy_parties to service_role;

-- 07_tenancies/25_tenancy_people.sql

-- Who sees which tenancy, its unit and its landlord. The accounts behind its parties stand ready to be read: one look
-- into an index for every list. The rule stays where it is (tenancy_parties, tenants): this follows by trigger.

create table private.tenancy_people (
  user_id uuid not null references public.profiles (id) on delete cascade,
  tenancy_id uuid not null,
  tenant_id uuid not null,
  primary key (user_id, tenancy_id, tenant_id),
  foreign key (tenancy_id, tenant_id) references public.tenancy_parties (tenancy_id, tenant_id) on update cascade on delete cascade
);
comment on table private.tenancy_people is 'The accounts behind the parties of each tenancy: tenancy_parties by tenants.user_id, kept by trigger.';
comment on column private.tenancy_people.user_id is 'The tenant''s account.';
comment on column private.tenancy_people.tenancy_id is 'The tenancy.';
comment on column private.tenancy_people.tenant_id is 'The tenant that the account is; one person may be two tenants of a tenancy.';
create index tenancy_people_party_idx on private.tenancy_people (tenancy_id, tenant_id);
create index tenancy_people_tenant_idx on private.tenancy_people (tenant_id);
alter table private.tenancy_people enable row level security;

create function private.follow_tenancy_party(party public.tenancy_parties)
returns void
language plpgsql
set search_path = ''
as $$
declare
  person uuid;
begin
  -- Locked, so that a tenant who takes up their account at this moment is missed neither here nor there.
  select tenant.user_id into person from public.tenants as tenant where tenant.id = party.tenant_id for share;
  if person is not null then
    insert into private.tenancy_people (user_id, tenancy_id, tenant_id)
    values (person, party.tenancy_id, party.tenant_id);
  end if;
end
$$;
comment on function private.follow_tenancy_party(public.tenancy_parties) is
  'A tenant with an account reaches the tenancy that names them. Who is taken out loses it by the foreign key.';

create function private.after_party_named()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.follow_tenancy_party(new);
  perform private.notify_tenancy_party(new);
  return null;
end
$$;
comment on function private.after_party_named() is 'Trigger: a tenant named in a tenancy reaches it, and then hears of it.';
create trigger after_party_named after insert on public.tenancy_parties
  for each row execute function private.after_party_named();

create function private.follow_tenant_account()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from private.tenancy_people as person where person.tenant_id = new.id;
  insert into private.tenancy_people (user_id, tenancy_id, tenant_id)
  select new.user_id, party.tenancy_id, party.tenant_id
  from public.tenancy_parties as party
  where party.tenant_id = new.id and new.user_id is not null;
  return null;
end
$$;
comment on function private.follow_tenant_account() is
  'Trigger: who takes up a tenant''s place reaches their tenancies, who gives it up reaches them no more.';
create trigger follow_tenant_account after update of user_id on public.tenants
  for each row when (old.user_id is distinct from new.user_id) execute function private.follow_tenant_account();

-- Asked by policies -----------------------------------------------------------------------------

create view private.my_tenancies as
select person.tenancy_id from private.tenancy_people as person
where person.user_id = (select user_id from private.caller);
comment on view private.my_tenancies is 'The tenancies in which the caller is a tenant.';

create view private.my_homes as
select tenancy.unit_id
from private.my_tenancies as mine
join public.tenancies as tenancy on tenancy.id = mine.tenancy_id and tenancy.status <> 'cancelled';
comment on view private.my_homes is 'The units that are or were let to the caller.';
grant select on private.my_tenancies, private.my_homes to authenticated;

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
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select tenant.org_id from public.tenants as tenant where tenant.user_id = (select auth.uid());
end
$$;
comment on function private.my_tenant_org_ids() is 'The organizations that know the caller as a tenant.';

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
grant execute on function private.my_tenancy_ids(), private.my_tenant_org_ids(), private.my_home_property_ids()
  to authenticated;
create policy tenancies_select on public.tenancies for select to authenticated using (
  case
    when id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
create policy tenancy_parties_select on public.tenancy_parties for select to authenticated using (
  case
    when tenancy_id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);

create policy organizations_select on public.organizations for select to authenticated using (
  id = any (array(select private.my_org_ids('organization.read')))
  or id = any (array(select private.my_tenant_org_ids()))
  or id = any (array(select private.my_mandate_party_ids()))
);
create policy properties_select on public.properties for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('properties.read'))) then true
    when id = any (array(select private.my_home_property_ids())) then true
    when id = any (array(select private.my_mandated_property_ids())) then true
  end is not null
);
create policy units_select on public.units for select to authenticated using (
  case
    when id = any (array(select unit_id from private.my_homes)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'properties.read')) then true
    when id = any (array(select private.my_mandated_unit_ids())) then true
  end is not null
);

create trigger guard_move before insert or update of status on public.tenancies
  for each row execute function private.guard_move('tenancy');
create trigger touch_updated_at before update on public.tenancies
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.tenancies
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.tenancy_parties
  for each row execute function private.record_audit('tenant_id');

-- 07_tenancies/28_unit_occupancy.sql

-- What a unit is used for today, and when it is free again.

create view public.unit_occupancy with (security_invoker = on) as
select
  unit.id as unit_id,
  unit.org_id,
  unit.property_id,
  unit.label,
  case hold.reason
    when 'tenancy' then 'let'
    when 'shortlet' then 'stay'
    when 'offer' then 'reserved'
    when 'payment' then 'reserved'
    when 'sale' then 'sold'
    else 'vacant'
  end as status,
  hold.period as held_for,
  case when hold.id is not null then (
    -- Claims that follow each other without a free day count as one.
    select upper(busy.days)
    from (
      select unnest(range_agg(claim.period)) as days
      from public.unit_holds as claim
      where claim.org_id = unit.org_id and claim.unit_id = unit.id
        and claim.status = 'active' and (claim.expires_at is null or claim.expires_at > now())
    ) as busy
    where busy.days @> (now() at time zone 'Africa/Lagos')::date
  ) end as next_free_on
from public.units as unit
left join lateral (
  -- Two at most, on possession and on title: who uses it comes before a sale under way, and after one that is closed.
  select claim.id, claim.reason, claim.period
  from public.unit_holds as claim
  where claim.org_id = unit.org_id and claim.unit_id = unit.id
    and claim.status = 'active' and (claim.expires_at is null or claim.expires_at > now())
    and claim.period @> (now() at time zone 'Africa/Lagos')::date
  order by claim.reason = 'sale' desc, claim.held_right
  limit 1
) as hold on true;
comment on view public.unit_occupancy is
  'What each unit is used for today (Nigerian date), for its organization: derived from its holds, stored nowhere.';
comment on column public.unit_occupancy.status is 'let (a tenancy), reserved (an offer or a payment under way), stay (a shortlet), sold, or vacant.';
comment on column public.unit_occupancy.held_for is 'The days of today''s claim; null when vacant.';
comment on column public.unit_occupancy.next_free_on is 'The first day without a claim; null when vacant today or taken without an end.';
grant select on public.unit_occupancy to authenticated, service_role;

-- 07_tenancies/30_offering.sql

-- Offering a tenancy: what can be agreed, and the unit taken from that moment.

create function private.period_length(per public.price_period)
returns interval
language sql
immutable
set search_path = ''
as $$
  select case per
    when 'year' then interval '1 year'
    when 'half_year' then interval '6 months'
    when 'quarter' then interval '3 months'
    when 'month' then interval '1 month'
    when 'week' then interval '7 days'
    when 'night' then interval '1 day'
  end
$$;
comment on function private.period_length(public.price_period) is 'How long one price period lasts; null for a sale.';

create function private.nature_of(per public.price_period)
returns public.tenancy_nature
language sql
immutable
set search_path = ''
as $$
  select (case per
    when 'year' then 'yearly'
    when 'half_year' then 'half_yearly'
    when 'quarter' then 'quarterly'
    when 'month' then 'monthly'
    when 'week' then 'weekly'
    else 'licence'
  end)::public.tenancy_nature
$$;
comment on function private.nature_of(public.price_period) is
  'The nature of a tenancy follows when rent is paid, unless shown otherwise (Lagos Tenancy Law 2011 s.13(6)).';

grant execute on function private.period_length(public.price_period) to anon, authenticated, service_role;
create index tenancies_parent_idx on public.tenancies (org_id, parent_id);
create unique index tenancies_live_renewal_key on public.tenancies (parent_id) where status not in ('cancelled', 'ended');
comment on index public.tenancies_live_renewal_key is 'A tenancy is renewed once at a time.';

-- Offering --------------------------------------------------------------------------------------

create function private.require_terms(
  starts_on public.calendar_date, ends_on public.calendar_date, rent_kobo public.kobo, rent_per public.price_period, advance_periods smallint,
  nature public.tenancy_nature, nature_reason text, notice_days smallint)
returns void
language plpgsql
set search_path = ''
as $$
declare
  -- The first rule that the terms break: code, field, words.
  broken text[] := case
    when starts_on is null then array['tenancy.bad_term', 'starts_on', 'starts_on is missing']
    when starts_on < private.lagos_date() - interval '30 years' then
      array['tenancy.bad_term', 'starts_on', 'it would have begun over 30 years ago: offer the part that runs now']
    when ends_on is null then array['tenancy.bad_term', 'term_months', 'give term_months or ends_on']
    when ends_on <= starts_on then array['tenancy.bad_term', 'ends_on', 'ends_on must come after starts_on']
    when ends_on > starts_on + interval '99 years' then array['tenancy.bad_term', 'ends_on', 'the term is over 99 years']
    when rent_kobo is null or rent_kobo <= 0 then array['tenancy.bad_rent', 'rent_kobo', 'rent_kobo must be over zero']
    when rent_kobo::numeric * advance_periods > 1000000000000000 then
      array['tenancy.bad_rent', 'rent_kobo', 'rent_kobo for advance_periods must be at most 1,000,000,000,000,000']
    when rent_per is null or rent_per in ('night', 'total') then
      array['tenancy.bad_rent', 'rent_per', 'rent_per must be year, half_year, quarter, month or week']
    when advance_periods is null or advance_periods not between 1 and 60 then
      array['tenancy.bad_rent', 'advance_periods', 'advance_periods must be between 1 and 60']
    when notice_days not between 1 and 730 then
      array['tenancy.bad_term', 'notice_days', 'notice_days must be between 1 and 730']
  end;
begin
  if broken is not null then
    perform private.raise_problem(broken[1], 'Cannot offer a tenancy: ' || broken[3], 400, jsonb_build_object('field', broken[2]));
  end if;
  if nature <> private.nature_of(rent_per) and coalesce(length(btrim(nature_reason)), 0) not between 3 and 500 then
    perform private.raise_problem('tenancy.bad_nature',
      format('Cannot offer a tenancy: rent by the %s makes it %s unless nature_reason says why not',
        replace(rent_per::text, '_', ' '), replace(private.nature_of(rent_per)::text, '_', ' ')), 400,
      jsonb_build_object('field', 'nature_reason'));
  end if;
end
$$;
comment on function private.require_terms(public.calendar_date, public.calendar_date, public.kobo, public.price_period, smallint, public.tenancy_nature, text, smallint) is
  'Refuses terms that make no sense, by the field: tenancy.bad_term, tenancy.bad_rent, tenancy.bad_nature 400. Of first tenancies and renewals alike.';

create function private.term_end(starts_on public.calendar_date, term_months integer, ends_on public.calendar_date)
returns public.calendar_date
language plpgsql
set search_path = ''
as $$
begin
  if term_months not between 1 and 1188 then
    perform private.raise_problem('tenancy.bad_term', 'Cannot offer a tenancy: term_months must be between 1 and 1,188', 400,
      jsonb_build_object('field', 'term_months'));
  end if;
  if ends_on <> (starts_on + make_interval(months => term_months))::date then
    perform private.raise_problem('tenancy.bad_term', 'Cannot offer a tenancy: term_months and ends_on disagree, give one of them', 400,
      jsonb_build_object('field', 'ends_on'));
  end if;
  return coalesce(ends_on, (starts_on + make_interval(months => coalesce(term_months, 12)))::date::public.calendar_date);
exception when check_violation then
  perform private.raise_problem('tenancy.bad_term', 'Cannot offer a tenancy: its term ends after 2199', 400,
    jsonb_build_object('field', 'term_months'));
  return null;
end
$$;
comment on function private.term_end(public.calendar_date, integer, public.calendar_date) is
  'First day after the term: as given, or after so many months, twelve when neither is given. Error: tenancy.bad_term 400.';

create function private.offer_tenancy(
  unit_id uuid, tenant_ids uuid[], starts_on public.calendar_date, ends_on public.calendar_date, rent_kobo public.kobo, rent_per public.price_period,
  advance_periods smallint, nature public.tenancy_nature, nature_reason text, notice_days smallint)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  unit public.units;
  hold_id uuid;
  offered public.tenancies;
begin
  select u.* into unit from public.units as u
  where u.id = unit_id and u.org_id in (select private.my_org_ids('properties.read'));
  if not found then
    perform private.raise_problem('unit.not_found', 'Cannot find the unit among your organizations', 404,
      jsonb_build_object('field', 'unit_id'));
  end if;
  perform private.require_permission(unit.org_id, 'tenancies.write');
  perform private.require_terms(starts_on, ends_on, rent_kobo, rent_per, advance_periods, nature, nature_reason, notice_days);
  if coalesce(cardinality(tenant_ids), 0) = 0 or exists (
    select from unnest(tenant_ids) as wanted (id)
    where not exists (
      select from public.tenants as tenant where tenant.id = wanted.id and tenant.org_id = unit.org_id
    )
  ) then
    perform private.raise_problem('tenancy.unknown_tenant', 'Cannot offer a tenancy: name at least one tenant of the organization', 400,
      jsonb_build_object('field', 'tenant_ids'));
  end if;
  hold_id := private.take_hold(unit, daterange(starts_on, null), 'tenancy');
  insert into public.tenancies (
    org_id, unit_id, hold_id, nature, nature_reason, starts_on, ends_on, rent_kobo, rent_per, advance_periods, notice_days, created_by
  )
  values (
    unit.org_id, unit.id, hold_id, coalesce(nature, private.nature_of(rent_per)),
    case when nature <> private.nature_of(rent_per) then btrim(nature_reason) end,
    starts_on, ends_on, rent_kobo, rent_per, advance_periods, notice_days, (select auth.uid())
  )
  returning * into offered;
  insert into public.tenancy_parties (org_id, tenancy_id, tenant_id)
  select unit.org_id, offered.id, wanted.id from (select distinct unnest(tenant_ids) as id) as wanted;
  return offered;
end
$$;
comment on function private.offer_tenancy(uuid, uuid[], public.calendar_date, public.calendar_date, public.kobo, public.price_period, smallint, public.tenancy_nature, text, smallint) is
  'Checks the caller and the terms, claims the unit, writes tenancy and parties: all or nothing.';
grant execute on function private.offer_tenancy(uuid, uuid[], public.calendar_date, public.calendar_date, public.kobo, public.price_period, smallint, public.tenancy_nature, text, smallint),
  private.term_end(public.calendar_date, integer, public.calendar_date) to authenticated;

create function public.offer_tenancy(
  unit_id uuid,
  tenant_ids uuid[],
  starts_on text,
  rent_kobo numeric,
  rent_per public.price_period default 'year',
  term_months integer default null,
  advance_periods smallint default 1,
  ends_on text default null,
  nature public.tenancy_nature default null,
  nature_reason text default null,
  notice_days smallint default null
)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('offer_tenancy');
  select private.offer_tenancy(
    unit_id, tenant_ids, private.read_date('starts_on', starts_on),
    private.term_end(private.read_date('starts_on', starts_on), term_months, private.read_date('ends_on', ends_on)),
    private.read_kobo('rent_kobo', rent_kobo), rent_per, advance_periods, nature,
    private.read_prose('nature_reason', nature_reason), notice_days)
$$;
comment on function public.offer_tenancy(uuid, uuid[], text, numeric, public.price_period, integer, smallint, text, public.tenancy_nature, text, smallint) is
  'Offers a unit to tenants from a date until ends_on, or for term_months (12 when neither is given); the unit is taken from that moment. Rent in kobo for one rent_per. The nature follows rent_per unless given with nature_reason; notice_days is what was agreed in place of the law''s. Errors: unit.not_found 404, auth.forbidden 403, unit.already_taken 409, tenancy.bad_term, tenancy.bad_rent, tenancy.bad_nature, tenancy.unknown_tenant 400.';
grant execute on function public.offer_tenancy(uuid, uuid[], text, numeric, public.price_period, integer, smallint, text, public.tenancy_nature, text, smallint)
  to authenticated;

-- 07_tenancies/35_moving.sql

-- How a tenancy moves: locked in one order by everyone, moved by one function, and what happens then.

create function private.lock_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
begin
  -- The unit first, as whoever takes a hold does; then a parent before its renewal. In another order two moves could
  -- wait for each other.
  perform from public.units as unit
  where unit.id = (select t.unit_id from public.tenancies as t where t.id = tenancy_id)
  for no key update;
  perform from public.tenancies as parent
  where parent.id = (select child.parent_id from public.tenancies as child where child.id = tenancy_id)
  for update;
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id for update;
  return tenancy;
end
$$;
comment on function private.lock_tenancy(uuid) is 'Locks a tenancy, after its unit and the one that it renews.';

create function private.lock_written_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  tenancy public.tenancies := private.lock_tenancy(tenancy_id);
begin
  if tenancy.id is null or not exists (
    select from private.my_org_ids('tenancies.read') as mine where mine = tenancy.org_id
  ) then
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among your organizations', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_permission(tenancy.org_id, 'tenancies.write');
  return tenancy;
end
$$;
comment on function private.lock_written_tenancy(uuid) is
  'Locks a tenancy that the caller may change as a member. Errors: tenancy.not_found 404, auth.forbidden 403.';

create function private.lock_own_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  tenancy public.tenancies := private.lock_tenancy(tenancy_id);
begin
  if tenancy.id is null or not exists (select from private.my_tenancy_ids() as mine where mine = tenancy.id) then
    perform private.raise_problem('tenancy.not_found', 'Cannot find a tenancy offered to you', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  return tenancy;
end
$$;
comment on function private.lock_own_tenancy(uuid) is 'Locks a tenancy in which the caller is a tenant. Error: tenancy.not_found 404.';

create function private.move_tenancy(tenancy_id uuid, to_status public.tenancy_status, reason text default null)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  moved public.tenancies;
begin
  perform private.begin_move('tenancy', tenancy_id, reason);
  update public.tenancies as tenancy set status = to_status where tenancy.id = tenancy_id
  returning * into moved;
  if to_status in ('ended', 'cancelled') and moved.hold_id is not null then
    perform private.move_hold(moved.hold_id, 'released', 'Tenancy ' || to_status);
  end if;
  return moved;
end
$$;
comment on function private.move_tenancy(uuid, public.tenancy_status, text) is
  'Moves a tenancy; ending or cancelling frees the unit.';

-- What happens when a tenancy moves, in this order ---------------------------------------------------

create function private.after_tenancy_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.status = 'active' then
    perform private.schedule_rent(new);
    if old.status = 'offered' then
      perform private.notify_tenancy(new);
    end if;
  elsif new.status = 'cancelled' then
    perform private.reopen_listing_of_offer(new);
  elsif new.status in ('holding_over', 'ended') then
    perform private.notify_tenancy_end(new);
  end if;
  return null;
end
$$;
comment on function private.after_tenancy_moved() is
  'Trigger: one that becomes active is charged and its landlord told; one that is cancelled gives its listing back to the market; of the end both sides hear. Its claim on the unit: see private.move_tenancy().';
create trigger after_tenancy_moved after update of status on public.tenancies
  for each row when (old.status <> new.status) execute function private.after_tenancy_moved();

-- 07_tenancies/40_becoming_active.sql

-- What makes a tenancy active: every tenant with an account has accepted it, or those without one agreed on paper. A
-- renewal takes the unit over from its parent without a day between. What follows: private.after_tenancy_moved().

create function private.take_over_from_parent(renewal public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
declare
  parent public.tenancies;
  unit public.units;
begin
  select t.* into parent from public.tenancies as t where t.id = renewal.parent_id;
  if parent.status not in ('active', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot renew: the tenancy that it renews is %s', replace(parent.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  select u.* into unit from public.units as u where u.id = renewal.unit_id;
  -- The parent's claim ends on the day on which the renewal's begins: at no moment is the unit free between them.
  update public.unit_holds as hold set period = daterange(lower(hold.period), renewal.starts_on) where hold.id = parent.hold_id;
  update public.tenancies as t
  set hold_id = private.take_hold(unit, daterange(renewal.starts_on, null), 'tenancy')
  where t.id = renewal.id;
end
$$;
comment on function private.take_over_from_parent(public.tenancies) is
  'Divides the claim on the unit between a tenancy and its accepted renewal; both are locked. Error: tenancy.not_in_force 409.';

create function private.begin_tenancy(tenancy public.tenancies, reason text)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  advertised uuid;
  begun public.tenancies;
begin
  if tenancy.parent_id is not null then
    perform private.take_over_from_parent(tenancy);
  end if;
  begun := private.move_tenancy(tenancy.id, 'active', reason);
  if begun.parent_id is not null and begun.starts_on <= private.lagos_date() then
    perform private.move_tenancy(begun.parent_id, 'ended', 'Renewed');
  end if;
  for advertised in
    select listing.id from public.listings as listing
    where listing.org_id = begun.org_id and listing.unit_id = begun.unit_id and listing.purpose = 'rent'
      and listing.status in ('published', 'paused', 'stale', 'reserved')
  loop
    perform private.move_listing(advertised, 'let', 'Let by a tenancy');
  end loop;
  return begun;
end
$$;
comment on function private.begin_tenancy(public.tenancies, text) is
  'Makes a locked, agreed tenancy active, ends the one that it renews if its term is over, and takes listings off the market.';

create function private.accept_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_own_tenancy(tenancy_id);
begin
  if tenancy.status not in ('cancelled', 'ended') then
    update public.tenancy_parties as party
    set accepted_at = now()
    from public.tenants as tenant
    where party.tenancy_id = tenancy.id and tenant.id = party.tenant_id
      and tenant.user_id = (select auth.uid()) and party.accepted_at is null;
  end if;
  -- Parties without an account cannot accept here; those with one all must.
  if tenancy.status = 'offered' and not exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id and tenant.user_id is not null and party.accepted_at is null
  ) then
    tenancy := private.begin_tenancy(tenancy, 'Accepted by every tenant with an account');
  end if;
  return tenancy;
end
$$;
comment on function private.accept_tenancy(uuid) is
  'Records the caller''s acceptance; the last one makes the tenancy active and takes the listing off the market.';
grant execute on function private.accept_tenancy(uuid) to authenticated;

create function public.accept_tenancy(tenancy_id uuid)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('accept_tenancy');
  select private.accept_tenancy(tenancy_id)
$$;
comment on function public.accept_tenancy(uuid) is
  'Accepts a tenancy or a renewal offered to you, or joins an active one as a co-tenant. Safe to repeat. Errors: tenancy.not_found 404, tenancy.not_in_force 409 for a renewal of what is over.';
grant execute on function public.accept_tenancy(uuid) to authenticated;

create function private.decline_tenancy(tenancy_id uuid, reason text)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
declare
  tenancy public.tenancies := private.lock_own_tenancy(tenancy_id);
begin
  if tenancy.status not in ('offered', 'cancelled') then
    perform private.raise_problem('tenancy.illegal_transition',
      format('Cannot decline: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  return private.move_tenancy(tenancy.id, 'cancelled', coalesce(nullif(btrim(reason), ''), 'Declined by a tenant'));
end
$$;
comment on function private.decline_tenancy(uuid, text) is 'Checks that the caller is a tenant of it, then cancels the offer.';
grant execute on function private.decline_tenancy(uuid, text) to authenticated;

create function public.decline_tenancy(tenancy_id uuid, reason text default null)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('decline_tenancy');
  select private.decline_tenancy(tenancy_id, private.read_prose('reason', reason))
$$;
comment on function public.decline_tenancy(uuid, text) is
  'Declines a tenancy or a renewal offered to you. Safe to repeat. Errors: tenancy.not_found 404, tenancy.illegal_transition 409.';
grant execute on function public.decline_tenancy(uuid, text) to authenticated;

create function private.activate_tenancy(tenancy_id uuid, evidence text)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
begin
  if evidence is null or length(btrim(evidence)) not between 3 and 500 then
    perform private.raise_problem('tenancy.bad_evidence', 'Cannot activate: say in 3 to 500 characters on which paper the tenants agreed', 400,
      jsonb_build_object('field', 'evidence'));
  end if;
  if tenancy.is_in_force and tenancy.evidence = btrim(evidence) then
    return tenancy;
  end if;
  -- Other states may become active too, but not by paper: a notice is withdrawn by who gave it.
  if tenancy.status <> 'offered' then
    perform private.raise_problem('tenancy.illegal_transition',
      format('Cannot activate: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id and tenant.user_id is not null and party.accepted_at is null
  ) then
    perform private.raise_problem('tenancy.not_accepted', 'Cannot activate: a tenant with an account has not accepted yet, and only they can', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  update public.tenancy_parties as party set accepted_at = now() where party.tenancy_id = tenancy.id and party.accepted_at is null;
  update public.tenancies as t set evidence = btrim(evidence) where t.id = tenancy.id returning t.* into tenancy;
  return private.begin_tenancy(tenancy, 'Agreed on paper');
end
$$;
comment on function private.activate_tenancy(uuid, text) is 'Checks the caller and the parties, then begins the tenancy.';
grant execute on function private.activate_tenancy(uuid, text) to authenticated;

create function public.activate_tenancy(tenancy_id uuid, evidence text)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('activate_tenancy');
  select private.activate_tenancy(tenancy_id, private.read_prose('evidence', evidence))
$$;
comment on function public.activate_tenancy(uuid, text) is
  'Begins an offered tenancy to which tenants without an account agreed on paper; evidence says which. Tenants with an account must have accepted themselves. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.bad_evidence 400, tenancy.not_accepted, tenancy.illegal_transition 409.';
grant execute on function public.activate_tenancy(uuid, text) to authenticated;

-- 07_tenancies/45_parties.sql

-- The parties of a tenancy: naming one more tenant, and taking one out who has not accepted.

create function private.add_tenancy_party(tenancy_id uuid, tenant_id uuid)
returns public.tenancy_parties
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
  party public.tenancy_parties;
begin
  if tenancy.status <> 'offered' and not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot add a tenant: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if not exists (select from public.tenants as tenant where tenant.id = tenant_id and tenant.org_id = tenancy.org_id) then
    perform private.raise_problem('tenancy.unknown_tenant', 'Cannot add the tenant: your organization does not know them', 400,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  -- Who has accepted agreed to be liable with those named then, and with no one else.
  if tenancy.status = 'offered'
    and exists (
      select from public.tenancy_parties as named where named.tenancy_id = tenancy.id and named.accepted_at is not null)
    and not exists (
      select from public.tenancy_parties as named where named.tenancy_id = tenancy.id and named.tenant_id = tenant_id) then
    perform private.raise_problem('tenancy.party_bound',
      'Cannot add the tenant: another has accepted the offer as it is; withdraw it and offer anew', 409,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  insert into public.tenancy_parties (org_id, tenancy_id, tenant_id)
  values (tenancy.org_id, tenancy.id, tenant_id)
  on conflict do nothing;
  select p.* into strict party from public.tenancy_parties as p where p.tenancy_id = tenancy.id and p.tenant_id = tenant_id;
  return party;
end
$$;
comment on function private.add_tenancy_party(uuid, uuid) is 'Checks the caller, then names one more tenant.';

create function private.remove_tenancy_party(tenancy_id uuid, tenant_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
begin
  if exists (
    select from public.tenancy_parties as party
    where party.tenancy_id = tenancy.id and party.tenant_id = tenant_id and party.accepted_at is not null
  ) then
    perform private.raise_problem('tenancy.party_bound', 'Cannot remove the tenant: they have accepted and are liable', 409,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  if not exists (
    select from public.tenancy_parties as party where party.tenancy_id = tenancy.id and party.tenant_id <> tenant_id
  ) then
    perform private.raise_problem('tenancy.party_bound', 'Cannot remove the tenant: a tenancy needs one', 409,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  delete from public.tenancy_parties as party where party.tenancy_id = tenancy.id and party.tenant_id = tenant_id;
  -- The one removed may have been the last whose answer was awaited.
  if tenancy.status = 'offered' and exists (
    select from public.tenancy_parties as party where party.tenancy_id = tenancy.id and party.accepted_at is not null
  ) and not exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id and tenant.user_id is not null and party.accepted_at is null
  ) then
    perform private.begin_tenancy(tenancy, 'Accepted by every tenant with an account');
  end if;
end
$$;
comment on function private.remove_tenancy_party(uuid, uuid) is 'Checks the caller, then removes a tenant who has not accepted.';
grant execute on function private.add_tenancy_party(uuid, uuid), private.remove_tenancy_party(uuid, uuid) to authenticated;

create function public.add_tenancy_party(tenancy_id uuid, tenant_id uuid)
returns public.tenancy_parties
language sql
set search_path = ''
as $$
  select private.limit_person('add_tenancy_party');
  select private.add_tenancy_party(tenancy_id, tenant_id)
$$;
comment on function public.add_tenancy_party(uuid, uuid) is
  'Names one more tenant, jointly liable once they accept; not in an offer that somebody has accepted. Safe to repeat. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.unknown_tenant 400, tenancy.not_in_force, tenancy.party_bound 409.';
create function public.remove_tenancy_party(tenancy_id uuid, tenant_id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('remove_tenancy_party');
  select private.remove_tenancy_party(tenancy_id, tenant_id)
$$;
comment on function public.remove_tenancy_party(uuid, uuid) is
  'Removes a tenant who has not accepted. Safe to repeat. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.party_bound 409 for the last one and for who has accepted.';
grant execute on function public.add_tenancy_party(uuid, uuid), public.remove_tenancy_party(uuid, uuid) to authenticated;

-- 07_tenancies/50_renewing_and_ending.sql

-- A renewal is a tenancy of its own that follows its parent, and what ends one says what becomes of the other.

create function private.offer_renewal(
  tenancy_id uuid, rent_kobo public.kobo, rent_per public.price_period, term_months integer, ends_on public.calendar_date, advance_periods smallint)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  parent public.tenancies := private.lock_written_tenancy(tenancy_id);
  per public.price_period := coalesce(rent_per, parent.rent_per);
  advance smallint := coalesce(advance_periods, parent.advance_periods);
  until_on date := private.term_end(parent.ends_on, term_months, ends_on);
  renewal public.tenancies;
begin
  if parent.status not in ('active', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot renew: the tenancy is %s', replace(parent.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_terms(parent.ends_on, until_on, rent_kobo, per, advance,
    case when per = parent.rent_per then parent.nature end, parent.nature_reason, parent.notice_days);
  insert into public.tenancies (
    org_id, unit_id, parent_id, nature, nature_reason, starts_on, ends_on, rent_kobo, rent_per, advance_periods, notice_days, created_by
  )
  values (
    parent.org_id, parent.unit_id, parent.id,
    case when per = parent.rent_per then parent.nature else private.nature_of(per) end,
    case when per = parent.rent_per then parent.nature_reason end,
    parent.ends_on, until_on, rent_kobo, per, advance, parent.notice_days, (select auth.uid())
  )
  returning * into renewal;
  insert into public.tenancy_parties (org_id, tenancy_id, tenant_id)
  select party.org_id, renewal.id, party.tenant_id
  from public.tenancy_parties as party
  join public.tenants as tenant on tenant.id = party.tenant_id
  -- Who has an account and never accepted is no tenant of the parent; who has none could not.
  where party.tenancy_id = parent.id and (party.accepted_at is not null or tenant.user_id is null);
  return renewal;
exception when unique_violation then
  perform private.raise_problem('tenancy.already_renewed', 'Cannot renew: a renewal is offered or agreed already', 409,
    jsonb_build_object('field', 'tenancy_id'));
  return null;
end
$$;
comment on function private.offer_renewal(uuid, public.kobo, public.price_period, integer, public.calendar_date, smallint) is
  'Checks the caller and the terms, then writes the renewal with the parent''s tenants; the unit stays the parent''s until it is accepted.';
grant execute on function private.offer_renewal(uuid, public.kobo, public.price_period, integer, public.calendar_date, smallint) to authenticated;

create function public.offer_renewal(
  tenancy_id uuid,
  rent_kobo numeric,
  rent_per public.price_period default null,
  term_months integer default null,
  ends_on text default null,
  advance_periods smallint default null
)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('offer_renewal');
  select private.offer_renewal(
    tenancy_id, private.read_kobo('rent_kobo', rent_kobo), rent_per, term_months,
    private.read_date('ends_on', ends_on), advance_periods)
$$;
comment on function public.offer_renewal(uuid, numeric, public.price_period, integer, text, smallint) is
  'Offers the tenants of a tenancy to stay from the end of its term until ends_on, or for term_months (12 when neither is given); what is left out is as before. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.bad_term, tenancy.bad_rent, tenancy.bad_nature 400, tenancy.not_in_force, tenancy.already_renewed 409.';
grant execute on function public.offer_renewal(uuid, numeric, public.price_period, integer, text, smallint) to authenticated;

-- Ending ----------------------------------------------------------------------------------------

create function private.reverse_charges_from(tenancy public.tenancies, from_on public.calendar_date)
returns void
language sql
set search_path = ''
as $$
  -- Locked in the order in which settling locks them: what a payment settles at this moment is seen as paid, and what
  -- is taken back first is not settled any more.
  with unpaid as (
    select charge.* from public.charges as charge
    where charge.org_id = tenancy.org_id and charge.tenancy_id = tenancy.id and charge.kind = 'rent'
      and charge.reverses_id is null and lower(charge.period) >= from_on
      and not charge.is_reversed and charge.paid_kobo = 0
    order by charge.id for no key update
  )
  insert into public.charges (org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description, reverses_id)
  select org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, -amount_kobo, 'Taken back: the tenancy ended before', id
  from unpaid
$$;
comment on function private.reverse_charges_from(public.tenancies, public.calendar_date) is
  'Takes back the unpaid rent of periods that begin on a day or later. What was paid stays, and what is owed from before.';

create function private.end_tenancy(tenancy_id uuid, reason text, possession_returned_on public.calendar_date)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
  returned_on date := coalesce(possession_returned_on, private.lagos_date());
  parent public.tenancies;
  renewal record;
begin
  if tenancy.status in ('draft', 'offered', 'cancelled') then
    return private.move_tenancy(tenancy.id, 'cancelled', reason);
  end if;
  if tenancy.status = 'ended' then
    return tenancy;
  end if;
  if returned_on > private.lagos_date() then
    perform private.raise_problem('tenancy.bad_term', 'Cannot end: possession_returned_on lies in the future; give notice instead', 400,
      jsonb_build_object('field', 'possession_returned_on'));
  end if;
  if tenancy.starts_on > returned_on then
    if possession_returned_on is not null then
      perform private.raise_problem('tenancy.bad_term', 'Cannot end: possession_returned_on lies before the first day', 400,
        jsonb_build_object('field', 'possession_returned_on'));
    end if;
    -- Agreed and never begun: it ends on its first day, and nothing of it is owed.
    returned_on := tenancy.starts_on;
  end if;
  for renewal in
    select child.id, child.status from public.tenancies as child
    where child.org_id = tenancy.org_id and child.parent_id = tenancy.id and child.status not in ('cancelled', 'ended')
    for update
  loop
    if renewal.status = 'offered' then
      perform private.move_tenancy(renewal.id, 'cancelled', 'The tenancy that it renews ended');
    else
      perform private.end_tenancy(renewal.id, reason, null);
    end if;
  end loop;
  update public.tenancies as t set ended_on = returned_on where t.id = tenancy.id;
  perform private.reverse_charges_from(tenancy, returned_on);
  update public.unit_holds as hold
  set period = daterange(lower(hold.period), greatest(returned_on, lower(hold.period) + 1))
  where hold.id = tenancy.hold_id;
  tenancy := private.move_tenancy(tenancy.id, 'ended', reason);
  -- A renewal that had not begun gives the unit back to the tenancy that goes on.
  -- One that had begun does not, even while the nightly job has yet to end its parent.
  select t.* into parent from public.tenancies as t
  where t.id = tenancy.parent_id and t.is_in_force;
  if found and tenancy.starts_on <= private.lagos_date() then
    perform private.move_tenancy(parent.id, 'ended', 'Renewed');
  elsif found then
    update public.unit_holds as hold set period = daterange(lower(hold.period), null) where hold.id = parent.hold_id;
  end if;
  return tenancy;
end
$$;
comment on function private.end_tenancy(uuid, text, public.calendar_date) is
  'Checks the caller, then ends or cancels the tenancy, takes back rent of later periods that nobody paid, and ends or cancels its renewal.';
grant execute on function private.end_tenancy(uuid, text, public.calendar_date) to authenticated;

create function public.end_tenancy(tenancy_id uuid, reason text, possession_returned_on text default null)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('end_tenancy');
  select private.end_tenancy(
    tenancy_id, private.read_prose('reason', reason),
    private.read_date('possession_returned_on', possession_returned_on))
$$;
comment on function public.end_tenancy(uuid, text, text) is
  'Withdraws an offer, or records that possession was returned, today when no day is given; the unit is free from then on, a renewal goes with it, arrears stay. Safe to repeat. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.bad_term 400.';
grant execute on function public.end_tenancy(uuid, text, text) to authenticated;

-- 07_tenancies/60_notices.sql

-- Notice given by either side, as long as the law of the place or the agreement asks for.

create table public.tenancy_notices (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  given_by_owner boolean not null,
  given_by uuid references public.profiles (id) on delete set null,
  given_on public.calendar_date not null,
  ends_on public.calendar_date not null,
  basis text not null,
  reason text not null constraint tenancy_notices_reason_check check (private.is_prose(reason) and length(btrim(reason)) between 3 and 1000),
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint tenancy_notices_order_check check (ends_on >= given_on)
);
comment on table public.tenancy_notices is 'Notices that a tenancy ends. Statutory forms and their service are kept apart.';
comment on column public.tenancy_notices.id is 'Time-ordered identifier.';
comment on column public.tenancy_notices.org_id is 'The organization of the tenancy.';
comment on column public.tenancy_notices.tenancy_id is 'What ends.';
comment on column public.tenancy_notices.given_by_owner is 'By the owner''s side; else by a tenant.';
comment on column public.tenancy_notices.given_by is 'Who gave it.';
comment on column public.tenancy_notices.given_on is 'Nigerian date on which it was given.';
comment on column public.tenancy_notices.ends_on is 'Nigerian date on which possession is due.';
comment on column public.tenancy_notices.basis is 'The rule that its length follows, as it then was.';
comment on column public.tenancy_notices.reason is 'Why.';
comment on column public.tenancy_notices.withdrawn_at is 'When it was taken back, UTC.';
comment on column public.tenancy_notices.created_at is 'When it was given, UTC.';
create index tenancy_notices_tenancy_idx on public.tenancy_notices (org_id, tenancy_id);
create index tenancy_notices_given_by_idx on public.tenancy_notices (given_by);
create unique index tenancy_notices_live_key on public.tenancy_notices (tenancy_id) where withdrawn_at is null;
comment on index public.tenancy_notices_live_key is 'A tenancy is under one notice at a time.';
alter table public.tenancy_notices enable row level security;
grant select on public.tenancy_notices to authenticated;
grant select, insert, update, delete on public.tenancy_notices to service_role;
create policy tenancy_notices_select on public.tenancy_notices for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
  end is not null
);
create trigger record_audit after insert or update or delete on public.tenancy_notices
  for each row execute function private.record_audit();

create function private.notice_rule(tenancy public.tenancies, out length interval, out basis text)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if tenancy.notice_days is not null then
    length := make_interval(days => tenancy.notice_days);
    basis := format('Agreed: %s days', tenancy.notice_days);
    return;
  end if;
  select known.length, known.source into strict length, basis
  from public.notice_lengths as known
  where known.nature = tenancy.nature and known.jurisdiction in ('Nigeria', (
    select property.state from public.units as unit
    join public.properties as property on property.id = unit.property_id where unit.id = tenancy.unit_id))
  order by known.jurisdiction = 'Nigeria' limit 1;
end
$$;
comment on function private.notice_rule(public.tenancies) is 'The length of notice that a tenancy needs, and by which rule.';

create function private.earliest_end(tenancy public.tenancies, given_on public.calendar_date)
returns date
language sql
stable
set search_path = ''
as $$
  -- The agreed term binds both sides; after it only the length of the notice counts (s.13(4)).
  select greatest((given_on + rule.length)::date, tenancy.ends_on) from private.notice_rule(tenancy) as rule
$$;
comment on function private.earliest_end(public.tenancies, public.calendar_date) is 'The first day on which notice given on a day can end a tenancy.';

create function private.my_accepted_tenancy_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select party.tenancy_id
  from public.tenants as tenant
  join public.tenancy_parties as party on party.tenant_id = tenant.id
  where tenant.user_id = (select auth.uid()) and party.accepted_at is not null;
end
$$;
comment on function private.my_accepted_tenancy_ids() is
  'The tenancies by which the caller is bound: who is merely named in one may see and pay, and not end it for the others.';

create function private.give_notice(tenancy_id uuid, ends_on public.calendar_date, reason text)
returns public.tenancy_notices
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy(tenancy_id);
  is_owner boolean := exists (select from private.my_org_ids('tenancies.write') as mine where mine = tenancy.org_id);
  today date := private.lagos_date();
  earliest date;
  latest date;
  notice public.tenancy_notices;
begin
  if not is_owner and not exists (select from private.my_tenancy_ids() as mine where mine = tenancy.id) then
    if tenancy.id is not null and exists (select from private.my_org_ids('tenancies.read') as mine where mine = tenancy.org_id) then
      perform private.require_permission(tenancy.org_id, 'tenancies.write');
    end if;
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among yours', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if not is_owner and not exists (select from private.my_accepted_tenancy_ids() as mine where mine = tenancy.id) then
    perform private.raise_problem('tenancy.not_accepted', 'Cannot give notice: you have not accepted the tenancy', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if coalesce(length(btrim(reason)), 0) not between 3 and 1000 then
    perform private.raise_problem('notice.bad_reason', 'Cannot give notice: the reason must have 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  select n.* into notice from public.tenancy_notices as n where n.tenancy_id = tenancy.id and n.withdrawn_at is null;
  if found and notice.given_by_owner = is_owner and notice.ends_on = ends_on then
    return notice;
  end if;
  if tenancy.status not in ('active', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot give notice: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  -- One that has run out stands: the tenancy is over by it, and only possession is still to be returned.
  if notice.id is not null then
    perform private.raise_problem('tenancy.not_in_force', 'Cannot give notice: one has run out already', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if exists (
    select from public.tenancies as renewal
    where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.status = 'active'
  ) then
    perform private.raise_problem('tenancy.already_renewed', 'Cannot give notice: the tenancy was renewed; give it on the renewal', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  earliest := private.earliest_end(tenancy, today);
  if ends_on is null or ends_on < earliest then
    perform private.raise_problem('notice.too_short',
      format('Cannot give notice: given today it can end the tenancy on %s at the earliest', to_char(earliest, 'FMDD FMMonth YYYY')), 400,
      jsonb_build_object('field', 'ends_on', 'earliest_ends_on', earliest));
  end if;
  -- While it runs the other side can give none: nobody shuts them out by one that ends in a hundred years.
  latest := greatest(earliest, (today + interval '1 year')::date);
  if ends_on > latest then
    perform private.raise_problem('notice.too_long',
      format('Cannot give notice: given today it can end the tenancy on %s at the latest', to_char(latest, 'FMDD FMMonth YYYY')), 400,
      jsonb_build_object('field', 'ends_on', 'latest_ends_on', latest));
  end if;
  insert into public.tenancy_notices (org_id, tenancy_id, given_by_owner, given_by, given_on, ends_on, basis, reason)
  select tenancy.org_id, tenancy.id, is_owner, (select auth.uid()), today, ends_on, rule.basis, btrim(reason)
  from private.notice_rule(tenancy) as rule
  returning * into notice;
  perform private.move_tenancy(tenancy.id, 'notice_given', btrim(reason));
  return notice;
end
$$;
comment on function private.give_notice(uuid, public.calendar_date, text) is
  'Checks the caller''s side and the length, then writes the notice and moves the tenancy.';
grant execute on function private.give_notice(uuid, public.calendar_date, text) to authenticated;

create function public.give_notice(tenancy_id uuid, ends_on text, reason text)
returns public.tenancy_notices
language sql
set search_path = ''
as $$
  select private.limit_person('give_notice');
  select private.give_notice(tenancy_id, private.read_date('ends_on', ends_on), private.read_prose('reason', reason))
$$;
comment on function public.give_notice(uuid, text, text) is
  'Gives notice, as a tenant who has accepted or for the owner, that a tenancy ends on a day. The same notice again is harmless. Errors: tenancy.not_found 404, auth.forbidden 403, notice.bad_reason 400, notice.too_short 400 with earliest_ends_on, notice.too_long 400 with latest_ends_on, tenancy.not_accepted, tenancy.not_in_force, tenancy.already_renewed 409.';
grant execute on function public.give_notice(uuid, text, text) to authenticated;

create function private.withdraw_notice(tenancy_id uuid)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy(tenancy_id);
  notice public.tenancy_notices;
begin
  select n.* into notice from public.tenancy_notices as n where n.tenancy_id = tenancy.id and n.withdrawn_at is null;
  if notice.id is null
    or (notice.given_by_owner and not exists (select from private.my_org_ids('tenancies.write') as mine where mine = tenancy.org_id))
    or (not notice.given_by_owner and not exists (select from private.my_accepted_tenancy_ids() as mine where mine = tenancy.id)) then
    perform private.raise_problem('notice.not_found', 'Cannot find a notice that your side gave', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if tenancy.status not in ('notice_given', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot withdraw the notice: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  update public.tenancy_notices as n set withdrawn_at = now() where n.id = notice.id;
  if tenancy.status = 'holding_over' then
    return tenancy;
  end if;
  tenancy := private.move_tenancy(tenancy.id, 'active', 'Notice withdrawn');
  if tenancy.ends_on <= private.lagos_date() then
    tenancy := private.move_tenancy(tenancy.id, 'holding_over', 'The term has passed');
  end if;
  return tenancy;
end
$$;
comment on function private.withdraw_notice(uuid) is 'Checks that the caller''s side gave it, then takes the notice back.';
grant execute on function private.withdraw_notice(uuid) to authenticated;

create function public.withdraw_notice(tenancy_id uuid)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_notice');
  select private.withdraw_notice(tenancy_id)
$$;
comment on function public.withdraw_notice(uuid) is
  'Takes a notice of your side back; the tenancy goes on, or is held over when its term has passed. Errors: notice.not_found 404, tenancy.not_in_force 409.';
grant execute on function public.withdraw_notice(uuid) to authenticated;

-- 07_tenancies/65_who_is_told.sql

-- Who is told of a tenancy: of its offer, its acceptance, a notice and its end.

create function private.tenancy_users(tenancy_id uuid)
returns setof uuid
language sql
stable
set search_path = ''
rows 2
as $$
  select distinct tenant.user_id
  from public.tenancy_parties as party
  join public.tenants as tenant on tenant.id = party.tenant_id
  where party.tenancy_id = tenancy_users.tenancy_id and tenant.user_id is not null
$$;
comment on function private.tenancy_users(uuid) is 'The accounts of a tenancy''s tenants.';

create function private.notify_tenancy(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(select private.members_with(tenancy.org_id, 'tenancies.write')), tenancy.org_id,
    'tenancy_accepted', 'A tenancy was accepted', tenancy.id);
end
$$;
comment on function private.notify_tenancy(public.tenancies) is 'Tells the landlord''s side of an accepted tenancy.';

create function private.notify_tenancy_party(party public.tenancy_parties)
returns void
language plpgsql
set search_path = ''
as $$
declare
  is_renewal boolean := (select tenancy.parent_id is not null from public.tenancies as tenancy where tenancy.id = party.tenancy_id);
begin
  perform private.notify(
    array(select tenant.user_id from public.tenants as tenant where tenant.id = party.tenant_id), party.org_id,
    case when is_renewal then 'tenancy_renewal_offered' else 'tenancy_offered' end,
    case when is_renewal then 'Your tenancy can be renewed' else 'A tenancy is offered to you' end,
    party.tenancy_id);
end
$$;
comment on function private.notify_tenancy_party(public.tenancy_parties) is 'Tells a tenant with an account of a tenancy offered to them.';

create function private.notify_both_sides(
  tenancy_id uuid, org_id uuid, kind text, title text, payload jsonb, to_owner boolean, to_tenants boolean)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(notify_both_sides.org_id, 'tenancies.write') where to_owner
      union
      select private.tenancy_users(notify_both_sides.tenancy_id) where to_tenants
    ),
    org_id, kind, title, tenancy_id, payload, but_not => (select auth.uid()));
end
$$;
comment on function private.notify_both_sides(uuid, uuid, text, text, jsonb, boolean, boolean) is
  'Tells the owner''s side, the tenants or both of a tenancy, except who did it.';

create function private.notify_notice()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify_both_sides(new.tenancy_id, new.org_id, 'notice_given',
    case when tg_op = 'INSERT' then 'Notice was given' else 'A notice was withdrawn' end,
    jsonb_build_object('ends_on', new.ends_on, 'reason', new.reason, 'withdrawn', new.withdrawn_at is not null),
    not new.given_by_owner, new.given_by_owner);
  return null;
end
$$;
comment on function private.notify_notice() is 'Trigger: tells the other side of a notice, and when it is withdrawn.';
create trigger notify_notice after insert on public.tenancy_notices
  for each row execute function private.notify_notice();
create trigger notify_withdrawal after update of withdrawn_at on public.tenancy_notices
  for each row when (new.withdrawn_at is not null and old.withdrawn_at is null) execute function private.notify_notice();

create function private.notify_tenancy_end(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- A renewal goes on: nobody needs to hear that its parent is over.
  if tenancy.status = 'holding_over' then
    perform private.notify_both_sides(tenancy.id, tenancy.org_id, 'tenancy_holding_over', 'The tenancy has run out: renew it, or return the home',
      jsonb_build_object('ends_on', tenancy.ends_on), true, true);
  elsif tenancy.ended_on is not null then
    perform private.notify_both_sides(tenancy.id, tenancy.org_id, 'tenancy_ended', 'The tenancy has ended',
      jsonb_build_object('ended_on', tenancy.ended_on), true, true);
  end if;
end
$$;
comment on function private.notify_tenancy_end(public.tenancies) is 'Tells both sides that a tenancy is held over, or has ended.';

-- 07_tenancies/70_in_time.sql

-- What time does to tenancies: terms pass, notices run out, renewals begin.

create index tenancies_running_idx on public.tenancies (ends_on) where status in ('active', 'notice_given');

create function private.advance_tenancies(today public.calendar_date default private.lagos_date(), batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  running record;
  moved integer := 0;
begin
  for running in
    select tenancy.id, tenancy.status, notice.ends_on as notice_ends_on, renewal.id as renewal_id
    from public.tenancies as tenancy
    left join public.tenancy_notices as notice
      on notice.org_id = tenancy.org_id and notice.tenancy_id = tenancy.id and notice.withdrawn_at is null
    left join public.tenancies as renewal
      on renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.is_in_force
    where tenancy.status in ('active', 'notice_given') and tenancy.ends_on <= today
      and (tenancy.status = 'active' or notice.ends_on <= today)
    order by tenancy.ends_on
    limit batch
    for update of tenancy skip locked
  loop
    if running.renewal_id is not null then
      perform private.move_tenancy(running.id, 'ended', 'Renewed');
    else
      perform private.move_tenancy(running.id, 'holding_over',
        case when running.status = 'notice_given' then 'The notice has run out' else 'The term has passed' end);
    end if;
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.advance_tenancies(public.calendar_date, integer) is
  'A batch of the tenancies whose term or notice has run out on a Nigerian date: ends those whose renewal has begun, marks the others as held over; returns how many. A unit stays taken until possession is returned. Run by pg_cron each hour, so that a night that was missed is made good; safe to repeat and to run twice at a time.';
select cron.schedule('advance-tenancies', '15 * * * *', private.in_batches('private.advance_tenancies'));

-- 07_tenancies/75_marks.sql

-- Marks where the advance asked of a tenant exceeds the law of the place: a warning, never a refusal.

create function private.is_sitting_tenant(tenancy public.tenancies)
returns boolean
language sql
stable
set search_path = ''
as $$
  select tenancy.parent_id is not null or tenancy.ends_on <= private.lagos_date()
$$;
comment on function private.is_sitting_tenant(public.tenancies) is
  'Whether its tenants stay on after a first term, renewals included (Lagos Tenancy Law 2011 s.47).';

create function private.rules_for_unit(unit_id uuid, on_day public.calendar_date)
returns setof public.legal_rules
language sql
stable
security definer
set search_path = ''
as $$
  select rule.*
  from public.units as unit
  join public.properties as property on property.id = unit.property_id
  join public.legal_rules as rule on rule.jurisdiction = property.state and rule.in_force @> on_day::date
  where unit.id = rules_for_unit.unit_id
    and not exists (
      select from public.legal_areas as area
      where area.jurisdiction = rule.jurisdiction and area.exempt_from = rule.source
        and extensions.st_covers(area.boundary, property.location::extensions.geometry))
$$;
comment on function private.rules_for_unit(uuid, public.calendar_date) is 'The rules in force where a unit stands. As its owner, because tenants do not see all of a property.';
grant execute on function private.is_sitting_tenant(public.tenancies), private.rules_for_unit(uuid, public.calendar_date) to authenticated, service_role;

create function public.tenancy_marks(tenancy_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with asked as (
    select tenancy.id, tenancy.unit_id, tenancy.nature, private.is_sitting_tenant(tenancy) as is_sitting,
      round(extract(epoch from private.period_length(tenancy.rent_per) * tenancy.advance_periods) / 2629800, 1) as advance_months
    from public.tenancies as tenancy where tenancy.id = tenancy_marks.tenancy_id
  ),
  marks as (
    select rule.id, rule.rule_key, rule.certainty, rule.source, rule.section, rule.message
    from asked
    cross join lateral private.rules_for_unit(asked.unit_id, private.lagos_date()) as rule
    where asked.advance_months > rule.most and case rule.rule_key
      when 'advance_rent_months' then not asked.is_sitting
      when 'sitting_advance_months_monthly' then asked.is_sitting and asked.nature = 'monthly'
      when 'sitting_advance_months_yearly' then asked.is_sitting and asked.nature = 'yearly'
    end
  )
  select jsonb_build_object(
    'is_sitting_tenant', asked.is_sitting,
    'advance_months', asked.advance_months,
    'marks', coalesce((
      select jsonb_agg(jsonb_build_object('rule_id', id, 'rule', rule_key, 'certainty', certainty, 'source', source,
        'section', section, 'message', message) order by rule_key, certainty) from marks), '[]'),
    'rules_as_of', private.lagos_date())
  from asked
$$;
comment on function public.tenancy_marks(uuid) is
  'Whether the tenants of a tenancy are sitting tenants, how many months of rent are asked in advance, and marks where a law of the place is exceeded. Null when there is no such tenancy to see.';
grant execute on function public.tenancy_marks(uuid) to authenticated, service_role;

-- 07_tenancies/80_rental_history.sql

-- A person's rental history, over all organizations, and who may look at it: only by their consent, for a time.

create function private.rental_facts(subject uuid)
returns table (
  tenancy_id uuid, org_id uuid, organization text, unit_label text, area text, state text,
  starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature,
  rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, arrears_kobo bigint, ended_by text)
language sql
stable
set search_path = ''
rows 10
as $$
  select tenancy.id, tenancy.org_id, organization.name, unit.label, property.area, property.state,
    tenancy.starts_on, coalesce(tenancy.ended_on, tenancy.ends_on), tenancy.status, tenancy.nature,
    tenancy.rent_kobo, tenancy.rent_per, money.due, money.on_time, money.arrears_kobo,
    case
      when tenancy.status <> 'ended' then null
      when exists (
        select from public.tenancies as renewal
        where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.status <> 'cancelled'
      ) then 'renewed'
      when notice.given_by_owner then 'notice by the owner'
      when notice.id is not null then 'notice by the tenant'
      else 'possession returned'
    end
  from public.tenants as tenant
  join public.tenancy_parties as party on party.tenant_id = tenant.id and party.accepted_at is not null
  join public.tenancies as tenancy on tenancy.id = party.tenancy_id and tenancy.status not in ('draft', 'offered', 'cancelled')
  join public.organizations as organization on organization.id = tenancy.org_id
  join public.units as unit on unit.id = tenancy.unit_id
  join public.properties as property on property.id = unit.property_id
  left join public.tenancy_notices as notice
    on notice.org_id = tenancy.org_id and notice.tenancy_id = tenancy.id and notice.withdrawn_at is null
  cross join lateral (
    -- A week is customary before rent is called late.
    select count(*)::integer as due,
      count(*) filter (where charge.paid_kobo = charge.amount_kobo and settled.last_on <= charge.due_on + 7)::integer as on_time,
      coalesce(sum(charge.amount_kobo - charge.paid_kobo) filter (where charge.due_on < private.lagos_date()), 0)::bigint as arrears_kobo
    from public.charges as charge
    left join lateral (
      select max(private.lagos_date(payment.paid_at)) as last_on
      from public.payment_allocations as allocation
      join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
      where allocation.charge_id = charge.id
    ) as settled on true
    where charge.tenancy_id = tenancy.id and charge.reverses_id is null and charge.due_on <= private.lagos_date()
      and not charge.is_reversed
  ) as money
  where tenant.user_id = subject
$$;
comment on function private.rental_facts(uuid) is
  'Every tenancy that a person accepted, with how its charges were paid: due by today, on time (within seven days), and what is overdue in kobo.';

create function private.rental_history()
returns table (
  tenancy_id uuid, org_id uuid, organization text, unit_label text, area text, state text,
  starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature,
  rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, arrears_kobo bigint, ended_by text)
language sql
stable
security definer
set search_path = ''
rows 10
as $$
  select facts.* from private.rental_facts((select auth.uid())) as facts order by facts.starts_on desc, facts.tenancy_id desc
$$;
comment on function private.rental_history() is 'The caller''s own history.';
grant execute on function private.rental_history() to authenticated;

create function public.rental_history()
returns table (
  tenancy_id uuid, org_id uuid, organization text, unit_label text, area text, state text,
  starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature,
  rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, arrears_kobo bigint, ended_by text)
language sql
stable
set search_path = ''
rows 10
as $$
  select * from private.rental_history()
$$;
comment on function public.rental_history() is
  'Your tenancies in all organizations, newest first: from starts_on until until_on (end of the term while it lasts), with charges due by today, how many of them were paid within seven days, and what is overdue in kobo.';
grant execute on function public.rental_history() to authenticated;

-- Consent ---------------------------------------------------------------------------------------

create type public.history_consent_status as enum ('requested', 'granted', 'declined', 'revoked', 'expired');
comment on type public.history_consent_status is 'Where a consent stands. A granted one also ends by its time.';

create table public.history_consents (
  id uuid primary key default private.uuid_v7(),
  subject_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid not null references public.organizations (id),
  status public.history_consent_status not null,
  purpose text not null constraint history_consents_purpose_check check (private.is_prose(purpose) and length(btrim(purpose)) between 3 and 500),
  includes_rent boolean not null default false,
  requested_by uuid references public.profiles (id) on delete set null,
  answered_at timestamptz,
  expires_at public.instant,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint history_consents_time_check check (expires_at <= answered_at + interval '90 days'),
  constraint history_consents_granted_check check (status <> 'granted' or (answered_at is not null and expires_at is not null))
);
comment on table public.history_consents is 'A person''s leave for one organization to read their rental history for a time.';
comment on column public.history_consents.id is 'Time-ordered identifier.';
comment on column public.history_consents.subject_id is 'Whose history.';
comment on column public.history_consents.org_id is 'Who may read it.';
comment on column public.history_consents.status is 'Moved by functions only.';
comment on column public.history_consents.purpose is 'What for, as the organization or the person put it.';
comment on column public.history_consents.includes_rent is 'Whether the amounts of rent are shown too.';
comment on column public.history_consents.requested_by is 'The member who asked; null when the person offered it.';
comment on column public.history_consents.answered_at is 'When the person said yes or no, UTC.';
comment on column public.history_consents.expires_at is 'Until when it can be read, UTC: at most 90 days after the answer.';
comment on column public.history_consents.created_at is 'When it was asked for or offered, UTC.';
comment on column public.history_consents.updated_at is 'Last change, UTC.';
create unique index history_consents_open_key on public.history_consents (subject_id, org_id) where status in ('requested', 'granted');
create index history_consents_subject_idx on public.history_consents (subject_id, id);
create index history_consents_org_idx on public.history_consents (org_id, id);
create index history_consents_requested_by_idx on public.history_consents (requested_by);
create index history_consents_expires_at_idx on public.history_consents (expires_at) where status = 'granted';
create index history_consents_unanswered_idx on public.history_consents (created_at) where status = 'requested';

create table public.history_views (
  id uuid primary key default private.uuid_v7(),
  consent_id uuid not null references public.history_consents (id) on delete cascade,
  subject_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid not null references public.organizations (id),
  viewed_by uuid references public.profiles (id) on delete set null,
  viewed_at timestamptz not null default now()
);
comment on table public.history_views is 'Each look at somebody''s rental history. Written by the function that shows it.';
comment on column public.history_views.id is 'Time-ordered identifier.';
comment on column public.history_views.consent_id is 'By which consent.';
comment on column public.history_views.subject_id is 'Whose history.';
comment on column public.history_views.org_id is 'Which organization looked.';
comment on column public.history_views.viewed_by is 'Which member looked.';
comment on column public.history_views.viewed_at is 'When, UTC.';
create index history_views_consent_idx on public.history_views (consent_id);
create index history_views_subject_idx on public.history_views (subject_id, id);
create index history_views_org_idx on public.history_views (org_id);
create index history_views_viewed_by_idx on public.history_views (viewed_by);

alter table public.history_consents enable row level security;
alter table public.history_views enable row level security;
grant select on public.history_consents, public.history_views to authenticated;
grant select, insert, update, delete on public.history_consents to service_role;
grant select, insert, delete on public.history_views to service_role;
create policy history_consents_select on public.history_consents for select to authenticated using (
  case
    when subject_id = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
create policy history_views_select on public.history_views for select to authenticated using (
  case
    when subject_id = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
-- Who looked is forgotten with their account, and never somebody else.
create trigger refuse_change before update on public.history_views
  for each row when (
    new.viewed_by is not null
    or (old.id, old.consent_id, old.subject_id, old.org_id, old.viewed_at)
      is distinct from (new.id, new.consent_id, new.subject_id, new.org_id, new.viewed_at)
  ) execute function private.refuse_change();
create trigger touch_updated_at before update on public.history_consents
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.history_consents
  for each row execute function private.record_audit();

create function private.expire_history_consents(only_subject uuid default null, batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  moved integer;
begin
  if only_subject is not null then
    -- Who asks for this person's history waits for an answer that is being given at this moment.
    perform from public.history_consents as consent
    where consent.subject_id = only_subject and consent.status in ('requested', 'granted')
    order by consent.id for no key update;
  end if;
  with lapsed as (
    select consent.id from public.history_consents as consent
    where consent.status = 'granted' and consent.expires_at <= now()
      and (only_subject is null or consent.subject_id = only_subject)
    order by consent.expires_at limit batch for no key update skip locked
  ),
  unanswered as (
    select consent.id from public.history_consents as consent
    where consent.status = 'requested' and consent.created_at <= now() - interval '30 days'
      and (only_subject is null or consent.subject_id = only_subject)
    order by consent.created_at limit batch for no key update skip locked
  )
  update public.history_consents as consent set status = 'expired'
  where consent.id in (select lapsed.id from lapsed union all select unanswered.id from unanswered);
  get diagnostics moved = row_count;
  return moved;
end
$$;
comment on function private.expire_history_consents(uuid, integer) is
  'Marks a batch of consents whose time is over, and of requests that nobody answered in 30 days, of one person when named; returns how many. Reading checks the time itself. Run by pg_cron each hour.';
select cron.schedule('expire-history-consents', '25 * * * *', private.in_batches('private.expire_history_consents'));

create function private.knows_person(org_id uuid, subject_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from public.tenants as tenant where tenant.org_id = knows_person.org_id and tenant.user_id = knows_person.subject_id)
    or exists (
      select from public.applications as application
      where application.org_id = knows_person.org_id and application.applicant_id = knows_person.subject_id
        and application.submitted_at is not null)
    or exists (
      select from public.enquiries as enquiry
      where enquiry.org_id = knows_person.org_id and enquiry.enquirer_id = knows_person.subject_id)
$$;
comment on function private.knows_person(uuid, uuid) is
  'Whether a person is a tenant of an organization, applied to it or asked it something: nobody is asked for their history out of the blue.';

create function private.notify_history_consent()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.status = 'requested' then
    perform private.notify(
      array[new.subject_id], new.org_id, 'history_requested', organization.name || ' asks for your rental history', new.id,
      jsonb_build_object('org_id', new.org_id, 'purpose', new.purpose))
    from public.organizations as organization where organization.id = new.org_id;
  elsif new.status = 'granted' then
    perform private.notify(
      array(select private.members_with(new.org_id, 'deals.write')), new.org_id,
      'history_shared', 'A rental history was shared with you', new.id, jsonb_build_object('expires_at', new.expires_at));
  end if;
  return null;
end
$$;
comment on function private.notify_history_consent() is 'Trigger: tells the person of a request, and members of a consent.';
create trigger notify_history_consent after insert or update of status on public.history_consents
  for each row execute function private.notify_history_consent();

-- 07_tenancies/85_history_consents.sql

-- Asking for a rental history, answering, taking the answer back, and looking.

create function private.request_history(org_id uuid, subject_id uuid, purpose text)
returns public.history_consents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  consent public.history_consents;
begin
  if not exists (select from private.my_org_ids('tenancies.write') as mine where mine = org_id) then
    perform private.require_permission(org_id, 'deals.write');
  end if;
  if not private.knows_person(org_id, subject_id) then
    perform private.raise_problem('history.unknown_person', 'Cannot ask: the person is no tenant, applicant or enquirer of the organization', 404,
      jsonb_build_object('field', 'subject_id'));
  end if;
  if coalesce(length(btrim(purpose)), 0) not between 3 and 500 then
    perform private.raise_problem('history.bad_purpose', 'Cannot ask: say in 3 to 500 characters what for', 400,
      jsonb_build_object('field', 'purpose'));
  end if;
  perform private.expire_history_consents(subject_id);
  select c.* into consent from public.history_consents as c
  where c.subject_id = subject_id and c.org_id = org_id order by c.id desc limit 1;
  if consent.status in ('declined', 'revoked') and consent.updated_at > now() - interval '30 days' then
    perform private.raise_problem('history.refused_lately', 'Cannot ask: the person refused less than 30 days ago; they may still share it themselves', 409,
      jsonb_build_object('field', 'subject_id'));
  end if;
  insert into public.history_consents as made (subject_id, org_id, status, purpose, requested_by)
  values (subject_id, org_id, 'requested', btrim(purpose), (select auth.uid()))
  on conflict do nothing
  returning made.* into consent;
  if not found then
    select c.* into strict consent from public.history_consents as c
    where c.subject_id = subject_id and c.org_id = org_id and c.status in ('requested', 'granted');
  end if;
  return consent;
end
$$;
comment on function private.request_history(uuid, uuid, text) is 'Checks the permission and that the person is known, then asks once.';
grant execute on function private.request_history(uuid, uuid, text) to authenticated;

create function public.request_history(org_id uuid, subject_id uuid, purpose text)
returns public.history_consents
language sql
set search_path = ''
as $$
  select private.limit_person('request_history');
  select private.request_history(org_id, subject_id, private.read_prose('purpose', purpose))
$$;
comment on function public.request_history(uuid, uuid, text) is
  'Asks a tenant, an applicant or an enquirer of your organization for their rental history. While one is asked for or granted, returns that. Errors: auth.forbidden 403, history.unknown_person 404, history.bad_purpose 400, history.refused_lately 409.';
grant execute on function public.request_history(uuid, uuid, text) to authenticated;

create function private.history_deadline(expires_at public.instant)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
begin
  if expires_at <= now() or expires_at > now() + interval '90 days' then
    perform private.raise_problem('history.bad_term', 'Cannot share: expires_at must lie within 90 days from now', 400,
      jsonb_build_object('field', 'expires_at'));
  end if;
  return coalesce(expires_at, now() + interval '30 days');
end
$$;
comment on function private.history_deadline(public.instant) is
  'When a consent ends: as given, else in 30 days. Error: history.bad_term 400 for the past and for over 90 days.';

create function private.answer_history_request(consent_id uuid, accept boolean, expires_at public.instant, includes_rent boolean)
returns public.history_consents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  consent public.history_consents;
  until timestamptz := private.history_deadline(expires_at);
begin
  select c.* into consent from public.history_consents as c
  where c.id = consent_id and c.subject_id = (select auth.uid()) for update;
  if not found then
    perform private.raise_problem('history.not_found', 'Cannot find the request among yours', 404,
      jsonb_build_object('field', 'consent_id'));
  end if;
  if accept is null then
    perform private.raise_problem('history.bad_answer', 'Cannot answer: accept must be true or false', 400,
      jsonb_build_object('field', 'accept'));
  end if;
  if consent.status = (case when accept then 'granted' else 'declined' end)::public.history_consent_status then
    return consent;
  end if;
  if consent.status <> 'requested' then
    perform private.raise_problem('history.answered', format('Cannot answer: it is %s already', consent.status), 409,
      jsonb_build_object('field', 'consent_id'));
  end if;
  update public.history_consents as c
  set status = (case when accept then 'granted' else 'declined' end)::public.history_consent_status, answered_at = now(),
    expires_at = case when accept then until end, includes_rent = accept and coalesce(includes_rent, false)
  where c.id = consent.id
  returning c.* into consent;
  return consent;
end
$$;
comment on function private.answer_history_request(uuid, boolean, public.instant, boolean) is 'Checks that the caller was asked, then grants or declines.';
grant execute on function private.answer_history_request(uuid, boolean, public.instant, boolean) to authenticated;

create function public.answer_history_request(
  consent_id uuid, accept boolean, expires_at text default null, includes_rent boolean default false)
returns public.history_consents
language sql
set search_path = ''
as $$
  select private.limit_person('answer_history_request');
  select private.answer_history_request(consent_id, accept, private.read_instant('expires_at', expires_at), includes_rent)
$$;
comment on function public.answer_history_request(uuid, boolean, text, boolean) is
  'Says yes, for 30 days unless expires_at says otherwise (at most 90), or no. Safe to repeat. Errors: history.not_found 404, history.bad_answer, history.bad_term 400, history.answered 409.';
grant execute on function public.answer_history_request(uuid, boolean, text, boolean) to authenticated;

create function private.grant_history(org_id uuid, expires_at public.instant, includes_rent boolean)
returns public.history_consents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  caller uuid := (select auth.uid());
  until timestamptz := private.history_deadline(grant_history.expires_at);
  consent public.history_consents;
begin
  if not private.knows_person(grant_history.org_id, caller) then
    perform private.raise_problem('history.unknown_organization', 'Cannot share: you are no tenant, applicant or enquirer of the organization', 404,
      jsonb_build_object('field', 'org_id'));
  end if;
  insert into public.history_consents as made (subject_id, org_id, status, purpose, includes_rent, answered_at, expires_at)
  values (caller, grant_history.org_id, 'granted', 'Shared unasked', coalesce(grant_history.includes_rent, false), now(), until)
  on conflict (subject_id, org_id) where status in ('requested', 'granted') do update
  set status = 'granted', answered_at = now(), expires_at = excluded.expires_at, includes_rent = excluded.includes_rent
  returning made.* into consent;
  return consent;
end
$$;
comment on function private.grant_history(uuid, public.instant, boolean) is 'Checks that the organization knows the caller, then consents, in place of an open request.';
grant execute on function private.grant_history(uuid, public.instant, boolean) to authenticated;

create function public.grant_history(org_id uuid, expires_at text default null, includes_rent boolean default false)
returns public.history_consents
language sql
set search_path = ''
as $$
  select private.limit_person('grant_history');
  select private.grant_history(org_id, private.read_instant('expires_at', expires_at), includes_rent)
$$;
comment on function public.grant_history(uuid, text, boolean) is
  'Shares your rental history with an organization that you deal with, for 30 days unless expires_at says otherwise (at most 90); again changes the time. Errors: history.unknown_organization 404, history.bad_term 400.';
grant execute on function public.grant_history(uuid, text, boolean) to authenticated;

create function private.revoke_history(consent_id uuid)
returns public.history_consents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  consent public.history_consents;
begin
  -- Whoever looks at this moment has the row locked: once this commits, no look succeeds any more.
  update public.history_consents as c set status = 'revoked'
  where c.id = consent_id and c.subject_id = (select auth.uid()) and c.status in ('requested', 'granted');
  select c.* into consent from public.history_consents as c where c.id = consent_id and c.subject_id = (select auth.uid());
  if not found then
    perform private.raise_problem('history.not_found', 'Cannot find the consent among yours', 404,
      jsonb_build_object('field', 'consent_id'));
  end if;
  return consent;
end
$$;
comment on function private.revoke_history(uuid) is 'Checks that it is the caller''s, then takes the consent back.';
grant execute on function private.revoke_history(uuid) to authenticated;

create function public.revoke_history(consent_id uuid)
returns public.history_consents
language sql
set search_path = ''
as $$
  select private.limit_person('revoke_history');
  select private.revoke_history(consent_id)
$$;
comment on function public.revoke_history(uuid) is
  'Takes your consent back at once, or refuses a request. Safe to repeat. Error: history.not_found 404.';
grant execute on function public.revoke_history(uuid) to authenticated;

create function private.rental_history_of(consent_id uuid)
returns table (
  area text, state text, starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature,
  rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, is_in_arrears boolean, ended_by text)
language plpgsql
security definer
set search_path = ''
rows 10
as $$
#variable_conflict use_variable
declare
  consent public.history_consents;
begin
  -- Locked against a revocation at this moment.
  select c.* into consent from public.history_consents as c
  where c.id = consent_id and (
    c.org_id in (select private.my_org_ids('tenancies.read')) or c.org_id in (select private.my_org_ids('deals.read')))
  for share;
  if not found then
    perform private.raise_problem('history.not_found', 'Cannot find the consent among your organizations''', 404,
      jsonb_build_object('field', 'consent_id'));
  end if;
  -- By the clock, not by the transaction: the lock may have been waited for.
  if consent.status <> 'granted' or consent.expires_at <= clock_timestamp() then
    perform private.raise_problem('history.not_granted', 'Cannot look: the person has not consented, or their consent is over', 403,
      jsonb_build_object('field', 'consent_id'));
  end if;
  insert into public.history_views (consent_id, subject_id, org_id, viewed_by)
  values (consent.id, consent.subject_id, consent.org_id, (select auth.uid()));
  return query
  select facts.area, facts.state, facts.starts_on, facts.until_on, facts.status, facts.nature,
    case when consent.includes_rent then facts.rent_kobo end, facts.rent_per, facts.charges_due, facts.charges_on_time,
    facts.arrears_kobo > 0, facts.ended_by
  from private.rental_facts(consent.subject_id) as facts
  order by facts.starts_on desc, facts.tenancy_id desc;
end
$$;
comment on function private.rental_history_of(uuid) is
  'Checks consent and membership, notes the look, then shows facts without names and addresses.';
grant execute on function private.rental_history_of(uuid) to authenticated;

create function public.rental_history_of(consent_id uuid)
returns table (
  area text, state text, starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature,
  rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, is_in_arrears boolean, ended_by text)
language sql
set search_path = ''
rows 10
as $$
  select private.limit_person('rental_history_of');
  select * from private.rental_history_of(consent_id)
$$;
comment on function public.rental_history_of(uuid) is
  'The rental history that a person shares with your organization, newest first, without names and exact places, and with rent only if they said so. Each look is noted and seen by them. Errors: history.not_found 404, history.not_granted 403.';
grant execute on function public.rental_history_of(uuid) to authenticated;

-- 07_tenancies/90_invitations.sql

-- Invitations: how people become members of an organization, and how a tenant's record gets its account.
-- The token is told once, to the one who invites, and kept only as a hash.
-- Whoever may no longer make members, or keep tenants, leaves no way back in behind: their pending invitations are revoked.

create type public.invitation_kind as enum ('member', 'tenant');
comment on type public.invitation_kind is 'To act for the organization, or to see one''s own tenancies with it.';
create type public.invitation_status as enum ('pending', 'accepted', 'revoked', 'expired');
comment on type public.invitation_status is 'Only a pending invitation can be accepted.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('invitation', null, 'pending'), ('invitation', 'pending', 'accepted'),
  ('invitation', 'pending', 'revoked'), ('invitation', 'pending', 'expired');

create table public.invitations (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  kind public.invitation_kind not null,
  role public.member_role,
  tenant_id uuid,
  email text check (private.is_line(email) and email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  phone text check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  token_hash bytea not null unique,
  status public.invitation_status not null default 'pending',
  expires_at timestamptz not null,
  invited_by uuid references public.profiles (id) on delete set null,
  accepted_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (org_id, tenant_id) references public.tenants (org_id, id),
  constraint invitations_kind_check check ((kind = 'member') = (role is not null) and (kind = 'tenant') = (tenant_id is not null)),
  constraint invitations_contact_check check (num_nonnulls(email, phone) = 1)
);
comment on table public.invitations is 'An invitation by e-mail or phone, good once and for a time.';
comment on column public.invitations.id is 'Time-ordered identifier.';
comment on column public.invitations.org_id is 'Who invites.';
comment on column public.invitations.kind is 'Member or tenant.';
comment on column public.invitations.role is 'The role that a member will have.';
comment on column public.invitations.tenant_id is 'The tenant record that will get the account.';
comment on column public.invitations.email is 'Whom: only an account with this address may accept. Lower case.';
comment on column public.invitations.phone is 'Whom, E.164: only an account that confirmed this number may accept.';
comment on column public.invitations.token_hash is 'SHA-256 of the token; the token itself is kept nowhere.';
comment on column public.invitations.status is 'Moved by functions only.';
comment on column public.invitations.expires_at is 'Until when it can be accepted, UTC.';
comment on column public.invitations.invited_by is 'The member who invited.';
comment on column public.invitations.accepted_by is 'The account that accepted.';
comment on column public.invitations.created_at is 'When it was made, UTC.';
comment on column public.invitations.updated_at is 'Last change, UTC.';
create index invitations_org_idx on public.invitations (org_id, id);
create index invitations_tenant_idx on public.invitations (org_id, tenant_id);
create index invitations_invited_by_idx on public.invitations (invited_by);
create index invitations_accepted_by_idx on public.invitations (accepted_by);
create unique index invitations_one_pending_key
  on public.invitations (org_id, kind, coalesce(email, phone)) where status = 'pending';
create index invitations_expires_at_idx on public.invitations (expires_at) where status = 'pending';

alter table public.invitations enable row level security;
grant select (id, org_id, kind, role, tenant_id, email, phone, status, expires_at, invited_by, accepted_by, created_at, updated_at)
  on public.invitations to authenticated;
grant select, insert, update, delete on public.invitations to service_role;
create policy invitations_select on public.invitations for select to authenticated
  using (org_id = any (array(select private.my_org_ids('organization.read'))));
create trigger guard_move before insert or update of status on public.invitations
  for each row execute function private.guard_move('invitation');
create trigger touch_updated_at before update on public.invitations
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.invitations
  for each row execute function private.record_audit();

create function private.move_invitation(invitation_id uuid, to_status public.invitation_status, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.begin_move('invitation', invitation_id, reason);
  update public.invitations set status = to_status where id = invitation_id;
end
$$;
comment on function private.move_invitation(uuid, public.invitation_status, text) is 'Moves an invitation.';

create function private.needed_to_invite(kind public.invitation_kind)
returns private.permission
language sql
immutable
set search_path = ''
as $$
  select (case kind when 'member' then 'members.write' else 'tenancies.write' end)::private.permission
$$;
comment on function private.needed_to_invite(public.invitation_kind) is 'What one must be allowed to invite somebody, until they accept, or to withdraw it.';

create type public.new_invitation as (id uuid, token text, expires_at timestamptz);
comment on type public.new_invitation is 'An invitation just made. The token is told here and never again.';

create function private.issue_invitation(
  org_id uuid, kind public.invitation_kind, role public.member_role, tenant_id uuid, email text, phone text, valid_days integer)
returns public.new_invitation
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  token text := private.new_token();
  folded text := lower(nullif(btrim(email), ''));
  called text := nullif(btrim(phone), '');
  replaced uuid;
  issued public.new_invitation;
begin
  if num_nonnulls(folded, called) <> 1 then
    perform private.raise_problem('invitation.bad_contact', 'Cannot invite: give an e-mail address or a phone number, and not both', 400,
      jsonb_build_object('field', case when folded is null then 'email' else 'phone' end));
  end if;
  if folded !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(folded) > 254 then
    perform private.raise_problem('invitation.bad_contact', 'Cannot invite: email is not an address', 400, jsonb_build_object('field', 'email'));
  end if;
  if called !~ '^\+[1-9][0-9]{7,14}$' then
    perform private.raise_problem('invitation.bad_contact', 'Cannot invite: phone must be written as +2348031234567', 400,
      jsonb_build_object('field', 'phone'));
  end if;
  if valid_days is null or valid_days not between 1 and 30 then
    perform private.raise_problem('invitation.bad_term', 'Cannot invite: valid_days must be from 1 to 30', 400,
      jsonb_build_object('field', 'valid_days'));
  end if;
  -- One at a time for an organization, so that two new invitations cannot both replace the same old one.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  for replaced in
    select known.id from public.invitations as known
    where known.org_id = org_id and known.kind = kind and known.status = 'pending'
      -- For the same tenant too: the address before was wrong.
      and (coalesce(known.email, known.phone) = coalesce(folded, called) or known.tenant_id = tenant_id)
    order by known.id for update
  loop
    perform private.move_invitation(replaced, 'revoked', 'Replaced by a newer invitation');
  end loop;
  insert into public.invitations (org_id, kind, role, tenant_id, email, phone, token_hash, expires_at, invited_by)
  values (org_id, kind, role, tenant_id, folded, called, sha256(convert_to(token, 'utf8')),
    now() + make_interval(days => valid_days), (select auth.uid()))
  returning invitations.id, token, invitations.expires_at into issued;
  return issued;
end
$$;
comment on function private.issue_invitation(uuid, public.invitation_kind, public.member_role, uuid, text, text, integer) is
  'Makes an invitation in place of pending ones to the same contact or for the same tenant.';

create function private.invite_member(org_id uuid, role public.member_role, email text, phone text, valid_days integer)
returns public.new_invitation
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.require_permission(org_id, 'members.write');
  if role is null then
    perform private.raise_problem('invitation.bad_role', 'Cannot invite: role is missing', 400, jsonb_build_object('field', 'role'));
  end if;
  return private.issue_invitation(org_id, 'member', role, null, email, phone, valid_days);
end
$$;
comment on function private.invite_member(uuid, public.member_role, text, text, integer) is 'Checks members.write, then invites.';
grant execute on function private.invite_member(uuid, public.member_role, text, text, integer) to authenticated;

create function public.invite_member(
  org_id uuid, role public.member_role, email text default null, phone text default null, valid_days integer default 7)
returns public.new_invitation
language sql
set search_path = ''
as $$
  select private.limit_person('invite_member');
  select private.invite_member(
    org_id, role, private.read_line('email', email), private.read_line('phone', phone), valid_days)
$$;
comment on function public.invite_member(uuid, public.member_role, text, text, integer) is
  'Invites somebody to act for your organization. Hand the token to them: it is told only now, works once, and ends after valid_days (1 to 30). Errors: auth.forbidden 403, invitation.bad_contact, invitation.bad_role, invitation.bad_term 400.';
grant execute on function public.invite_member(uuid, public.member_role, text, text, integer) to authenticated;

create function private.invite_tenant(tenant_id uuid, valid_days integer)
returns public.new_invitation
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenant public.tenants;
begin
  select known.* into tenant from public.tenants as known
  where known.id = tenant_id and known.org_id in (select private.my_org_ids('tenancies.read'));
  if not found then
    perform private.raise_problem('tenant.not_found', 'Cannot find the tenant among your organizations', 404, jsonb_build_object('field', 'tenant_id'));
  end if;
  perform private.require_permission(tenant.org_id, 'tenancies.write');
  if tenant.user_id is not null then
    perform private.raise_problem('invitation.already_linked', 'Cannot invite the tenant: their record has an account', 409,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  return private.issue_invitation(tenant.org_id, 'tenant', null, tenant.id, tenant.email,
    case when tenant.email is null then tenant.phone end, valid_days);
end
$$;
comment on function private.invite_tenant(uuid, integer) is 'Checks tenancies.write, then invites the person by the contact in their record.';
grant execute on function private.invite_tenant(uuid, integer) to authenticated;

create function public.invite_tenant(tenant_id uuid, valid_days integer default 7)
returns public.new_invitation
language sql
set search_path = ''
as $$
  select private.limit_person('invite_tenant');
  select private.invite_tenant(tenant_id, valid_days)
$$;
comment on function public.invite_tenant(uuid, integer) is
  'Invites a tenant without an account, by the e-mail or else the phone of their record. Errors: tenant.not_found 404, auth.forbidden 403, invitation.already_linked 409, invitation.bad_contact, invitation.bad_term 400.';
grant execute on function public.invite_tenant(uuid, integer) to authenticated;

create function private.accept_invitation(token text)
returns public.invitations
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  invitation public.invitations;
  field jsonb := jsonb_build_object('field', 'token');
begin
  if caller is null then
    perform private.raise_problem('auth.required', 'Cannot accept: sign in first', 401);
  end if;
  select known.* into invitation from public.invitations as known
  where known.token_hash = sha256(convert_to(coalesce(token, ''), 'utf8'))
  for update;
  if not found then
    perform private.raise_problem('invitation.not_found', 'Cannot accept: there is no such invitation', 404, field);
  end if;
  if not private.has_contact(caller, invitation.email, invitation.phone) then
    perform private.raise_problem('invitation.not_for_you',
      'Cannot accept: the invitation is for another address or number, or for one that you have not confirmed', 403, field);
  end if;
  if invitation.status = 'accepted' then
    perform private.raise_problem('invitation.used', 'Cannot accept: the invitation was used before', 409, field);
  elsif invitation.status = 'revoked' or not exists (
    -- Who may not invite any more has no invitations left either, for themselves least of all.
    select from private.members_with(invitation.org_id, private.needed_to_invite(invitation.kind)) as inviter
    where inviter = invitation.invited_by
  ) or invitation.kind = 'tenant' and not exists (
    -- The record was corrected: whoever had the address before is not meant any more.
    select from public.tenants as tenant
    where tenant.id = invitation.tenant_id and (lower(tenant.email) = invitation.email or tenant.phone = invitation.phone)
  ) then
    perform private.raise_problem('invitation.revoked', 'Cannot accept: the invitation was withdrawn', 410, field);
  elsif invitation.status = 'expired' or invitation.expires_at <= now() then
    perform private.raise_problem('invitation.expired', 'Cannot accept: the invitation has expired, ask for a new one', 410, field);
  end if;
  begin
    if invitation.kind = 'member' then
      insert into public.memberships (org_id, user_id, role) values (invitation.org_id, caller, invitation.role);
    else
      update public.tenants set user_id = caller where id = invitation.tenant_id and user_id is null;
      if not found then
        perform private.raise_problem('invitation.already_linked', 'Cannot accept: the record has an account', 409, field);
      end if;
    end if;
  exception when unique_violation then
    perform private.raise_problem('invitation.already_linked', 'Cannot accept: the organization knows you already', 409, field);
  end;
  update public.invitations as known set accepted_by = caller where known.id = invitation.id;
  perform private.move_invitation(invitation.id, 'accepted');
  perform private.notify(
    array[invitation.invited_by], invitation.org_id, 'invitation_accepted', 'An invitation was accepted', invitation.id);
  select known.* into invitation from public.invitations as known where known.id = invitation.id;
  invitation.token_hash := null;
  return invitation;
end
$$;
comment on function private.accept_invitation(text) is 'Makes the caller a member, or links their account to the tenant record, once.';
grant execute on function private.accept_invitation(text) to authenticated;

create function public.accept_invitation(token text)
returns public.invitations
language sql
set search_path = ''
as $$
  select private.limit_person('accept_invitation');
  select private.accept_invitation(token)
$$;
comment on function public.accept_invitation(text) is
  'Accepts an invitation. Errors name the field token: invitation.not_found 404, invitation.not_for_you 403, invitation.used 409, invitation.revoked 410, invitation.expired 410, invitation.already_linked 409.';
grant execute on function public.accept_invitation(text) to authenticated;

create function private.revoke_invitation(invitation_id uuid, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  invitation public.invitations;
begin
  select known.* into invitation from public.invitations as known
  where known.id = invitation_id and known.org_id in (select private.my_org_ids('organization.read'))
  for update;
  if not found then
    perform private.raise_problem('invitation.not_found', 'Cannot find the invitation among your organizations', 404,
      jsonb_build_object('field', 'invitation_id'));
  end if;
  perform private.require_permission(invitation.org_id, private.needed_to_invite(invitation.kind));
  perform private.move_invitation(invitation_id, 'revoked', reason);
end
$$;
comment on function private.revoke_invitation(uuid, text) is 'Checks the permission, then withdraws the invitation.';
grant execute on function private.revoke_invitation(uuid, text) to authenticated;

create function public.revoke_invitation(invitation_id uuid, reason text default null)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('revoke_invitation');
  select private.revoke_invitation(invitation_id, private.read_prose('reason', reason))
$$;
comment on function public.revoke_invitation(uuid, text) is
  'Withdraws a pending invitation. Errors: invitation.not_found 404, auth.forbidden 403, invitation.illegal_transition 409.';
grant execute on function public.revoke_invitation(uuid, text) to authenticated;

create function private.expire_invitations(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  lapsed uuid;
  moved integer := 0;
begin
  for lapsed in
    select id from public.invitations where status = 'pending' and expires_at <= now()
    order by expires_at limit batch for update skip locked
  loop
    perform private.move_invitation(lapsed, 'expired', 'Lapsed');
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.expire_invitations(integer) is 'Expires a batch of lapsed invitations; returns how many. Run by pg_cron.';
select cron.schedule('expire-invitations', '23 * * * *', private.in_batches('private.expire_invitations'));

create function private.revoke_invitations_left_behind(organization_id uuid, former_member uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  left_behind uuid;
begin
  for left_behind in
    select invitation.id from public.invitations as invitation
    where invitation.org_id = organization_id and invitation.status = 'pending'
      -- Of an account that is being deleted the name may be gone by now.
      and (invitation.invited_by = former_member or invitation.invited_by is null)
      and not exists (
        select from private.members_with(organization_id, private.needed_to_invite(invitation.kind)) as inviter
        where inviter = former_member
      )
    for update
  loop
    perform private.move_invitation(left_behind, 'revoked', 'Who invited may no longer do so');
  end loop;
end
$$;
comment on function private.revoke_invitations_left_behind(uuid, uuid) is
  'Revokes the pending invitations by somebody who may no longer invite: members, or tenants.';

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;
