-- The outbox: what leaves the database by SMS and e-mail, one row for each message and channel, made in the transaction of
-- the event it speaks of. docs/decisions/0031 says what is sent once at most and what once at least, and why.
--
-- A row has no history of its own and does not move by private.guard_move(): a state change written down for each of
-- four steps would be most of what a message costs. Which step may follow which says private.may_follow().

create type public.delivery_status as enum ('queued', 'sending', 'unknown', 'sent', 'delivered', 'failed', 'suppressed');
comment on type public.delivery_status is
  'queued: waits for a worker; sending: a worker has it in hand; unknown: it may have gone, and nobody sends it again; sent: the provider took it; delivered: it arrived; failed: it never will; suppressed: it was not to be sent.';

create table private.delivery_channels (
  channel public.message_channel primary key,
  provider text not null check (provider ~ '^[a-z]{2,20}$'),
  is_paused boolean not null default false,
  per_second numeric(8, 2) not null check (per_second > 0 and per_second <= 100000),
  burst integer not null check (burst between 1 and 100000),
  repeats_unknown smallint not null check (repeats_unknown between 0 and 5),
  price_kobo public.nonnegative_kobo not null,
  reaches text[] not null default '{""}' check (cardinality(reaches) > 0 and array_position(reaches, null) is null),
  quiet_from smallint check (quiet_from between 0 and 23),
  quiet_until smallint check (quiet_until between 0 and 23),
  constraint delivery_channels_quiet_check check ((quiet_from is null) = (quiet_until is null))
);
comment on table private.delivery_channels is 'By which provider each channel goes, how fast, at what price and at what hours. Staff change it in Studio, and pause a channel there.';
comment on column private.delivery_channels.channel is 'The channel.';
comment on column private.delivery_channels.provider is 'Who sends.';
comment on column private.delivery_channels.is_paused is 'Whether nothing is handed over for now.';
comment on column private.delivery_channels.per_second is 'How many may be handed over in a second, over all workers.';
comment on column private.delivery_channels.burst is 'How many at once after a pause.';
comment on column private.delivery_channels.repeats_unknown is
  'How often one that may have gone is sent again: never by SMS, which cannot be told apart; by e-mail under the same Message-ID, by which mailboxes know it.';
comment on column private.delivery_channels.price_kobo is 'What a page of an SMS costs, in kobo, until the provider says otherwise.';
comment on column private.delivery_channels.reaches is
  'Beginnings of the addresses that it goes to: of SMS the countries, as SMS_COUNTRY_CODES says it of Auth''s codes; {""} is everywhere.';
comment on column private.delivery_channels.quiet_from is 'From this hour in Nigeria on nothing is sent that is not urgent, unless a person has hours of their own.';
comment on column private.delivery_channels.quiet_until is 'Until this hour in Nigeria.';
alter table private.delivery_channels enable row level security;
insert into private.delivery_channels (channel, provider, per_second, burst, repeats_unknown, price_kobo, reaches, quiet_from, quiet_until) values
  ('sms', 'termii', 10, 50, 0, 500, '{+234}', 21, 7),
  ('email', 'smtp', 20, 200, 3, 0, '{""}', null, null);

create table private.deliveries (
  id uuid primary key default private.uuid_v7(),
  org_id uuid,
  user_id uuid,
  kind text not null,
  channel public.message_channel not null,
  priority smallint not null check (priority between 0 and 2),
  notification_id uuid,
  subject_id uuid,
  address text check (length(address) <= 254),
  language public.locale,
  fields jsonb,
  status public.delivery_status not null default 'queued',
  reason text check (reason ~ '^[a-z0-9_.-]{1,60}$'),
  fallback_of uuid,
  attempts smallint not null default 0 check (attempts >= 0),
  unknowns smallint not null default 0 check (unknowns >= 0),
  lease_id uuid,
  next_at timestamptz,
  useful_until timestamptz not null,
  address_hash bytea,
  provider text,
  provider_id text check (length(provider_id) <= 200),
  text_hash bytea,
  pages smallint check (pages between 1 and 20),
  cost_kobo public.nonnegative_kobo,
  handed_at timestamptz,
  ended_at timestamptz,
  constraint deliveries_whom_check check (num_nonnulls(user_id, address, address_hash) > 0),
  constraint deliveries_next_check check ((next_at is not null) = (status in ('queued', 'sending', 'unknown'))),
  constraint deliveries_lease_check check (status <> 'sending' or lease_id is not null)
);
comment on table private.deliveries is
  'What is sent by SMS and e-mail. No text is kept: it is made of the notification when it is handed over. Addresses and facts of those who have no account are wiped once it went.';
