-- What the law says of a notice before it is given: rule, section, length, earliest day, last day of service, and what
-- would make it defective. One function computes it; showing it and issuing it ask the same.

create function private.length_in_words(length interval)
returns text
language sql
immutable
set search_path = ''
as $$
  select coalesce(nullif(concat_ws(' and ',
    case when months > 0 then months || case months when 1 then ' month' else ' months' end end,
    case when days > 0 then days || case days when 1 then ' day' else ' days' end end), ''), 'no time')
  from (select (extract(year from length) * 12 + extract(month from length))::integer as months, extract(day from length)::integer as days) as parts
$$;
comment on function private.length_in_words(interval) is 'Such as "6 months" or "7 days".';

create function private.period_of_nature(nature public.tenancy_nature)
returns interval
language sql
immutable
set search_path = ''
as $$
  select case nature when 'weekly' then interval '7 days' when 'monthly' then interval '1 month' when 'quarterly' then interval '3 months'
    when 'half_yearly' then interval '6 months' when 'yearly' then interval '1 year' end
$$;
comment on function private.period_of_nature(public.tenancy_nature) is 'The period of a periodic tenancy; null of one that has none.';

create function private.next_eve(starts_on public.calendar_date, period interval, not_before public.calendar_date)
returns date
language sql
immutable
set search_path = ''
as $$
  -- Counted from the first day each time: a month that is shorter does not shift those after it.
  select (starts_on + period * n)::date - 1
  from generate_series(greatest(0, floor((not_before - starts_on) / (extract(epoch from period) / 86400 + 1)))::integer,
    (greatest(0, (not_before - starts_on)) / (extract(epoch from period) / 86400 - 4) + 2)::integer) as n
  where (starts_on + period * n)::date - 1 >= not_before
  order by n limit 1
$$;
comment on function private.next_eve(public.calendar_date, interval, public.calendar_date) is
  'The first eve of a new period of a tenancy on a day or after it.';

create function private.last_service_day(takes_effect_on public.calendar_date, length interval)
returns date
language sql
immutable
set search_path = ''
as $$
  select max(day)::date from generate_series(takes_effect_on - length - interval '4 days', takes_effect_on - length + interval '4 days', interval '1 day') as day
  where (day::date + length)::date <= takes_effect_on
$$;
comment on function private.last_service_day(public.calendar_date, interval) is 'The last day from which so long a notice still ends in time.';

create function private.months_of_rent(per public.price_period)
returns numeric
language sql
immutable
set search_path = ''
as $$
  select case per when 'year' then 12 when 'half_year' then 6 when 'quarter' then 3 when 'month' then 1
    when 'week' then 12 / 52.0 when 'night' then 12 / 365.0 end
$$;
comment on function private.months_of_rent(public.price_period) is 'For how many months a rent is; null of one for all.';

create function private.same_tenancies(tenancy_id uuid)
returns setof uuid
language sql
stable
rows 2
set search_path = ''
as $$
  with recursive line as (
    select same_tenancies.tenancy_id as id
    union
    select handover.other_tenancy_id from line
    join public.tenancy_handovers as handover on handover.tenancy_id = line.id and handover.side = 'taken_over'
  )
  select line.id from line
$$;
comment on function private.same_tenancies(uuid) is
  'A tenancy, and as what it stood in the books of those who owned the home before: the law carries it over, with the notices that were served.';

create function private.is_taken_back(notice_id uuid, tenancy_ids uuid[])
returns boolean
language sql
stable
set search_path = ''
as $$
  -- By its record of service, or by number and day where the tenancy was passed on, or put under it later.
  select exists (
    select from public.notice_services as service
    join public.tenancy_notices as given on given.id = service.tenancy_notice_id
    where service.notice_id = is_taken_back.notice_id and given.withdrawn_at is not null
      and not exists (select from public.notice_service_corrections as corrected where corrected.service_id = service.id))
  or exists (
    select from public.statutory_notices as notice
    join public.tenancy_notices as given on given.tenancy_id = any (tenancy_ids) and given.given_by_owner and given.withdrawn_at is not null
      and given.ends_on = notice.takes_effect_on and starts_with(given.basis, notice.number || ': ')
    where notice.id = is_taken_back.notice_id and notice.form = 'quit'
      and not exists (
        select from public.tenancy_notices as again
        where again.tenancy_id = given.tenancy_id and again.withdrawn_at is null and again.given_by_owner
          and again.ends_on = given.ends_on and again.basis = given.basis))
