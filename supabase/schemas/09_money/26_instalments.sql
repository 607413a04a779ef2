-- Instalments: a charge is divided into parts with due dates of their own. The whole is taken back and its parts are
-- charges like any other, so that paying, receipts, arrears and late fees need no second rule; docs/decisions/0020.

create table public.charge_parts (
  charge_id uuid primary key,
  org_id uuid not null,
  whole_id uuid not null,
  part_no smallint not null check (part_no between 1 and 24),
  unique (whole_id, part_no),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
  foreign key (org_id, whole_id) references public.charges (org_id, id)
);
comment on table public.charge_parts is 'Which charges stand in the place of one that was taken back for them: the instalments into which it was divided, or the one of another amount. Append-only.';
comment on column public.charge_parts.charge_id is 'The part, a charge of its own; it may be divided or corrected in its turn.';
comment on column public.charge_parts.org_id is 'The organization; the same for part and whole.';
comment on column public.charge_parts.whole_id is 'The charge that was divided or corrected, and taken back for it.';
comment on column public.charge_parts.part_no is 'From 1, in the order in which they fall due; what comes instead of a charge is its only part.';
create index charge_parts_charge_idx on public.charge_parts (org_id, charge_id);
create index charge_parts_whole_idx on public.charge_parts (org_id, whole_id);

alter table public.charge_parts enable row level security;
grant select on public.charge_parts to authenticated, service_role;
-- The subquery is itself under row-level security: parts are seen where their charge is.
create policy charge_parts_select on public.charge_parts for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when exists (select from public.charges as charge where charge.id = charge_id) then true
  end is not null
);
create trigger refuse_change before update or delete on public.charge_parts
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.charge_parts
  for each statement execute function private.refuse_change();

create function private.first_demanded(charge_id uuid)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
declare
  first_id uuid := charge_id;
  whole uuid;
begin
  loop
    select part.whole_id into whole from public.charge_parts as part where part.charge_id = first_id;
    exit when not found;
    first_id := whole;
  end loop;
  return first_id;
end
$$;
comment on function private.first_demanded(uuid) is
  'The charge in whose place a charge stands in the end, however often it was divided and corrected since; the charge itself if it never was.';