comment on column private.deliveries.id is 'Time-ordered identifier. The reference that the provider is told and the Message-ID are made of it, and stay the same however often it is tried.';
comment on column private.deliveries.org_id is 'In whose name it speaks; null for the platform''s own.';
comment on column private.deliveries.user_id is 'To whom; their confirmed address is looked up when it is sent. Null for somebody without an account.';
comment on column private.deliveries.kind is 'What it tells, of public.notification_kinds.';
comment on column private.deliveries.channel is 'By what it goes.';
comment on column private.deliveries.priority is '0 before 1 before 2: what is urgent, what is ordinary, announcements.';
comment on column private.deliveries.notification_id is 'The notification that it tells of, whose facts it shows.';
comment on column private.deliveries.subject_id is 'What it is about when there is no notification, such as the invitation.';
comment on column private.deliveries.address is 'Where to, for somebody without an account; wiped when it went.';
comment on column private.deliveries.language is 'In which language, for somebody without an account; English when null.';
comment on column private.deliveries.fields is 'Facts of its text beside those of the notification, secret links among them; wiped when it went.';
comment on column private.deliveries.status is 'Where it is. Moved by functions only.';
comment on column private.deliveries.reason is 'Why it failed, was suppressed, or did not go at the last try: a code, no text of a person.';
comment on column private.deliveries.fallback_of is 'The delivery by another channel that did not arrive, in whose place this one goes.';
comment on column private.deliveries.attempts is 'How often a worker took it.';
comment on column private.deliveries.unknowns is 'How often nobody knew whether it went.';
comment on column private.deliveries.lease_id is 'Which worker''s turn has or had it in hand: what a turn that lost it reports as not sent says nothing.';
comment on column private.deliveries.next_at is 'When a worker may take it, UTC: due time, end of the lease, or the end of waiting for a report. Null once nothing follows.';
comment on column private.deliveries.useful_until is 'After this, UTC, it is not worth sending.';
comment on column private.deliveries.address_hash is 'SHA-256 of where it went: a report of the provider is known by it, and complaints reach the right place.';
comment on column private.deliveries.provider is 'Who was asked to send it.';
comment on column private.deliveries.provider_id is 'The provider''s own name for it.';
comment on column private.deliveries.text_hash is 'SHA-256 of the SMS: by it and the number a report is known whose name for it we never heard.';
comment on column private.deliveries.pages is 'Pages of the SMS, each of which is paid.';
comment on column private.deliveries.cost_kobo is 'What it cost, in kobo: the provider''s word, or pages by the price.';
comment on column private.deliveries.handed_at is 'When the provider took it, UTC.';
comment on column private.deliveries.ended_at is 'When it was delivered, failed or suppressed, UTC.';
create index deliveries_due_idx on private.deliveries (channel, priority, next_at) where next_at is not null;
create index deliveries_notification_idx on private.deliveries (notification_id) where notification_id is not null;
create index deliveries_subject_idx on private.deliveries (subject_id) where subject_id is not null;
create index deliveries_provider_idx on private.deliveries (provider_id) where provider_id is not null;
create index deliveries_failed_idx on private.deliveries (id) where status = 'failed';
create index deliveries_texts_idx on private.deliveries (ended_at) where status = 'failed' and num_nonnulls(address, fields) > 0;
alter table private.deliveries enable row level security;

create function private.may_follow(before public.delivery_status, after public.delivery_status)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return before = after or case before
    when 'queued' then after in ('sending', 'sent', 'delivered', 'failed', 'suppressed')
    when 'sending' then after in ('queued', 'unknown', 'sent', 'delivered', 'failed', 'suppressed')
    -- Reports decide; without one it is given up.
    when 'unknown' then after in ('sent', 'delivered', 'failed')
    when 'sent' then after in ('delivered', 'failed')
    -- Staff send it again; or it arrived after all.
    when 'failed' then after in ('queued', 'sent', 'delivered')
    else false end;
end
$$;
comment on function private.may_follow(public.delivery_status, public.delivery_status) is 'Whether a delivery may move so: the only place that says it.';

create function private.guard_delivery()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if not private.may_follow(old.status, new.status) then
    perform private.raise_problem('delivery.illegal_transition',
      format('Cannot move the delivery from %s to %s', old.status, new.status), 409,
      jsonb_build_object('field', 'status', 'from', old.status, 'to', new.status));
  end if;
  return new;