$$;
comment on function private.is_taken_back(uuid, uuid[]) is
  'Whether the owner took back the notice under which these tenancies were by a statutory one.';

create function private.determined_on(tenancy public.tenancies, rule public.notice_rules, today public.calendar_date, out on_day date, out how text)
returns record
language plpgsql
stable
set search_path = ''
as $$
declare
  same uuid[] := array(select private.same_tenancies(tenancy.id));
  strictly numeric := tenancy.rent_kobo * (extract(year from rule.lapses_after) * 12 + extract(month from rule.lapses_after)
    + extract(day from rule.lapses_after) / 30) / private.months_of_rent(tenancy.rent_per);
begin
  -- What the agreement itself ends.
  if tenancy.nature in ('fixed', 'licence') then
    on_day := tenancy.ends_on;
    how := case tenancy.nature when 'licence' then 'the licence ended' else 'the agreed term ended' end;
    if on_day <= today then
      return;
    end if;
  end if;
  -- A notice to quit that was served and has run out; it matures when its day has passed.
  select standing.takes_effect_on, 'the notice to quit ' || standing.number || ' took effect' into on_day, how
  from public.notice_standings as standing
  where standing.tenancy_id = any (same) and standing.form = 'quit' and standing.status = 'matured'
    and not private.is_taken_back(standing.notice_id, same)
  order by standing.takes_effect_on limit 1;
  if on_day is not null then
    return;
  end if;
  select given.ends_on, 'the tenants'' own notice ran out' into on_day, how
  from public.tenancy_notices as given
  where given.org_id = tenancy.org_id and given.tenancy_id = tenancy.id and not given.given_by_owner and given.withdrawn_at is null and given.ends_on < today;
  if on_day is not null then
    return;
  end if;
  -- Read strictly: open for so long, and of as much as the rent of so long. A kobo that stays open ends nobody's home.
  select lapsed.on_day, 'it lapsed by arrears of ' || private.length_in_words(rule.lapses_after) || ': ' || private.naira(lapsed.open_kobo) || ' of rent was open'
  into on_day, how
  from (
    select greatest((min(open.due_on) + rule.lapses_after)::date, min(open.due_on) filter (where open.until_then >= strictly)) as on_day,
      sum(open.kobo) as open_kobo, max(open.until_then) >= strictly as is_enough
    from (
      select charge.due_on::date as due_on, rest.kobo, sum(rest.kobo) over (order by charge.due_on, charge.id) as until_then
      from public.charges as charge
      cross join lateral (
        select (charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo)::numeric as kobo) as rest
      where charge.org_id = tenancy.org_id and charge.tenancy_id = tenancy.id and charge.kind = 'rent' and charge.due_on <= today
        and charge.reverses_id is null and not charge.is_reversed and rest.kobo > 0
    ) as open
  ) as lapsed
  where lapsed.is_enough and lapsed.on_day <= today;
end
$$;
comment on function private.determined_on(public.tenancies, public.notice_rules, public.calendar_date) is
  'Since when a tenancy is over in law, and by what; null while it is not.';

create function private.judge_notice(
  tenancy public.tenancies, form public.notice_form, takes_effect_on public.calendar_date, serve_on public.calendar_date, grounds text,
  head public.letterheads)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  today date := private.lagos_date();
  serving date := coalesce(serve_on, today);
  ruleset public.notice_rulesets := private.notice_ruleset(tenancy.unit_id, today);
  rule public.notice_rules;
  home record;
  length interval;
  basis text;
  earliest date;
  latest date := greatest((today + interval '1 year')::date, tenancy.ends_on);
  period interval := private.period_of_nature(tenancy.nature);
  over_since date;
  over_by text;
  effect date := takes_effect_on;
  running public.notice_standings;
  usual record;
  same uuid[] := array(select private.same_tenancies(tenancy.id));
  faults jsonb := '[]'::jsonb;
  warnings text[] := array['Have a lawyer check this notice before it is served.'];
