-- Law is data: a rule has a place, days on which it is in force, and a source. Answers say which rules they used.

create type public.legal_rule_key as enum (
  'advance_rent_months', 'agency_fee_bps', 'payer_is_who_engaged',
  'sitting_advance_months_monthly', 'sitting_advance_months_yearly', 'late_fee_bps',
  'rent_relief_bps', 'rent_relief_most_kobo',
  'application_fee_most_kobo', 'application_fee_refundable'
);
comment on type public.legal_rule_key is 'What a rule limits: months of rent in advance, an agency fee in basis points of the yearly rent, who bears a professional''s fee, a late fee in basis points of what is late; the share of a year''s rent that is free of tax, and its most in kobo; the most of a fee for applying in kobo (zero: none may be asked), and that it goes back to who is turned down.';
create type public.legal_certainty as enum ('law', 'guidance', 'bill');
comment on type public.legal_certainty is 'Enacted law, a regulator''s guidance, a bill that is not law.';

create table public.legal_areas (
  id uuid primary key default private.uuid_v7(),
  jurisdiction text not null check (length(jurisdiction) between 2 and 40),
  name text not null check (private.is_line(name) and length(name) between 2 and 80),
  exempt_from text not null check (length(exempt_from) between 2 and 120),
  boundary extensions.geometry (multipolygon, 4326) not null check (extensions.st_isvalid(boundary) and not extensions.st_isempty(boundary)),
  note text not null check (private.is_prose(note) and length(note) between 1 and 500),
  unique (jurisdiction, name, exempt_from)
);
comment on table public.legal_areas is 'Areas that a law leaves out. Written in Studio.';
comment on column public.legal_areas.id is 'Time-ordered identifier.';
comment on column public.legal_areas.jurisdiction is 'State, or FCT.';
comment on column public.legal_areas.name is 'The area, in the law''s words.';
comment on column public.legal_areas.exempt_from is 'The source of the rules that do not reach it: legal_rules.source.';
comment on column public.legal_areas.boundary is 'Where it lies, WGS 84 degrees.';
comment on column public.legal_areas.note is 'How sure the boundary is.';

create table public.legal_rules (
  id uuid primary key default private.uuid_v7(),
  jurisdiction text not null check (length(jurisdiction) between 2 and 40),
  rule_key public.legal_rule_key not null,
  most bigint check (most >= 0),
  in_force daterange,
  certainty public.legal_certainty not null,
  source text not null check (private.is_line(source) and length(source) between 2 and 120),
  section text not null check (private.is_line(section) and length(section) between 1 and 80),
  message text not null check (private.is_line(message) and length(message) between 5 and 300),
  unique (jurisdiction, rule_key, source)
);
comment on table public.legal_rules is 'Limits on what may be asked of tenants. Written in Studio; not legal advice.';
comment on column public.legal_rules.id is 'Time-ordered identifier.';
comment on column public.legal_rules.jurisdiction is 'State, or FCT.';
comment on column public.legal_rules.rule_key is 'What it limits.';
comment on column public.legal_rules.most is 'The most that is allowed, in the unit of the key; null where there is no number.';
comment on column public.legal_rules.in_force is 'Nigerian dates on which it holds; null while it is not law.';
comment on column public.legal_rules.certainty is 'Law, guidance or bill.';
comment on column public.legal_rules.source is 'The law or the regulator.';
comment on column public.legal_rules.section is 'Where in the source.';
comment on column public.legal_rules.message is 'What people read when a listing exceeds it.';

alter table public.legal_areas enable row level security;
alter table public.legal_rules enable row level security;
grant select on public.legal_areas, public.legal_rules to anon, authenticated;
grant select, insert, update, delete on public.legal_areas, public.legal_rules to service_role;
create policy legal_areas_select_visitor on public.legal_areas for select to anon using (true);
create policy legal_areas_select on public.legal_areas for select to authenticated using (true);
create policy legal_rules_select_visitor on public.legal_rules for select to anon using (true);
create policy legal_rules_select on public.legal_rules for select to authenticated using (true);
create trigger record_audit after insert or update or delete on public.legal_areas
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.legal_rules
  for each row execute function private.record_audit();