end
$$;
comment on function private.guard_delivery() is 'Trigger, for every role: a delivery moves only as private.may_follow() says. Error: delivery.illegal_transition 409.';
create trigger guard_delivery before update of status on private.deliveries
  for each row execute function private.guard_delivery();

create function private.address_hash(channel public.message_channel, address text)
returns bytea
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  -- Numbers with and without their plus, addresses however they are written.
  return sha256(convert_to(channel || ':' || ltrim(lower(btrim(address)), '+'), 'utf8'));
end
$$;
comment on function private.address_hash(public.message_channel, text) is 'What an address or number is known by where it is not kept.';

create table private.suppressed_addresses (
  address_hash bytea primary key,
  channel public.message_channel not null,
  reason text not null check (reason in ('bounced', 'complained', 'dnd', 'invalid', 'by_staff')),
  suppressed_at timestamptz not null default now()
);
comment on table private.suppressed_addresses is
  'Where nothing is sent any more: addresses that do not exist, people who complained, numbers on the do-not-disturb list. A person who confirms the address anew lifts it; so may staff, by deleting the row.';
comment on column private.suppressed_addresses.address_hash is 'The address, by private.address_hash().';
comment on column private.suppressed_addresses.channel is 'By which channel.';
comment on column private.suppressed_addresses.reason is 'Why: bounced, complained, dnd, invalid, by_staff.';
comment on column private.suppressed_addresses.suppressed_at is 'Since when, UTC.';
create index suppressed_addresses_suppressed_at_idx on private.suppressed_addresses (suppressed_at);
alter table private.suppressed_addresses enable row level security;

create function private.message_purpose(kind text)
returns public.message_purpose
language sql
stable
set search_path = ''
as $$
  select known.purpose from public.notification_kinds as known where known.kind = message_purpose.kind
$$;
comment on function private.message_purpose(text) is 'What a message of a kind is for, which says by which way an SMS goes.';

create function private.suppress_address(channel public.message_channel, address_hash bytea, reason text)
returns void
language sql
set search_path = ''
as $$
  insert into private.suppressed_addresses as known (address_hash, channel, reason)
  select address_hash, channel, reason where address_hash is not null
  on conflict on constraint suppressed_addresses_pkey do update set reason = excluded.reason, suppressed_at = now()
$$;
comment on function private.suppress_address(public.message_channel, bytea, text) is 'Sends nothing there any more.';

-- Into the outbox -----------------------------------------------------------------------------------

create table private.sent_message_limits (
  channel public.message_channel not null,
  scope text not null check (scope in ('recipient', 'block', 'organization')),
  burst integer not null check (burst between 1 and 100000),
  per_day integer not null check (per_day between 1 and 100000),
  primary key (channel, scope),
  -- A bucket that nobody used for a day is thrown away: it must be full by then.
  constraint sent_message_limits_full_in_a_day_check check (burst <= per_day)
);
comment on table private.sent_message_limits is
  'How many messages go to people whom somebody else named, such as those who are invited, and may have no account: data, so that it can be changed while abuse goes on. No policies: functions only.';
comment on column private.sent_message_limits.channel is 'By what they go.';
comment on column private.sent_message_limits.scope is
  'To one phone or address; to ten thousand phone numbers in a row, by which SMS are pumped for money; in the name of one organization.';
comment on column private.sent_message_limits.burst is 'How many at once.';
comment on column private.sent_message_limits.per_day is 'How many a day in the long run.';
alter table private.sent_message_limits enable row level security;
insert into private.sent_message_limits (channel, scope, burst, per_day) values
  ('sms', 'recipient', 5, 10), ('sms', 'block', 50, 300), ('sms', 'organization', 500, 1500),
  ('email', 'recipient', 10, 20), ('email', 'organization', 1000, 5000);

create function private.is_too_many(channel public.message_channel, address text, org_id uuid)
returns boolean
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  bound record;
begin
  for bound in
    select limits.scope, limits.burst, limits.per_day,
      case limits.scope when 'organization' then coalesce(org_id::text, '')
        else encode(private.address_hash(channel, case limits.scope when 'block' then left(address, -4) else address end), 'hex') end as whose
    from private.sent_message_limits as limits
    where limits.channel = channel order by limits.scope = 'organization' desc, limits.scope
  loop
    if not (select token.allowed from service.take_rate_limit_token(
      'sent_message:' || channel || ':' || bound.scope || ':' || bound.whose, bound.burst, bound.per_day / 86400.0) as token) then
      return true;
    end if;
  end loop;
  return false;
