-- Guarantors: named by the applicant, who has a link with a token sent to them; answered by the guarantor, from their own account.
-- The token is told and sent once and kept only as a hash, and in the outbox until the message went. An applicant cannot answer in their place: the account must have
-- the guarantor's phone number or e-mail address.

create type public.guarantor_status as enum ('named', 'confirmed', 'declined');
comment on type public.guarantor_status is 'Named by the applicant only; or the guarantor''s own answer, given once.';

create table public.application_guarantors (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  application_id uuid not null,
  full_name text not null check (private.is_line(full_name) and length(btrim(full_name)) between 2 and 120),
  phone text not null check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  email text check (private.is_line(email) and email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  relationship text not null check (private.is_line(relationship) and length(btrim(relationship)) between 2 and 60),
  status public.guarantor_status not null default 'named',
  token_hash bytea unique,
  token_expires_at timestamptz,
  answered_at timestamptz,
  answered_by uuid references public.profiles (id) on delete set null,
  is_phone_proven boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (application_id, phone),
  foreign key (org_id, application_id) references public.applications (org_id, id) on delete cascade,
  constraint application_guarantors_token_check check ((token_hash is null) = (token_expires_at is null)),
  constraint application_guarantors_answer_check check ((status = 'named') = (answered_at is null))
);
comment on table public.application_guarantors is 'Who would answer for the applicant, and whether they said so.';
comment on column public.application_guarantors.id is 'Time-ordered identifier.';
comment on column public.application_guarantors.org_id is 'The organization of the application.';
comment on column public.application_guarantors.application_id is 'The application.';
comment on column public.application_guarantors.full_name is 'Name.';
comment on column public.application_guarantors.phone is 'E.164.';
comment on column public.application_guarantors.email is 'Lower case; null when none was told.';
comment on column public.application_guarantors.relationship is 'What they are to the applicant.';
comment on column public.application_guarantors.status is 'The guarantor''s answer; it stays.';
comment on column public.application_guarantors.token_hash is 'SHA-256 of the newest token; the token itself is kept nowhere but in a message that is not sent yet. Null before the first.';
comment on column public.application_guarantors.token_expires_at is 'Until when the token can be used, UTC.';
comment on column public.application_guarantors.answered_at is 'When they answered, UTC.';
comment on column public.application_guarantors.answered_by is 'The account that answered.';
comment on column public.application_guarantors.is_phone_proven is
  'Whether the account that answered has confirmed this phone number. If not, it has confirmed the e-mail address, which the applicant may have made for the purpose: call the number.';
comment on column public.application_guarantors.created_at is 'When they were named, UTC.';
comment on column public.application_guarantors.updated_at is 'Last change, UTC.';
create index application_guarantors_application_idx on public.application_guarantors (org_id, application_id);
create index application_guarantors_answered_by_idx on public.application_guarantors (answered_by);

alter table public.application_guarantors enable row level security;
grant select on public.application_guarantors to authenticated;
grant select, insert, update, delete on public.application_guarantors to service_role;
create policy application_guarantors_select on public.application_guarantors for select to authenticated using (
  case
    when answered_by = (select auth.uid()) then true
    when application_id = any (array(select private.my_application_ids())) then true
    when application_id = any (array(select private.my_received_application_ids())) then true
  end is not null
);
create trigger touch_updated_at before update on public.application_guarantors
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.application_guarantors
  for each row execute function private.record_audit();

create function private.keep_guarantee()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('guarantor.answered', 'Cannot change a guarantor''s answer, or whose it is', 409,
    jsonb_build_object('field', 'status'));
  return null;
end
$$;
comment on function private.keep_guarantee() is 'Trigger, for every role: an answer stays, and so does whose it is. Error: guarantor.answered 409.';
create trigger keep_guarantee before update of status, full_name, phone, email, application_id on public.application_guarantors
  for each row when (
    old.status <> 'named'
    and (old.status, old.full_name, old.phone, old.email, old.application_id)
      is distinct from (new.status, new.full_name, new.phone, new.email, new.application_id)
  )
  execute function private.keep_guarantee();

-- Tokens --------------------------------------------------------------------------------------

create type public.new_guarantee as (guarantor_id uuid, token text, expires_at timestamptz);
comment on type public.new_guarantee is 'A guarantor''s token just made. It is told here and never again.';

create function private.ask_guarantor(guarantor_id uuid, valid_days integer)
returns public.new_guarantee
language plpgsql
security definer
set search_path = ''
as $$
declare
  token text := private.new_token();
  guarantor public.application_guarantors;
  asked public.new_guarantee;
begin
  select g.* into guarantor from public.application_guarantors as g
  join public.applications as application on application.id = g.application_id
  where g.id = guarantor_id and application.applicant_id = (select auth.uid())
  for update of g;
  if not found then
    perform private.raise_problem('guarantor.not_found', 'Cannot find the guarantor among your applications', 404,
      jsonb_build_object('field', 'guarantor_id'));
  end if;
  if valid_days is null or valid_days not between 1 and 30 then
    perform private.raise_problem('guarantor.bad_term', 'Cannot ask: valid_days must be from 1 to 30', 400,
      jsonb_build_object('field', 'valid_days'));
  end if;
  if guarantor.status <> 'named' then
    perform private.raise_problem('guarantor.answered', 'Cannot ask again: the guarantor has answered', 409,
      jsonb_build_object('field', 'guarantor_id'));
  end if;
  update public.application_guarantors as g
  set token_hash = sha256(convert_to(token, 'utf8')), token_expires_at = now() + make_interval(days => valid_days)
  where g.id = guarantor.id
  returning g.id, token, g.token_expires_at into asked;
  -- An earlier link is good no more, whether it went or not.
  perform private.withdraw_messages(guarantor.id);
  perform private.send_message('guarantor_asked', way.channel, way.address, guarantor.org_id, guarantor.id,
    jsonb_build_object(
      'path', '/g#' || token, 'expires_at', asked.expires_at,
      'applicant', (select me.display_name from public.profiles as me where me.id = (select auth.uid()))),
    private.language_of(way.address))
  from (values ('sms'::public.message_channel, guarantor.phone), ('email'::public.message_channel, guarantor.email)) as way (channel, address)
  where way.address is not null;
  return asked;
end
$$;
comment on function private.ask_guarantor(uuid, integer) is 'Makes a guarantor''s token in place of an earlier one, and sends it to them; for the applicant.';
grant execute on function private.ask_guarantor(uuid, integer) to authenticated;

create function public.ask_guarantor(guarantor_id uuid, valid_days integer default 14)
returns public.new_guarantee
language sql
set search_path = ''
as $$
  select private.limit_person('ask_guarantor');
  select private.ask_guarantor(guarantor_id, valid_days)
$$;
comment on function public.ask_guarantor(uuid, integer) is
  'Makes the token with which a guarantor of yours answers, good once and for valid_days; an earlier one is worth nothing any more. Errors: guarantor.not_found 404, guarantor.bad_term 400, guarantor.answered 409.';
grant execute on function public.ask_guarantor(uuid, integer) to authenticated;

create function private.lock_my_guarantee(token text)
returns public.application_guarantors
language plpgsql
set search_path = ''
as $$
declare
  caller uuid := (select auth.uid());
  guarantor public.application_guarantors;
  field jsonb := jsonb_build_object('field', 'token');
begin
  if caller is null then
    perform private.raise_problem('auth.required', 'Cannot answer: sign in first', 401);
  end if;
  select g.* into guarantor from public.application_guarantors as g
  where g.token_hash = sha256(convert_to(coalesce(token, ''), 'utf8'))
  for update;
  if not found then
    perform private.raise_problem('guarantor.not_found', 'Cannot answer: there is no such guarantee, or a newer token for it', 404, field);
  end if;
  if not private.has_contact(caller, guarantor.email, guarantor.phone) or exists (
    select from public.applications as application
    where application.id = guarantor.application_id and application.applicant_id = caller
  ) then
    perform private.raise_problem('guarantor.not_for_you', 'Cannot answer: the guarantee is asked of somebody else', 403, field);
  end if;
  return guarantor;
end
$$;
comment on function private.lock_my_guarantee(text) is
  'Locks what a token asks of the caller, whose account must have confirmed the guarantor''s number or address and never be the applicant''s.';

create function private.read_guarantee(token text)
returns table (
  guarantor_name text, status public.guarantor_status, expires_at timestamptz, applicant_name text, listing_title text,
  area text, lga text, state text, price_kobo bigint, price_per public.price_period, move_in_on date, term_months smallint
)
language plpgsql
security definer
set search_path = ''
as $$
declare
  guarantor public.application_guarantors := private.lock_my_guarantee(token);
begin
  return query
  select guarantor.full_name, guarantor.status, guarantor.token_expires_at, applicant.display_name, listing.title,
    listing.area, listing.lga, listing.state, listing.price_kobo, listing.price_per, application.move_in_on::date,
    application.term_months
  from public.applications as application
  join public.profiles as applicant on applicant.id = application.applicant_id
  join public.listings as listing on listing.id = application.listing_id
  where application.id = guarantor.application_id;
end
$$;
comment on function private.read_guarantee(text) is 'Tells a guarantor for whom and for what home they would answer.';

create function public.read_guarantee(token text)
returns table (
  guarantor_name text, status public.guarantor_status, expires_at timestamptz, applicant_name text, listing_title text,
  area text, lga text, state text, price_kobo bigint, price_per public.price_period, move_in_on date, term_months smallint
)
language sql
set search_path = ''
as $$
  select private.limit_person('read_guarantee');
  select * from private.read_guarantee(token)
$$;
comment on function public.read_guarantee(text) is
  'For whom, for what home and what rent (kobo) you are asked to be guarantor. Errors name the field token: auth.required 401, guarantor.not_found 404, guarantor.not_for_you 403.';
grant execute on function private.read_guarantee(text), public.read_guarantee(text) to authenticated;

create function private.notify_guarantee(guarantor public.application_guarantors, answer public.guarantor_status)
returns void
language plpgsql
set search_path = ''
as $$
declare
  application public.applications;
begin
  select known.* into strict application from public.applications as known where known.id = guarantor.application_id;
  perform private.notify(
    array(
      select application.applicant_id
      union
      -- A draft is nobody's but the applicant's.
      select private.members_with(application.org_id, 'deals.write') where application.submitted_at is not null
      union
      select private.mandated_people(application.listing_id, 'deals.write') where application.submitted_at is not null
    ),
    application.org_id, 'guarantee_answered',
    case answer when 'confirmed' then 'A guarantor confirmed' else 'A guarantor declined' end, application.id, jsonb_build_object('listing_id', application.listing_id, 'answer', answer, 'guarantor', guarantor.full_name),
    but_not => (select auth.uid()));
end
$$;
comment on function private.notify_guarantee(public.application_guarantors, public.guarantor_status) is
  'Tells the applicant of a guarantor''s answer, and once the application was submitted the members and the agency that listed.';

create function private.answer_guarantee(token text, accept boolean)
returns public.guarantor_status
language plpgsql
security definer
set search_path = ''
as $$
declare
  guarantor public.application_guarantors;
  answer public.guarantor_status := (case when accept then 'confirmed' else 'declined' end)::public.guarantor_status;
  field jsonb := jsonb_build_object('field', 'token');
begin
  guarantor := private.lock_my_guarantee(token);
  if accept is null then
    perform private.raise_problem('guarantor.bad_answer', 'Cannot answer: accept is missing', 400,
      jsonb_build_object('field', 'accept'));
  end if;
  if guarantor.status = answer and guarantor.answered_by = (select auth.uid()) then
    return answer;
  elsif guarantor.status <> 'named' then
    perform private.raise_problem('guarantor.answered', 'Cannot answer: the token was used before', 409, field);
  elsif guarantor.token_expires_at <= now() then
    perform private.raise_problem('guarantor.expired', 'Cannot answer: the token has expired, ask for a new one', 410, field);
  elsif not exists (
    select from public.applications as application
    where application.id = guarantor.application_id
      and application.status in ('draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'under_review')
  ) then
    perform private.raise_problem('guarantor.closed', 'Cannot answer: the application is over', 410, field);
  end if;
  update public.application_guarantors as g
  set status = answer, answered_at = now(), answered_by = (select auth.uid()),
    is_phone_proven = private.has_contact((select auth.uid()), null, guarantor.phone)
  where g.id = guarantor.id;
  perform private.notify_guarantee(guarantor, answer);
  return answer;
end
$$;
comment on function private.answer_guarantee(text, boolean) is 'Keeps the guarantor''s answer, once, and tells who waits for it.';

create function public.answer_guarantee(token text, accept boolean)
returns public.guarantor_status
language sql
set search_path = ''
as $$
  select private.limit_person('answer_guarantee');
  select private.answer_guarantee(token, accept)
$$;
comment on function public.answer_guarantee(text, boolean) is
  'Confirms or declines, as the guarantor and from an account with their number or address, to answer for an applicant. The same answer again is safe. Errors: auth.required 401; guarantor.not_found 404, guarantor.not_for_you 403, guarantor.answered 409, guarantor.expired, guarantor.closed 410 name the field token; guarantor.bad_answer 400.';
grant execute on function private.answer_guarantee(text, boolean), public.answer_guarantee(text, boolean) to authenticated;
