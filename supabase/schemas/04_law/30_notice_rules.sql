-- Which notices the law of a place knows, what makes one good, and how it is served: data, in versioned rulesets. Every
-- notice that is computed keeps the ruleset and version by which it was. Nothing here is legal advice: each row says how
-- sure it is, and what is computed asks for a lawyer's check.

create type public.notice_form as enum ('quit', 'recovery', 'abandoned', 'inspection');
comment on type public.notice_form is 'quit: that a tenancy ends and possession is due; recovery: the owner''s intention to apply to recover possession, after it has ended; abandoned: the same, of premises that were left and not given up; inspection: that the owner comes to look at the premises.';
create type public.notice_end_rule as enum ('on_or_after_term', 'any_day', 'eve_of_period');
comment on type public.notice_end_rule is 'On which day a notice may take effect: any day once the agreed term is over; any day; the eve of a new period of the tenancy.';
create type public.service_mode as enum ('personal', 'adult_at_premises', 'courier', 'affixed', 'app', 'email', 'sms');
comment on type public.service_mode is 'How a notice is served: into the hands of the tenant, to an adult at the premises, by courier with proof, by affixing it to a conspicuous part; or told by the app, e-mail or SMS.';

create table public.notice_rulesets (
  id text primary key check (id ~ '^[a-z0-9-]{3,40}$'),
  jurisdiction text not null check (length(jurisdiction) between 2 and 40),
  version integer not null check (version > 0),
  in_force daterange,
  certainty public.legal_certainty not null,
  source text not null check (private.is_line(source) and length(source) between 2 and 120),
  note text not null check (private.is_prose(note) and length(note) between 1 and 500),
  unique (jurisdiction, source, version)
);
comment on table public.notice_rulesets is 'Laws of notices. A correction is a new version: notices keep the one by which they were computed. Written in Studio; not legal advice.';
comment on column public.notice_rulesets.id is 'The law and the version in which it is written down: lagos-2011-1.';
comment on column public.notice_rulesets.jurisdiction is 'A state; Nigeria where the state''s law does not reach or is not known.';
comment on column public.notice_rulesets.version is 'Which writing down of this law it is: the highest in force counts.';
comment on column public.notice_rulesets.in_force is 'Nigerian dates on which it holds; null while it is not law.';
comment on column public.notice_rulesets.certainty is 'Law, guidance or bill.';
comment on column public.notice_rulesets.source is 'The law. Areas that it leaves out: legal_areas.exempt_from.';
comment on column public.notice_rulesets.note is 'What is left open.';

create table public.notice_rules (
  ruleset_id text not null references public.notice_rulesets (id),
  form public.notice_form not null,
  nature public.tenancy_nature not null,
  form_name text not null check (private.is_line(form_name) and length(form_name) between 2 and 80),
  section text not null check (private.is_line(section) and length(section) between 1 and 80),
  length interval check (length >= interval '0'),
  end_rule public.notice_end_rule not null,
  lapses_after interval check (lapses_after > interval '0'),
  primary key (ruleset_id, form, nature)
);
comment on table public.notice_rules is 'A notice that the law knows for tenancies of a nature: no row, no such notice. Written in Studio; not legal advice.';
comment on column public.notice_rules.ruleset_id is 'The law and its version.';
comment on column public.notice_rules.form is 'The notice.';
comment on column public.notice_rules.nature is 'Of which tenancies.';
comment on column public.notice_rules.form_name is 'The statutory form, as the law calls it.';
comment on column public.notice_rules.section is 'Where in the law.';
comment on column public.notice_rules.length is 'The least time from its service to the day on which it takes effect; null: as agreed, else as notice_lengths says.';
comment on column public.notice_rules.end_rule is 'On which day it may take effect.';
comment on column public.notice_rules.lapses_after is 'Arrears of rent after which such a tenancy is over by itself, so that recovery needs no notice to quit: open for so long, and of as much as the rent of so long; null: never.';