end
$$;
comment on function private.is_too_many(public.message_channel, text, uuid) is
  'Takes the tokens of a message to somebody whom another person named; true when there is none left.';

create function private.send_message(
  kind text, channel public.message_channel, address text, org_id uuid, subject_id uuid, fields jsonb, language public.locale default 'en')
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  -- Whoever named them has what it says too, and can hand it over: what is too much is only not sent.
  goes constant boolean := not private.is_too_many(channel, address, org_id);
begin
  insert into private.deliveries (
    org_id, kind, channel, priority, subject_id, address, address_hash, language, fields, status, reason, next_at, ended_at, useful_until)
  select org_id, known.kind, channel, case when known.is_urgent then 0 else 1 end, subject_id,
    case when goes then address end, private.address_hash(channel, address), language, case when goes then fields end,
    (case when goes then 'queued' else 'suppressed' end)::public.delivery_status, case when not goes then 'too_many' end,
    case when goes then private.sendable_at(now(), desk.quiet_from, desk.quiet_until, known.is_urgent) end,
    case when not goes then now() end, now() + known.useful_for
  from public.notification_kinds as known
  join private.delivery_channels as desk on desk.channel = channel
  where known.kind = kind;
  if not found then
    raise 'public.notification_kinds has no row for %', coalesce(kind, 'null');
  end if;
  perform private.wake_jobs()
  from public.notification_kinds as known where goes and known.kind = kind and (known.is_urgent or known.is_awaited);
end
$$;
comment on function private.send_message(text, public.message_channel, text, uuid, uuid, jsonb, public.locale) is
  'Sends something to somebody who may have no account, after this transaction: invitations, guarantors'' links. Beyond private.sent_message_limits it is noted and not sent.';

create function private.withdraw_messages(subject_id uuid)
returns void
language sql
set search_path = ''
as $$
  update private.deliveries as delivery
  set status = 'suppressed', reason = 'withdrawn', next_at = null, ended_at = now(), address = null, fields = null,
    address_hash = coalesce(delivery.address_hash, private.address_hash(delivery.channel, delivery.address))
  where delivery.subject_id = withdraw_messages.subject_id and delivery.status = 'queued'
$$;
comment on function private.withdraw_messages(uuid) is 'Sends no more of what still waits about something that is no longer so.';

create function private.withdraw_messages_to_member(org_id uuid, person uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  update private.deliveries as delivery
  set status = 'suppressed', reason = 'withdrawn', next_at = null, ended_at = now()
  where delivery.next_at is not null and delivery.status = 'queued'
    and delivery.user_id = person and delivery.org_id = org_id
    -- That they were sent away they must hear; and what a tenant is told is theirs, whoever they were beside that.
    and delivery.kind <> 'money_member_lost'
    and not exists (select from public.tenants as known where known.org_id = org_id and known.user_id = person);
end
$$;
comment on function private.withdraw_messages_to_member(uuid, uuid) is
  'Sends no more of what still waits for somebody who was a member of an organization, about it.';

create function private.fall_back(ended uuid[])
returns integer
language plpgsql
set search_path = ''
as $$
declare
  made integer;
begin
  -- An e-mail in place of an SMS costs nothing; an SMS in place of an e-mail only where it is urgent.
  insert into private.deliveries (
    org_id, user_id, kind, channel, priority, notification_id, subject_id, language, fields, fallback_of, next_at, useful_until)
  select done.org_id, done.user_id, done.kind, other.channel, done.priority, done.notification_id, done.subject_id,
    done.language, done.fields, done.id, now(), done.useful_until
  from private.deliveries as done
  join public.notification_kinds as known on known.kind = done.kind
  cross join lateral (
    select (case done.channel when 'sms' then 'email' else 'sms' end)::public.message_channel as channel) as other
  where done.id = any (ended) and done.user_id is not null and done.fallback_of is null and done.useful_until > now()
    and done.status in ('failed', 'suppressed') and coalesce(done.reason, '') not in ('refused', 'read', 'gone', 'withdrawn', 'too_late')
    and (done.channel = 'sms' or known.is_urgent)
    and not exists (
      select from private.deliveries as beside
      where beside.notification_id = done.notification_id and beside.user_id = done.user_id and beside.channel = other.channel);
  get diagnostics made = row_count;
  return made;
end
$$;
comment on function private.fall_back(uuid[]) is
  'Sends what did not arrive by another channel, where it does not go by that anyway; returns how many. What the person refused or has read, and what came too late, goes nowhere.';