begin
  select concat_ws(', ', unit.label, property.name, property.street, property.area, nullif(property.lga, property.area), property.state) as premises,
    unit.kind in ('shop', 'office', 'warehouse') or property.use = 'commercial' as is_business, property.state,
    property.location is null as is_unplaced, organization.name as landlord,
    people.names as addressee, people.address as addressee_address
  into strict home
  from public.units as unit
  join public.properties as property on property.id = unit.property_id
  join public.organizations as organization on organization.id = unit.org_id
  cross join lateral (
    select string_agg(tenant.full_name, ' and ' order by party.created_at, tenant.id) as names,
      (array_agg(tenant.address order by party.created_at, tenant.id))[1] as address
    from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id
  ) as people
  where unit.id = tenancy.unit_id;
  select known.* into rule from public.notice_rules as known
  where known.ruleset_id = ruleset.id and known.form = form and known.nature = tenancy.nature;

  -- What is missing.
  if grounds is null or length(btrim(grounds)) not between 3 and 1000 then
    faults := faults || private.notice_fault('statutory_notice.incomplete', 'grounds', 'say why, with particulars, in 3 to 1,000 characters');
  end if;
  if head.id is null then
    faults := faults || private.notice_fault('statutory_notice.incomplete', 'letterhead', 'a notice is signed: set the letterhead with its signatory first');
  end if;
  if serving < today or serving > today + 180 then
    faults := faults || private.notice_fault('statutory_notice.bad_day', 'serve_on', 'it can be served today or within 180 days');
  end if;
  if tenancy.is_in_force is not true or exists (
    select from public.tenancies as renewal where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.is_in_force) then
    faults := faults || private.notice_fault('statutory_notice.not_in_force', 'tenancy_id',
      format('the tenancy is %s, or was renewed', replace(tenancy.status::text, '_', ' ')));
  end if;

  -- Whether there is such a notice for such a tenancy.
  if rule.form is null then
    faults := faults || private.notice_fault('statutory_notice.wrong_form', 'form', case
      when form = 'quit' and tenancy.nature in ('fixed', 'licence') then format(
        'a %s ends by itself, without a notice to quit; once it is over, give the notice of intention to recover possession (recovery)',
        private.nature_in_words(tenancy.nature))
      else format('%s knows no such notice for a %s', coalesce(ruleset.source, 'the law as it is written down here'), private.nature_in_words(tenancy.nature)) end);
  else
    if rule.length is not null then
      length := rule.length;
      basis := concat_ws(' ', ruleset.source, rule.section);
    else
      select known.length, known.basis into length, basis from private.notice_rule(tenancy) as known;
    end if;
    earliest := (serving + length)::date;
    if rule.end_rule = 'on_or_after_term' then
      earliest := greatest(earliest, tenancy.ends_on);
    elsif rule.end_rule = 'eve_of_period' then
      earliest := private.next_eve(tenancy.starts_on, period, greatest(earliest, tenancy.ends_on - 1));
    end if;
    effect := coalesce(effect, earliest);
    if effect < earliest then
      faults := faults || private.notice_fault('statutory_notice.too_short', 'takes_effect_on', format(
        'served on %s it can take effect on %s at the earliest: it needs %s (%s)%s', to_char(serving, 'FMDD FMMonth YYYY'),
        to_char(earliest, 'FMDD FMMonth YYYY'), private.length_in_words(length), basis,
        case when rule.end_rule <> 'any_day' then ', and the agreed term binds' else '' end));
    elsif rule.end_rule = 'eve_of_period' and private.next_eve(tenancy.starts_on, period, effect) <> effect then
      faults := faults || private.notice_fault('statutory_notice.wrong_day', 'takes_effect_on', format(
        'it must end on the eve of a new period of the tenancy: on %s, or later on such a day',
        to_char(private.next_eve(tenancy.starts_on, period, effect), 'FMDD FMMonth YYYY')));
    elsif effect > greatest(latest, earliest) then
      faults := faults || private.notice_fault('statutory_notice.too_late', 'takes_effect_on',
        format('it can take effect on %s at the latest', to_char(greatest(latest, earliest), 'FMDD FMMonth YYYY')));
    end if;
  end if;

  -- What must have come before it.
  if form in ('recovery', 'abandoned') and rule.form is not null then
    select known.on_day, known.how into over_since, over_by from private.determined_on(tenancy, rule, today) as known;
    if over_since is null or over_since > today then
      faults := faults || private.notice_fault('statutory_notice.too_early', 'form', case
        when tenancy.nature in ('fixed', 'licence') then format('the %s runs until %s', private.nature_in_words(tenancy.nature), to_char(tenancy.ends_on - 1, 'FMDD FMMonth YYYY'))
        else coalesce((
          select format('the notice to quit %s takes effect on %s: not before the day after', standing.number, to_char(standing.takes_effect_on, 'FMDD FMMonth YYYY'))
          from public.notice_standings as standing
          where standing.tenancy_id = any (same) and standing.form = 'quit' and standing.status = 'served'
            and not private.is_taken_back(standing.notice_id, same) order by standing.takes_effect_on limit 1),
          'the tenancy is not over: give a notice to quit, have it served, and wait until it has taken effect') end);
    elsif over_by like 'it lapsed%' then
      warnings := warnings || 'It rests on arrears alone: the court must be shown them, and they are as the books here say.'::text;
    end if;
  end if;
  select standing.* into running from public.notice_standings as standing
  where standing.form = form and standing.takes_effect_on >= today and (
    standing.tenancy_id = tenancy.id and standing.status in ('issued', 'served')
    -- What the seller of the home had served runs on; what was not served nobody can serve any more.
    or standing.tenancy_id = any (same) and standing.status = 'served' and not private.is_taken_back(standing.notice_id, same))
  order by standing.notice_id desc limit 1;
  if running.notice_id is not null then
    faults := faults || private.notice_fault('statutory_notice.already_given', 'form',
      format(case when running.tenancy_id = tenancy.id then 'the notice %s runs until %s: withdraw it first'
        else 'the notice %s, which the owner before you gave, runs until %s' end, running.number, to_char(running.takes_effect_on, 'FMDD FMMonth YYYY')));
  end if;

  -- What a lawyer should look at.
  if ruleset.certainty <> 'law' then
    warnings := warnings || ('No text of a law stands behind these rules here: ' || ruleset.source || '.');
  end if;
  select known.length, known.source into usual from public.notice_lengths as known
  where known.nature = tenancy.nature and known.jurisdiction in ('Nigeria', ruleset.jurisdiction)
  order by known.jurisdiction = 'Nigeria' limit 1;
  if form = 'quit' and rule.length is null and tenancy.notice_days is not null
    and (serving + length)::date < (serving + usual.length)::date then
    warnings := warnings || format('The agreed %s are shorter than the %s that hold where nothing is agreed (%s): ask whether they stand.',
      private.length_in_words(length), private.length_in_words(usual.length), usual.source);
  end if;
  if tenancy.nature = 'weekly' and form = 'quit' then
    warnings := warnings || 'The law read here does not say how long the notice of a weekly tenancy is.'::text;
  end if;
  if form = 'quit' and tenancy.nature = 'monthly' and rule.end_rule = 'on_or_after_term' then
    warnings := warnings || 'Whether the notice of a monthly tenancy may end within a month is not said: ask whether it should end with one.'::text;
  end if;
  if home.is_unplaced and exists (select from public.legal_areas as area where area.jurisdiction = home.state) then
    warnings := warnings || 'The place of the property is not on the map: whether the law of the state reaches it is not known.'::text;
  end if;
  return jsonb_build_object(
    'form', form, 'nature', tenancy.nature, 'ruleset_id', ruleset.id, 'ruleset_version', ruleset.version, 'jurisdiction', ruleset.jurisdiction,
    'certainty', ruleset.certainty, 'source', ruleset.source, 'section', rule.section, 'form_name', rule.form_name, 'end_rule', rule.end_rule,
    'length', private.length_in_words(length), 'length_basis', basis, 'is_business', home.is_business,
    'written_on', today, 'serve_on', serving, 'earliest_on', earliest, 'takes_effect_on', effect,
    'serve_by', case when effect >= earliest then private.last_service_day(effect, length) end,
    'determined_on', over_since, 'determined_by', over_by,
    'landlord', home.landlord, 'addressee', home.addressee, 'addressee_address', home.addressee_address, 'premises', home.premises,
    'signed_by', head.signatory_name, 'signed_as', head.signatory_title,
    'needs_lawyers_check', true, 'warnings', warnings, 'faults', faults);
