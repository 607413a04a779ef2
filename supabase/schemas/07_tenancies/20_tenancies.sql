-- A tenancy lets a unit to one or more tenants.

create type public.tenancy_status as enum (
  'draft', 'offered', 'active', 'notice_given', 'holding_over', 'ended', 'cancelled',
  'passed_on'
);
comment on type public.tenancy_status is 'draft: being written; offered: the tenants may accept; active: in force; notice_given: in force until the notice ends; holding_over: its time is over, the tenants are still there; ended: possession went back; cancelled: never began; passed_on: the home was sold, and the tenancy goes on with its buyer.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('tenancy', null, 'draft'), ('tenancy', null, 'offered'),
  ('tenancy', 'draft', 'offered'), ('tenancy', 'draft', 'active'), ('tenancy', 'draft', 'cancelled'),
  ('tenancy', 'offered', 'active'), ('tenancy', 'offered', 'cancelled'),
  ('tenancy', 'active', 'notice_given'), ('tenancy', 'active', 'holding_over'), ('tenancy', 'active', 'ended'),
  ('tenancy', 'notice_given', 'active'), ('tenancy', 'notice_given', 'holding_over'), ('tenancy', 'notice_given', 'ended'),
  ('tenancy', 'holding_over', 'ended'),
  ('tenancy', 'holding_over', 'notice_given'),
  -- Who buys a tenanted home takes the tenancy over as it stands (11_deals/77_handing_over.sql).
  ('tenancy', 'active', 'passed_on'), ('tenancy', 'notice_given', 'passed_on'), ('tenancy', 'holding_over', 'passed_on'),
  ('tenancy', null, 'active'), ('tenancy', null, 'notice_given'), ('tenancy', null, 'holding_over');

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
  mandate_id uuid,
  unique (org_id, id),
  unique (hold_id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  foreign key (org_id, hold_id) references public.unit_holds (org_id, id),
  foreign key (org_id, mandate_id) references public.mandates (org_id, id),
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
comment on column public.tenancies.mandate_id is 'The mandate by which an agency offered it in the owner''s name; null: the owner''s own people did.';
create index tenancies_unit_idx on public.tenancies (org_id, unit_id);
create index tenancies_hold_idx on public.tenancies (org_id, hold_id);
create index tenancies_mandate_idx on public.tenancies (org_id, mandate_id);
create index tenancies_created_by_idx on public.tenancies (created_by);
create index tenancies_ending_idx on public.tenancies (org_id, ends_on) where is_in_force;

create table public.tenancy_parties (
  org_id uuid not null,
  tenancy_id uuid not null,
  tenant_id uuid not null,
  accepted_at timestamptz,
  created_at timestamptz not null default now(),
  agreed_on_paper boolean not null default false,
  primary key (tenancy_id, tenant_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, tenant_id) references public.tenants (org_id, id),
  constraint tenancy_parties_paper_check check (not agreed_on_paper or accepted_at is not null)
);
comment on table public.tenancy_parties is 'The tenants of a tenancy, jointly liable.';
comment on column public.tenancy_parties.org_id is 'The organization; the same for tenancy and tenant.';
comment on column public.tenancy_parties.tenancy_id is 'The tenancy.';
comment on column public.tenancy_parties.tenant_id is 'The tenant.';
comment on column public.tenancy_parties.accepted_at is 'When this tenant accepted the offer, UTC; of one who agreed on paper, when the landlord''s side said so.';
comment on column public.tenancy_parties.created_at is 'When the tenant was named, UTC.';
comment on column public.tenancy_parties.agreed_on_paper is 'Whether the landlord''s side said that this tenant agreed on paper: the tenant has said nothing here.';
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