create table public.notice_service_modes (
  ruleset_id text not null references public.notice_rulesets (id),
  is_business boolean not null,
  mode public.service_mode not null,
  is_lawful boolean not null,
  needs_witness boolean not null default false,
  needs_reference boolean not null default false,
  section text not null check (private.is_line(section) and length(section) between 1 and 80),
  primary key (ruleset_id, is_business, mode)
);
comment on table public.notice_service_modes is 'By which modes a notice is served in law, of homes and of business premises; all others are courtesy copies. Written in Studio; not legal advice.';
comment on column public.notice_service_modes.ruleset_id is 'The law and its version.';
comment on column public.notice_service_modes.is_business is 'Of business premises; else of homes.';
comment on column public.notice_service_modes.mode is 'The mode.';
comment on column public.notice_service_modes.is_lawful is 'Whether a notice counts as served by it; else it is a courtesy copy.';
comment on column public.notice_service_modes.needs_witness is 'Whether somebody has to corroborate it.';
comment on column public.notice_service_modes.needs_reference is 'Whether the courier''s reference has to be kept.';
comment on column public.notice_service_modes.section is 'Where in the law, or why not.';

alter table public.notice_rulesets enable row level security;
alter table public.notice_rules enable row level security;
alter table public.notice_service_modes enable row level security;
grant select on public.notice_rulesets, public.notice_rules, public.notice_service_modes to anon, authenticated;
grant select, insert, update, delete on public.notice_rulesets, public.notice_rules, public.notice_service_modes to service_role;
create policy notice_rulesets_select_visitor on public.notice_rulesets for select to anon using (true);
create policy notice_rulesets_select on public.notice_rulesets for select to authenticated using (true);
create policy notice_rules_select_visitor on public.notice_rules for select to anon using (true);
create policy notice_rules_select on public.notice_rules for select to authenticated using (true);
create policy notice_service_modes_select_visitor on public.notice_service_modes for select to anon using (true);
create policy notice_service_modes_select on public.notice_service_modes for select to authenticated using (true);
create trigger record_audit after insert or update or delete on public.notice_rulesets
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.notice_rules
  for each row execute function private.record_audit('form');
create trigger record_audit after insert or update or delete on public.notice_service_modes
  for each row execute function private.record_audit('mode');

insert into public.notice_rulesets (id, jurisdiction, version, in_force, certainty, source, note) values
  ('lagos-2011-1', 'Lagos', 1, '[2011-08-24,)', 'law', 'Lagos Tenancy Law 2011',
    'Of a weekly tenancy s.13 says nothing. Which of TL2 and TL3 is for whom is in the Schedule, which was not read. s.17(2) leaves room for other modes that bring knowledge; none is named. That arrears lapse a tenancy only when what is open also reaches the rent of the time that s.13(2)-(3) name is our strict reading.'),
  ('lagos-bill-2025-1', 'Lagos', 1, null, 'bill', 'Lagos Tenancy Bill 2025',
    'In committee when last seen. Lengths as in 2011; it would cover the whole state, let monthly tenancies lapse after two months of arrears, and have notices served from 8am to 5pm. Arrears are read as strictly as those of 2011.'),
  ('fct-1', 'FCT', 1, '[1990-01-01,)', 'guidance', 'Recovery of Premises Act Cap 544',
    'From secondary sources: a notice to quit ends on the eve of the tenancy''s anniversary.'),
  ('nigeria-1', 'Nigeria', 1, '[1990-01-01,)', 'guidance', 'Recovery of premises: ask counsel',
    'Where no tenancy law of the state is written down here, or its law leaves the area out: the older law of recovery of premises, in its usual form.');

insert into public.notice_rules (ruleset_id, form, nature, form_name, section, length, end_rule, lapses_after)
select ruleset.id, rule.form::public.notice_form, nature, rule.form_name, rule.section, rule.length::interval,
  (case when rule.form = 'quit' then rule.end_rule else 'any_day' end)::public.notice_end_rule,
  case when rule.form = 'recovery' and ruleset.certainty <> 'guidance' then
    case when ruleset.source = 'Lagos Tenancy Bill 2025' then
        case when nature = 'monthly' then interval '2 months' when nature in ('quarterly', 'half_yearly', 'yearly') then interval '3 months' end
      else case when nature = 'monthly' then interval '6 months' when nature in ('quarterly', 'half_yearly') then interval '1 year' end end
  end