end
$$;
comment on function private.judge_notice(public.tenancies, public.notice_form, public.calendar_date, public.calendar_date, text, public.letterheads) is
  'What the law says of a notice that is to be given: rule, dates, who, warnings, and faults, which make it defective. Days: takes_effect_on, the earliest when null; serve_on, today when null.';

create function private.notice_fault(code text, field text, message text)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select jsonb_build_object('code', code, 'field', field, 'message', message)
$$;
comment on function private.notice_fault(text, text, text) is 'One thing that would make a notice defective.';

create function private.nature_in_words(nature public.tenancy_nature)
returns text
language sql
immutable
set search_path = ''
as $$
  select case nature when 'at_will' then 'tenancy at will' when 'fixed' then 'tenancy for a fixed term' when 'licence' then 'licence'
    else replace(nature::text, '_', '-') || ' tenancy' end
$$;
comment on function private.nature_in_words(public.tenancy_nature) is 'Such as "half-yearly tenancy".';

create function private.notice_body(form public.notice_form, judged jsonb, grounds text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  on_day text := to_char((judged ->> 'takes_effect_on')::date, 'FMDD FMMonth YYYY');
  over_since text := to_char((judged ->> 'determined_on')::date, 'FMDD FMMonth YYYY');
  held text := private.nature_in_words((judged ->> 'nature')::public.tenancy_nature);
  law text := judged ->> 'source' || case when judged ->> 'section' ~ '^(s|cl)' then ', ' || (judged ->> 'section') else '' end;
  said text[];
begin
  said := case form
    when 'quit' then array[
      format('TAKE NOTICE that you are required to quit, and to deliver up possession of, the premises described above, which you hold of %s under a %s, on %s.', judged ->> 'landlord', held, on_day),
      'Grounds: ' || grounds,
      format('This notice gives at least %s, as required (%s).', judged ->> 'length', judged ->> 'length_basis')]
    when 'recovery' then array[
      format('TAKE NOTICE that the %s under which you held the premises described above of %s was determined on %s (%s), and that you have not given up possession of them.', held, judged ->> 'landlord', over_since, judged ->> 'determined_by'),
      format('Unless you give up peaceable possession before %s, which is at least %s after this notice is served on you, %s intends to apply to the court on that day or after it for an order to recover possession.', on_day, judged ->> 'length', judged ->> 'landlord'),
      'Grounds and particulars: ' || grounds]
    when 'abandoned' then array[
      format('TAKE NOTICE that the %s under which the premises described above were held of %s was determined on %s (%s), and that they appear to have been abandoned without possession being given up.', held, judged ->> 'landlord', over_since, judged ->> 'determined_by'),
      format('Unless possession is given up before %s, %s intends to apply to the court on that day or after it for an order to recover possession.', on_day, judged ->> 'landlord'),
      'Particulars: ' || grounds]
    else array[
      format('TAKE NOTICE that %s, or somebody with written authority, will come to look at the premises described above on %s, by day and at a reasonable hour.', judged ->> 'landlord', on_day),
      'What for: ' || grounds,
      'Please be there, or have an adult let us in. If the day does not suit you, tell us and we will agree on another.']
  end;
  if form <> 'inspection' then
    said := said || 'Nobody may put you out, lock you out or cut off your services without an order of the court. You may wish to take legal advice.'::text;
  end if;
  return array_to_string(said || format('Given under %s.', law), E'\n\n');
end
$$;
comment on function private.notice_body(public.notice_form, jsonb, text) is 'The text of a notice out of what was computed. English governs.';
