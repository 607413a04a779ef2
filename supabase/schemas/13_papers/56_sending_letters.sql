-- Letters: to whom a draft goes, what it says to each, sending it, withdrawing a letter, and reading one.

create function private.addressees_of(draft public.letter_drafts)
returns setof uuid
language sql
stable
rows 1000
set search_path = ''
as $$
  select tenancy.id
  from public.tenancies as tenancy
  join public.units as unit on unit.id = tenancy.unit_id
  where tenancy.org_id = draft.org_id and tenancy.is_in_force
    and (draft.unit_kinds = '{}' or unit.kind = any (draft.unit_kinds))
    and (draft.property_ids = '{}' and draft.unit_ids = '{}' and draft.tenancy_ids = '{}'
      or unit.property_id in (select private.properties_within(draft.org_id, draft.property_ids))
      or unit.id = any (draft.unit_ids) or tenancy.id = any (draft.tenancy_ids))
    -- Who has renewed already lives there by the term before.
    and (tenancy.id = any (draft.tenancy_ids) or not exists (
      select from public.tenancies as parent
      where parent.org_id = tenancy.org_id and parent.id = tenancy.parent_id and parent.is_in_force))
$$;
comment on function private.addressees_of(public.letter_drafts) is
  'The tenancies in force to whose tenants a draft goes now: the only place that says it. One whose renewal is agreed before its term is over has one letter, unless the renewal is named.';

create function private.merge_letters(draft public.letter_drafts, tenancy_ids uuid[])
returns table (
  tenancy_id uuid, addressee text, addressee_address text, premises text, language public.locale,
  subject text, body text, missing text[])
language plpgsql
stable
rows 1000
set search_path = ''
-- Planned for any list of tenancies, once.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  types jsonb := private.letter_fields() || draft.fields;
  -- English, or the first that there is, for whom there is none of their own.
  usual public.locale := (select text.key::public.locale from jsonb_object_keys(draft.texts) as text (key) order by text.key::public.locale limit 1);
  signatory text := (private.letterhead_of(draft.org_id)).signatory_name;
  today date := private.lagos_date();
begin
  return query
  select home.id, home.names, home.address, home.premises, home.language,
    -- One sign too many says that it is too long: what was broken off is never taken for the whole.
    case when length(head.merged) > 300 then left(head.merged, 301) else regexp_replace(head.merged, '[\t\n]+', ' ', 'g') end,
    case when length(text.merged) > 20000 then left(text.merged, 20001) else btrim(text.merged, E' \n') end,
    array(select distinct name from unnest(head.missing || text.missing) as name order by name)
  from (
    select tenancy.id, people.names, people.address,
      concat_ws(', ', unit.label, property.name, property.street, property.area, nullif(property.lga, property.area), property.state) as premises,
      coalesce(people.language, usual) as language,
      jsonb_strip_nulls(jsonb_build_object(
        'tenant_names', people.names, 'tenant_address', people.address,
        'premises', concat_ws(', ', unit.label, property.name, property.street, property.area, nullif(property.lga, property.area), property.state),
        'unit', unit.label, 'property', property.name, 'organization', organization.name, 'signatory', signatory,
        'today', today, 'tenancy_starts_on', tenancy.starts_on, 'tenancy_ends_on', tenancy.ends_on,
        'rent_kobo', tenancy.rent_kobo, 'owed_kobo', coalesce(owed.kobo, 0), 'owed_since', owed.since)) as facts
    from public.tenancies as tenancy
    join public.organizations as organization on organization.id = tenancy.org_id
    join public.units as unit on unit.id = tenancy.unit_id
    join public.properties as property on property.id = unit.property_id
    cross join lateral (
      select string_agg(tenant.full_name, ' and ' order by party.created_at, tenant.id) as names,
        (array_agg(tenant.address order by party.created_at, tenant.id))[1] as address,
        -- The first of them for whose own language there is a text.
        (array_agg(person.locale order by party.created_at, tenant.id)
          filter (where person.locale is not null and draft.texts ? person.locale::text))[1] as language
      from public.tenancy_parties as party
      join public.tenants as tenant on tenant.id = party.tenant_id
      left join public.profiles as person on person.id = tenant.user_id
      where party.tenancy_id = tenancy.id
    ) as people
    left join lateral (
      select sum(charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo)::bigint as kobo, min(charge.due_on) as since
      from public.charges as charge
      where charge.org_id = tenancy.org_id and charge.tenancy_id = tenancy.id and charge.due_on <= today
        and charge.reverses_id is null and not charge.is_reversed
        and charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo > 0
    ) as owed on true
    where tenancy.org_id = draft.org_id and tenancy.id = any (tenancy_ids)
  ) as home
  cross join lateral private.merge_facts(
    draft.texts -> home.language::text ->> 'subject', draft.facts || home.facts, types, 'email', home.language, 300) as head
  cross join lateral private.merge_facts(
    draft.texts -> home.language::text ->> 'body', draft.facts || home.facts, types, 'email', home.language, 20000) as text
  order by home.id;