from public.notice_rulesets as ruleset
cross join unnest(enum_range(null::public.tenancy_nature)) as nature
cross join lateral (values
  ('quit', case when ruleset.jurisdiction = 'Lagos' then 'Form TL2 or TL3' else 'Notice to quit' end,
    case when ruleset.source = 'Lagos Tenancy Law 2011' then 's.13' when ruleset.source = 'Lagos Tenancy Bill 2025' then 'cl.14' else 'ask counsel' end,
    -- A tenancy at will has no term that binds.
    null, case when nature = 'at_will' then 'any_day' when ruleset.certainty <> 'guidance' then 'on_or_after_term' else 'eve_of_period' end),
  ('recovery', case when ruleset.jurisdiction <> 'Lagos' then 'Notice of owner''s intention to recover possession'
      when nature = 'fixed' then 'Form TL5' else 'Form TL4' end,
    case when ruleset.source = 'Lagos Tenancy Law 2011' then
        case nature when 'fixed' then 's.13(5)' when 'licence' then 's.14' else 's.16' end
      when ruleset.source = 'Lagos Tenancy Bill 2025' then 'cl.14' else 'ask counsel' end,
    '7 days', null),
  ('abandoned', 'Seven days'' notice, abandoned premises',
    case when ruleset.source = 'Lagos Tenancy Law 2011' then 's.15' when ruleset.source = 'Lagos Tenancy Bill 2025' then 'cl.29' else 'ask counsel' end,
    '7 days', null),
  ('inspection', 'Notice of inspection',
    case when ruleset.source = 'Lagos Tenancy Law 2011' then 's.7' else 'ask counsel' end, '1 day', null)
) as rule (form, form_name, section, length, end_rule)
-- A fixed term and a licence end by themselves: there is no notice to quit.
where not (rule.form = 'quit' and nature in ('fixed', 'licence'));

insert into public.notice_service_modes (ruleset_id, is_business, mode, is_lawful, needs_witness, needs_reference, section)
select ruleset.id, place.is_business, way.mode::public.service_mode,
  way.is_lawful and not (place.is_business and way.mode = 'courier'), way.needs_witness, way.needs_reference,
  case when not way.is_lawful then 'not named: a courtesy copy'
    when place.is_business and way.mode = 'courier' then 'not named for business premises'
    when ruleset.source = 'Lagos Tenancy Law 2011' then 'ss.17-19'
    else 'ask counsel' end
from public.notice_rulesets as ruleset
cross join (values (false), (true)) as place (is_business)
cross join (values
  ('personal', true, false, false), ('adult_at_premises', true, false, false), ('courier', true, false, true),
  ('affixed', true, true, false), ('app', false, false, false), ('email', false, false, false), ('sms', false, false, false)
) as way (mode, is_lawful, needs_witness, needs_reference);

create function private.ways_of_serving(ruleset_id text, is_business boolean, form public.notice_form)
returns table (mode public.service_mode, is_lawful boolean, needs_witness boolean, needs_reference boolean, section text)
language sql
stable
rows 7
set search_path = ''
as $$
  select way.mode, way.is_lawful and is_fit, way.needs_witness, way.needs_reference,
    case when is_fit then way.section else 'abandoned premises: affixed only' end
  from public.notice_service_modes as way
  -- Where nobody lives any more there is no hand and no door to give it to.
  cross join lateral (select form is distinct from 'abandoned' or way.mode = 'affixed') as fitting (is_fit)
  where way.ruleset_id = ways_of_serving.ruleset_id and way.is_business = ways_of_serving.is_business
$$;
comment on function private.ways_of_serving(text, boolean, public.notice_form) is
  'By which modes a notice is served in law: those of its law, of which only affixing serves a notice on abandoned premises.';

create function private.notice_ruleset(unit_id uuid, on_day public.calendar_date)
returns public.notice_rulesets
language sql
stable
set search_path = ''
as $$
  select ruleset.*
  from public.units as unit
  join public.properties as property on property.id = unit.property_id
  join public.notice_rulesets as ruleset on ruleset.jurisdiction in (property.state, 'Nigeria') and ruleset.in_force @> on_day::date
  where unit.id = notice_ruleset.unit_id
    and not exists (
      select from public.legal_areas as area
      where area.jurisdiction = ruleset.jurisdiction and area.exempt_from = ruleset.source
        and extensions.st_covers(area.boundary, property.location::extensions.geometry))
  order by ruleset.jurisdiction = 'Nigeria', ruleset.version desc, ruleset.id desc limit 1
$$;
comment on function private.notice_ruleset(uuid, public.calendar_date) is
  'The law of notices where a unit stands on a day: the state''s, unless it leaves the area out; else the general one.';