create function private.refuse_parts(field text, words text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('charge.bad_parts', format('Cannot divide the charge: %s %s', field, words), 400,
    jsonb_build_object('field', field));
end
$$;
comment on function private.refuse_parts(text, text) is 'Refuses (400 charge.bad_parts), naming the field.';

create function private.read_charge_parts(parts jsonb)
returns table (part_no smallint, due_on public.calendar_date, amount_kobo public.kobo)
language plpgsql
stable
set search_path = ''
as $$
declare
  entry jsonb;
  at text;
  place integer := 0;
  wrong text;
begin
  if jsonb_typeof(parts) is distinct from 'array' or jsonb_array_length(parts) not between 2 and 24 then
    perform private.refuse_parts('parts', 'must be a list of 2 to 24');
  end if;
  for entry in select element.value from jsonb_array_elements(parts) with ordinality as element order by element.ordinality
  loop
    at := 'parts.' || place;
    place := place + 1;
    if jsonb_typeof(entry) <> 'object' then
      perform private.refuse_parts(at, 'must be an object');
    end if;
    select min(key) into wrong from jsonb_object_keys(entry) as key where key not in ('due_on', 'amount_kobo');
    if wrong is not null then
      perform private.refuse_parts(at || '.' || wrong, 'is not known');
    end if;
    if jsonb_typeof(entry -> 'due_on') is distinct from 'string' then
      perform private.refuse_parts(at || '.due_on', 'must be a date');
    end if;
    if jsonb_typeof(entry -> 'amount_kobo') is distinct from 'number' then
      perform private.refuse_parts(at || '.amount_kobo', 'must be a number of kobo');
    end if;
    part_no := place;
    due_on := private.read_date(at || '.due_on', entry ->> 'due_on');
    amount_kobo := private.read_kobo(at || '.amount_kobo', (entry ->> 'amount_kobo')::numeric);
    if amount_kobo < 1 then
      perform private.refuse_parts(at || '.amount_kobo', 'must be over zero');
    end if;
    return next;
  end loop;
end
$$;
comment on function private.read_charge_parts(jsonb) is
  'The parts of a plan as rows, in its order. The first wrong field is named by its place from 0, such as parts.1.due_on. Errors: charge.bad_parts, value.bad_date, value.bad_amount 400.';

create function private.divide_charge(charge_id uuid, parts jsonb)
returns setof public.charges
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  charge public.charges := private.find_my_charge(charge_id);
  wrong text;
  first_slot smallint;
  tax bigint;
begin
  with wanted as (
    select part.*, lag(part.due_on) over (order by part.part_no) as after from private.read_charge_parts(parts) as part
  )
  select case
    when sum(wanted.amount_kobo) <> charge.amount_kobo then 'parts'
    when min(wanted.part_no) filter (where wanted.due_on < charge.due_on) is not null then
      format('parts.%s.due_on', min(wanted.part_no) filter (where wanted.due_on < charge.due_on) - 1)
    when min(wanted.part_no) filter (where wanted.due_on <= wanted.after) is not null then
      format('parts.%s.due_on', min(wanted.part_no) filter (where wanted.due_on <= wanted.after) - 1)
    when max(wanted.due_on) > charge.due_on + 731 then format('parts.%s.due_on', max(wanted.part_no) - 1)
  end into wrong
  from wanted;
  if wrong is not null then
    perform private.refuse_parts(wrong, case wrong
      when 'parts' then format('must come to what was demanded, %s kobo', charge.amount_kobo)
      else 'must come after the one before, not before the charge itself is due, and within two years of that'
    end);
  end if;
  perform private.lock_charges(array[charge_id]);
  select c.* into strict charge from public.charges as c where c.id = charge_id;
  if exists (
    select from public.charge_parts as known
    join public.charges as part on part.org_id = known.org_id and part.id = known.charge_id
    full join private.read_charge_parts(parts) as wanted
      on wanted.part_no = known.part_no and wanted.due_on = part.due_on and wanted.amount_kobo = part.amount_kobo
    where known.whole_id = charge_id and known.org_id = charge.org_id
    having count(*) > 0 and count(wanted.part_no) = count(*) and count(*) = jsonb_array_length(parts)
  ) then
    return query
    select part.* from public.charge_parts as known
    join public.charges as part on part.org_id = known.org_id and part.id = known.charge_id
    where known.org_id = charge.org_id and known.whole_id = charge_id order by known.part_no;
    return;
  end if;
  perform private.refuse_settled_charge(charge, 'divide the charge');
  if charge.is_reversed then
    perform private.raise_problem('charge.settled', 'Cannot divide the charge: it is taken back or divided already', 409,
      jsonb_build_object('field', 'charge_id'));
  end if;
  if charge.kind in ('sale_deposit', 'sale_balance', 'application_fee') then
    perform private.refuse_parts('charge_id', 'must be a charge of a tenancy');
  end if;
  first_slot := private.next_slot(charge);
  perform private.take_back_charges(array[charge_id], format('divided into %s parts', jsonb_array_length(parts)));
  tax := charge.wht_kobo;
  return query
  with part as (
    select wanted.part_no, wanted.due_on, wanted.amount_kobo,
      -- Whole kobo that add up: what rounding leaves goes to the last part.
      div(tax::numeric * sum(wanted.amount_kobo) over (order by wanted.part_no), charge.amount_kobo)
        - div(tax::numeric * (sum(wanted.amount_kobo) over (order by wanted.part_no) - wanted.amount_kobo), charge.amount_kobo) as wht_kobo
    from private.read_charge_parts(parts) as wanted
  ),
  posted as (
    insert into public.charges (org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description, wht_kobo)
    select charge.org_id, charge.tenancy_id, charge.schedule_id, charge.kind, charge.period,
      first_slot + part.part_no - 1, part.due_on, part.amount_kobo,
      left(charge.description, 270) || format(' (part %s of %s)', part.part_no, jsonb_array_length(parts)), part.wht_kobo::bigint
    from part
    returning *
  ),
  named as (
    insert into public.charge_parts (charge_id, org_id, whole_id, part_no)
    select posted.id, charge.org_id, charge.id, posted.slot_no - first_slot + 1 from posted
  )
  select posted.* from posted order by posted.slot_no;
end
$$;
comment on function private.divide_charge(uuid, jsonb) is
  'Checks the caller, the parts and that nothing is paid, then takes the charge back and demands its parts.';
grant execute on function private.divide_charge(uuid, jsonb) to authenticated;

create function public.divide_charge(charge_id uuid, parts jsonb)
returns setof public.charges
language sql
set search_path = ''
as $$
  select private.limit_person('divide_charge');
  select * from private.divide_charge(charge_id, parts)
$$;
comment on function public.divide_charge(uuid, jsonb) is
  'Lets a charge be paid in 2 to 24 parts: [{"due_on": "2027-01-01", "amount_kobo": 30000000}], each due after the one before, none before the charge itself, which they must add up to. The charge is taken back and each part is one of its own. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge.not_found 404, mandate.required, auth.forbidden 403, charge.bad_parts, value.bad_date, value.bad_amount 400, charge.has_money, charge.is_reversal, charge.settled 409.';
grant execute on function public.divide_charge(uuid, jsonb) to authenticated;