end
$$;
comment on function private.merge_letters(public.letter_drafts, uuid[]) is
  'What a draft says to the tenants of some tenancies, put together, and which facts are missing for it. A subject of more than 300 characters, or a body of more than 20,000, is cut one after.';

-- Drafts ----------------------------------------------------------------------------------------

create function private.save_letter_draft(
  org_id uuid, client_id uuid, template_id uuid, texts jsonb, fields jsonb, facts jsonb,
  property_ids uuid[], unit_ids uuid[], tenancy_ids uuid[], unit_kinds public.unit_kind[])
returns public.letter_drafts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  draft public.letter_drafts;
  template public.letter_templates;
  types jsonb;
  said jsonb;
  told jsonb;
  bad text;
begin
  perform private.require_permission(org_id, 'tenancies.write');
  if client_id is null then
    perform private.raise_problem('letter.bad', 'Cannot keep the draft: give it a client_id', 400, jsonb_build_object('field', 'client_id'));
  end if;
  if template_id is not null then
    select known.* into template from public.letter_templates as known
    where known.org_id = org_id and known.id = template_id and known.retired_at is null;
    if not found then
      perform private.raise_problem('letter.unknown_template', 'Cannot find the template in your organization', 404,
        jsonb_build_object('field', 'template_id'));
    end if;
  end if;
  types := private.read_letter_fields(coalesce(fields, template.fields));
  said := private.read_letter_texts(coalesce(texts, (
    select jsonb_object_agg(text.language, jsonb_build_object('subject', text.subject, 'body', text.body))
    from public.letter_template_texts as text where text.org_id = org_id and text.template_id = template_id)), types);
  told := private.read_letter_facts(facts, types);
  draft.org_id := org_id;
  draft.property_ids := array(select distinct id from unnest(property_ids) as id where id is not null order by id);
  draft.unit_ids := array(select distinct id from unnest(unit_ids) as id where id is not null order by id);
  draft.tenancy_ids := array(select distinct id from unnest(tenancy_ids) as id where id is not null order by id);
  draft.unit_kinds := array(select distinct kind from unnest(unit_kinds) as kind where kind is not null order by kind);
  bad := case
    -- An empty list chooses nobody: it is not the same as no choice.
    when property_ids = '{}' or array_position(property_ids, null) is not null then 'property_ids'
    when unit_ids = '{}' or array_position(unit_ids, null) is not null then 'unit_ids'
    when tenancy_ids = '{}' or array_position(tenancy_ids, null) is not null then 'tenancy_ids'
    when unit_kinds = '{}' or array_position(unit_kinds, null) is not null then 'unit_kinds'
    when cardinality(draft.property_ids) + cardinality(draft.unit_ids) + cardinality(draft.tenancy_ids) > 500 then 'unit_ids'
  end;
  if bad is not null then
    perform private.raise_problem('letter.bad',
      format('Cannot keep the draft: %s must name homes, 500 at most in all; leave it out for everybody', bad), 400, jsonb_build_object('field', bad));
  end if;
  bad := case
    when exists (select from unnest(draft.property_ids) as wanted (id) where not exists (
      select from public.properties as property where property.org_id = org_id and property.id = wanted.id)) then 'property_ids'
    when exists (select from unnest(draft.unit_ids) as wanted (id) where not exists (
      select from public.units as unit where unit.org_id = org_id and unit.id = wanted.id)) then 'unit_ids'
    when exists (select from unnest(draft.tenancy_ids) as wanted (id) where not exists (
      select from public.tenancies as tenancy where tenancy.org_id = org_id and tenancy.id = wanted.id)) then 'tenancy_ids'
  end;
  if bad is not null then
    perform private.raise_problem('letter.unknown_home', 'Cannot find these homes in your organization', 404, jsonb_build_object('field', bad));
  end if;
  insert into public.letter_drafts as known (
    org_id, client_id, template_id, texts, fields, facts, property_ids, unit_ids, tenancy_ids, unit_kinds, created_by)
  values (org_id, client_id, template_id, said, types, told, draft.property_ids, draft.unit_ids, draft.tenancy_ids, draft.unit_kinds,
    (select auth.uid()))
  on conflict on constraint letter_drafts_org_id_client_id_key do update
  set template_id = excluded.template_id, texts = excluded.texts, fields = excluded.fields, facts = excluded.facts,
    property_ids = excluded.property_ids, unit_ids = excluded.unit_ids, tenancy_ids = excluded.tenancy_ids, unit_kinds = excluded.unit_kinds
  where known.sent_at is null
  returning known.* into draft;
  if not found then
    perform private.raise_problem('letter.sent', 'Cannot change the draft: it was sent', 409, jsonb_build_object('field', 'client_id'));
  end if;
  return draft;