insert into public.legal_rules (jurisdiction, rule_key, most, in_force, certainty, source, section, message) values
  ('Lagos', 'advance_rent_months', 12, '[2011-08-24,)', 'law', 'Lagos Tenancy Law 2011', 's.4',
    'More than one year of rent in advance may not be asked of a new tenant, nor paid.'),
  ('Lagos', 'payer_is_who_engaged', null, '[2011-08-24,)', 'law', 'Lagos Tenancy Law 2011', 's.11',
    'Who engages a professional bears the fee.'),
  ('Lagos', 'agency_fee_bps', 1000, '[2022-02-07,)', 'guidance', 'LASRERA', 'policy',
    'The regulator''s guidance is an agency fee of at most 10% of a year''s rent.'),
  ('Lagos', 'agency_fee_bps', 500, null, 'bill', 'Lagos Tenancy Bill 2025', 'cl.3',
    'The bill would allow an agency fee of at most 5% of a year''s rent.'),
  ('Lagos', 'sitting_advance_months_monthly', 6, '[2011-08-24,)', 'law', 'Lagos Tenancy Law 2011', 's.4',
    'More than six months of rent in advance may not be asked of a sitting monthly tenant, nor paid.'),
  ('Lagos', 'sitting_advance_months_yearly', 12, '[2011-08-24,)', 'law', 'Lagos Tenancy Law 2011', 's.4',
    'More than one year of rent in advance may not be asked of a sitting yearly tenant, nor paid.'),
  ('Nigeria', 'rent_relief_bps', 2000, '[2026-01-01,)', 'law', 'Nigeria Tax Act 2025', 's.30',
    'A fifth of the rent paid in a year is free of income tax.'),
  ('Nigeria', 'rent_relief_most_kobo', 50000000, '[2026-01-01,)', 'law', 'Nigeria Tax Act 2025', 's.30',
    'At most 500,000 naira of rent are free of income tax in a year.');

-- Boxes drawn by hand around the areas that s.1(3) names; a surveyed boundary should take their place.
insert into public.legal_areas (jurisdiction, name, exempt_from, boundary, note)
select 'Lagos', name, 'Lagos Tenancy Law 2011',
  extensions.st_multi(extensions.st_makeenvelope(west, south, east, north, 4326)), 'Approximate: drawn by hand'
from (values
  ('Apapa', 3.345, 6.430, 3.385, 6.465), ('Ikeja GRA', 3.340, 6.570, 3.365, 6.592),
  ('Ikoyi', 3.415, 6.438, 3.455, 6.465), ('Victoria Island', 3.405, 6.420, 3.450, 6.438)
) as drawn (name, west, south, east, north);

create function private.rules_for_listing(listing_id uuid, on_day public.calendar_date)
returns setof public.legal_rules
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select rule.*
  from public.listings as listing
  join public.units as unit on unit.org_id = listing.org_id and unit.id = listing.unit_id
  join public.properties as property on property.org_id = unit.org_id and property.id = unit.property_id
  join public.legal_rules as rule
    on lower(rule.jurisdiction) = lower(regexp_replace(btrim(property.state), '\s+state$', '', 'i')) and rule.in_force @> on_day::date
  where listing.id = rules_for_listing.listing_id
    -- It runs as its owner: without this, anyone could ask about a draft.
    and (listing.status = 'published' or listing.org_id = any (array(select private.my_org_ids('properties.read')))
      or listing.id = any (array(select private.my_mandated_listing_ids()))
      or listing.status <> 'draft' and private.is_staff('moderation'))
    and not exists (
      select from public.legal_areas as area
      where area.jurisdiction = rule.jurisdiction and area.exempt_from = rule.source
        and extensions.st_covers(area.boundary, property.location::extensions.geometry));
end
$$;
comment on function private.rules_for_listing(uuid, public.calendar_date) is
  'The rules in force where the property of a listing that the caller may see really stands; Lagos State is Lagos. As its owner, because visitors may not see where that is.';

grant execute on function private.rules_for_listing(uuid, public.calendar_date) to anon, authenticated, service_role;