end
$$;
comment on function private.save_letter_draft(uuid, uuid, uuid, jsonb, jsonb, jsonb, uuid[], uuid[], uuid[], public.unit_kind[]) is
  'Checks the permission, what is said and to whom, then keeps the draft; saved again under its client_id it is changed until it is sent.';
grant execute on function private.save_letter_draft(uuid, uuid, uuid, jsonb, jsonb, jsonb, uuid[], uuid[], uuid[], public.unit_kind[]) to authenticated;

create function private.read_letter_facts(facts jsonb, types jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  given jsonb := private.tidy_json(coalesce(facts, '{}'));
  bad text;
begin
  if jsonb_typeof(given) <> 'object' then
    bad := 'facts';
  else
    bad := (
      select fact.key from jsonb_each(given) as fact
      where not types ? fact.key
        or fact.value <> 'null' and private.shown_fact(types ->> fact.key, fact.value, 'email', 'en') is null
        or length(fact.value #>> '{}') > 2000 or private.hidden_in(fact.value #>> '{}') is not null
        or rtrim(types ->> fact.key, '?') = 'line' and fact.value #>> '{}' ~ '[\t\n]'
      order by fact.key limit 1);
  end if;
  if bad is not null then
    perform private.raise_problem('letter.bad_fact',
      format('Cannot use %s: each fact must be a field of the letter and what its type says (kobo: a whole number; date: 2026-12-24)', bad), 400,
      jsonb_build_object('field', 'facts', 'fact', bad));
  end if;
  return given;
end
$$;
comment on function private.read_letter_facts(jsonb, jsonb) is 'What the given fields of a letter say, each as its type wants it; null is none. Error: letter.bad_fact 400.';

create function public.save_letter_draft(
  org_id uuid, client_id uuid, template_id uuid default null, texts jsonb default null, fields jsonb default null,
  facts jsonb default null, property_ids uuid[] default null, unit_ids uuid[] default null, tenancy_ids uuid[] default null,
  unit_kinds public.unit_kind[] default null)
returns public.letter_drafts
language sql
set search_path = ''
as $$
  select private.limit_person('save_letter_draft');
  select private.save_letter_draft(org_id, client_id, template_id, texts, fields, facts, property_ids, unit_ids, tenancy_ids, unit_kinds)
$$;
comment on function public.save_letter_draft(uuid, uuid, uuid, jsonb, jsonb, jsonb, uuid[], uuid[], uuid[], public.unit_kind[]) is
  'Keeps a draft of a letter to the tenants of some properties (with all that stands in them), units or tenancies, or to all when none is named; of these only to homes of unit_kinds. Its text is the template''s, or texts by language {subject, body}; facts are what its own fields say. Saved again with the same client_id it is changed, until it is sent. Needs tenancies.write. Errors: auth.forbidden 403, letter.bad, letter.bad_fields, letter.bad_text, letter.bad_fact 400, letter.unknown_template, letter.unknown_home 404, letter.sent 409.';
grant execute on function public.save_letter_draft(uuid, uuid, uuid, jsonb, jsonb, jsonb, uuid[], uuid[], uuid[], public.unit_kind[]) to authenticated;

create function private.find_letter_draft(draft_id uuid)
returns public.letter_drafts
language plpgsql
stable
set search_path = ''
as $$
declare
  draft public.letter_drafts;
begin
  select known.* into draft from public.letter_drafts as known
  where known.id = draft_id and known.org_id in (select private.my_org_ids('tenancies.read'));
  if not found then
    perform private.raise_problem('letter.draft_not_found', 'Cannot find the draft in your organization', 404,
      jsonb_build_object('field', 'draft_id'));
  end if;
  perform private.require_permission(draft.org_id, 'tenancies.write');
  return draft;
end
$$;
comment on function private.find_letter_draft(uuid) is 'A draft of which the caller may make letters. Errors: letter.draft_not_found 404, auth.forbidden 403.';

create function private.preview_letters(draft_id uuid, after_tenancy_id uuid, most integer)
returns table (
  tenancy_id uuid, addressee text, addressee_address text, premises text, language public.locale,
  subject text, body text, missing text[], letters bigint)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  draft public.letter_drafts := private.find_letter_draft(preview_letters.draft_id);
  homes uuid[] := array(select home from private.addressees_of(draft) as home order by home);
begin
  return query
  select made.*, cardinality(homes)::bigint
  from private.merge_letters(draft, array(
    select home from unnest(homes) as home
    where preview_letters.after_tenancy_id is null or home > preview_letters.after_tenancy_id
    order by home limit least(greatest(coalesce(preview_letters.most, 10), 1), 100))) as made
  order by made.tenancy_id;
end
$$;
comment on function private.preview_letters(uuid, uuid, integer) is 'Checks the permission, then puts some of a draft''s letters together without sending them.';
grant execute on function private.preview_letters(uuid, uuid, integer) to authenticated;

create function public.preview_letters(draft_id uuid, after_tenancy_id uuid default null, most integer default 10)
returns table (
  tenancy_id uuid, addressee text, addressee_address text, premises text, language public.locale,
  subject text, body text, missing text[], letters bigint)
language sql
set search_path = ''
as $$
  select private.limit_person('preview_letters');
  select * from private.preview_letters(draft_id, after_tenancy_id, most)
$$;
comment on function public.preview_letters(uuid, uuid, integer) is
  'What a draft would say to each tenancy, up to most (100) after after_tenancy_id, in the language of its tenants; missing: facts without which it is not sent; letters: how many it would be in all. What is too long to be sent (300 characters of subject, 20,000 of body) is cut one after. Needs tenancies.write. Errors: letter.draft_not_found 404, auth.forbidden 403.';
grant execute on function public.preview_letters(uuid, uuid, integer) to authenticated;

-- Sending ---------------------------------------------------------------------------------------

create function private.require_letters(org_id uuid, how_many integer)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sent integer;
  most integer;
begin
  select count(*) into sent from public.letters as letter
  where letter.org_id = org_id and letter.sent_at >= (private.lagos_date()::timestamp at time zone 'Africa/Lagos');
  select a_day into most from private.letter_limits where what = 'letters';
  if (sent + how_many <= most) is not true then
    perform private.raise_problem('letter.too_many', format('Cannot send more on this day: at most %s letters', most), 409,
      jsonb_build_object('field', 'draft_id', 'letters', sent));
  end if;
end
$$;
comment on function private.require_letters(uuid, integer) is 'Refuses (409 letter.too_many) what is more than an organization may write on one day.';

create function private.send_letters(draft_id uuid)
returns public.letter_drafts
language plpgsql
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
  draft public.letter_drafts := private.find_letter_draft(draft_id);
  head public.letterheads;
  homes uuid[];
  taken record;
  done record;
begin
  -- Two at once are sent one after the other, and their day counted.
  perform from public.organizations as organization where organization.id = draft.org_id for no key update;
  select known.* into draft from public.letter_drafts as known where known.id = draft_id for no key update;
  if draft.sent_at is not null then
    return draft;
  end if;
  if exists (select from public.organizations as organization where organization.id = draft.org_id and organization.suspended_at is not null) then
    perform private.raise_problem('organization.suspended', 'Cannot send letters: the organization is suspended', 403,
      jsonb_build_object('field', 'draft_id'));
  end if;
  head := private.letterhead_of(draft.org_id);
  if head.id is null then
    perform private.raise_problem('letterhead.missing', 'Cannot send letters: set the letterhead first', 409,
      jsonb_build_object('field', 'draft_id'));
  end if;
  homes := array(select home from private.addressees_of(draft) as home);
  if homes = '{}' then
    perform private.raise_problem('letter.nobody', 'Cannot send the letter: nobody lives in these homes', 409,
      jsonb_build_object('field', 'draft_id'));
  end if;
  perform private.require_letters(draft.org_id, cardinality(homes));
  select * into taken from private.take_paper_numbers(draft.org_id, 'letter', cardinality(homes));
  with made as materialized (
    select merged.*, row_number() over (order by merged.tenancy_id) as place from private.merge_letters(draft, homes) as merged
  ), kept as (
    insert into public.letters (
      org_id, draft_id, tenancy_id, letterhead_id, year, serial, number, written_on, sender_name, sender_address,
      addressee, addressee_address, premises, language, subject, body, sent_by)
    select draft.org_id, draft.id, made.tenancy_id, head.id, taken.year, taken.before + made.place,
      private.paper_number('L', taken.year, (taken.before + made.place)::integer), private.lagos_date(), organization.name, organization.address,
      made.addressee, made.addressee_address, made.premises, made.language, made.subject, made.body, (select auth.uid())
    from made
    join public.organizations as organization on organization.id = draft.org_id
    where made.missing = '{}' and length(made.subject) <= 300 and length(made.body) <= 20000
    returning id, org_id, tenancy_id, number, subject
  ), ordered as (
    insert into private.letter_papers (org_id, letter_id, is_withdrawn) select kept.org_id, kept.id, false from kept
  )
  select (select count(*) from kept) as letters,
    (select count(*) from made where length(made.subject) > 300 or length(made.body) > 20000) as too_long,
    (select array_agg(distinct name order by name) from made cross join lateral unnest(made.missing) as name) as missing,
    (select array_agg(row(person.user_id, kept.org_id, 'letter_sent', kept.subject, kept.id,
        jsonb_build_object('letter_id', kept.id, 'tenancy_id', kept.tenancy_id, 'number', kept.number, 'path', '/letters/' || kept.id))::private.notice)
      from kept
      join (select distinct known.user_id, known.tenancy_id from private.tenancy_people as known) as person on person.tenancy_id = kept.tenancy_id) as told
  into done;
  if done.too_long is distinct from 0 then
    perform private.raise_problem('letter.too_long',
      format('Cannot send the letter: put together, it is longer than 300 characters of subject or 20,000 of text for %s of its homes', done.too_long), 409,
      jsonb_build_object('field', 'draft_id', 'letters', done.too_long));
  end if;
  if done.missing is not null or done.letters is distinct from cardinality(homes) then
    perform private.raise_problem('letter.missing_facts',
      format('Cannot send the letter: %s is missing for some of its homes', array_to_string(done.missing, ', ')), 409,
      jsonb_build_object('field', 'draft_id', 'missing', done.missing));
  end if;
  update public.letter_drafts as known set sent_at = now(), sent_by = (select auth.uid()), letters = done.letters
  where known.id = draft.id returning known.* into draft;
  perform private.notify(coalesce(done.told, '{}'));
  perform private.wake_jobs();
  return draft;
end
$$;
comment on function private.send_letters(uuid) is
  'Makes a letter of a draft for each of its tenancies, numbered in their order, orders the papers and tells the tenants, in one statement each.';
grant execute on function private.send_letters(uuid) to authenticated;

create function public.send_letters(draft_id uuid)
returns public.letter_drafts
language sql
set search_path = ''
as $$
  select private.limit_person('send_letters');
  select private.send_letters(draft_id)
$$;
comment on function public.send_letters(uuid) is
  'Sends a draft: a letter for each of its tenancies, with the next numbers of the year, its PDF on the letterhead, and news to the tenants in the app, by e-mail and SMS. All of them or none. Sent again it is not sent twice. Needs tenancies.write. Errors: letter.draft_not_found 404, auth.forbidden, organization.suspended 403, letterhead.missing, letter.nobody, letter.missing_facts, letter.too_many 409.';
grant execute on function public.send_letters(uuid) to authenticated;

-- Withdrawing and reading -------------------------------------------------------------------------

create function private.withdraw_letter(letter_id uuid, reason text)
returns public.letter_withdrawals
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  letter public.letters;
  withdrawn public.letter_withdrawals;
begin
  select known.* into letter from public.letters as known
  where known.id = letter_id and known.org_id in (select private.my_org_ids('tenancies.read')) for no key update;
  if not found then
    perform private.raise_problem('letter.not_found', 'Cannot find the letter in your organization', 404, jsonb_build_object('field', 'letter_id'));
  end if;
  perform private.require_permission(letter.org_id, 'tenancies.write');
  select known.* into withdrawn from public.letter_withdrawals as known where known.letter_id = letter_id;
  if found then
    return withdrawn;
  end if;
  if reason is null or length(btrim(reason)) not between 3 and 300 then
    perform private.raise_problem('letter.bad', 'Cannot withdraw the letter: say why, in 3 to 300 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  insert into public.letter_withdrawals as made (letter_id, org_id, reason, withdrawn_by)
  values (letter.id, letter.org_id, btrim(reason), (select auth.uid())) returning made.* into withdrawn;
  insert into private.letter_papers (org_id, letter_id, is_withdrawn) values (letter.org_id, letter.id, true) on conflict do nothing;
  perform private.notify(array(select private.tenancy_users(letter.tenancy_id)), letter.org_id, 'letter_withdrawn',
    'The letter ' || letter.number || ' is withdrawn', letter.id,
    jsonb_build_object('letter_id', letter.id, 'tenancy_id', letter.tenancy_id, 'number', letter.number, 'reason', withdrawn.reason,
      'path', '/letters/' || letter.id));
  perform private.wake_jobs();
  return withdrawn;
end
$$;
comment on function private.withdraw_letter(uuid, text) is 'Checks the permission, then marks the letter as withdrawn, orders the paper that says so and tells its tenants.';
grant execute on function private.withdraw_letter(uuid, text) to authenticated;

create function public.withdraw_letter(letter_id uuid, reason text)
returns public.letter_withdrawals
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_letter');
  select private.withdraw_letter(letter_id, private.read_line('reason', reason))
$$;
comment on function public.withdraw_letter(uuid, text) is
  'Withdraws a letter that was sent, for a reason that its tenants read: it stays with that mark, also on its paper. Safe to repeat. Needs tenancies.write. Errors: letter.not_found 404, auth.forbidden 403, letter.bad 400.';
grant execute on function public.withdraw_letter(uuid, text) to authenticated;

create function private.read_letter(letter_id uuid, acknowledge boolean)
returns public.letter_readings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mine public.letter_readings;
begin
  insert into public.letter_readings as known (letter_id, user_id, org_id, acknowledged_at)
  select letter.id, (select auth.uid()), letter.org_id, case when acknowledge then now() end
  from public.letters as letter where letter.id = letter_id and letter.tenancy_id in (select private.my_tenancy_ids())
  on conflict on constraint letter_readings_pkey do update
  -- What was noted first stays.
  set acknowledged_at = coalesce(known.acknowledged_at, excluded.acknowledged_at)
  returning known.* into mine;
  if mine.user_id is null then
    perform private.raise_problem('letter.not_found', 'Cannot find the letter among those to you', 404, jsonb_build_object('field', 'letter_id'));
  end if;
  update public.notifications as news set read_at = now()
  where news.user_id = mine.user_id and news.subject_id = letter_id and news.read_at is null
    and news.kind in ('letter_sent', 'letter_withdrawn');
  return mine;
end
$$;
comment on function private.read_letter(uuid, boolean) is 'Notes that the caller has read a letter to them.';
grant execute on function private.read_letter(uuid, boolean) to authenticated;

create function public.read_letter(letter_id uuid, acknowledge boolean default false)
returns public.letter_readings
language sql
set search_path = ''
as $$
  select private.limit_person('read_letter');
  select private.read_letter(letter_id, acknowledge)
$$;
comment on function public.read_letter(uuid, boolean) is
  'Notes that you have opened a letter to you, and with acknowledge that you say so: its organization sees both, with the time. What was noted first stays. Safe to repeat. Error: letter.not_found 404.';
grant execute on function public.read_letter(uuid, boolean) to authenticated;
