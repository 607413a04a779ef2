-- Letters: what an organization writes to the tenants of one tenancy, of several, or of whole properties, on its letterhead.
-- A draft says what is written and to whom; sending it makes a letter for each tenancy, numbered without gaps for the
-- organization and year. A letter is kept for ever and never edited: a wrong one is withdrawn, with a reason.

create table public.letter_drafts (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  client_id uuid not null,
  template_id uuid,
  texts jsonb not null check (jsonb_typeof(texts) = 'object' and texts <> '{}'),
  fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  property_ids uuid[] not null default '{}',
  unit_ids uuid[] not null default '{}',
  tenancy_ids uuid[] not null default '{}',
  unit_kinds public.unit_kind[] not null default '{}',
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  sent_at timestamptz,
  sent_by uuid references public.profiles (id) on delete set null,
  letters integer check (letters > 0),
  unique (org_id, id),
  unique (org_id, client_id),
  foreign key (org_id, template_id) references public.letter_templates (org_id, id),
  constraint letter_drafts_targets_check check (
    cardinality(property_ids) + cardinality(unit_ids) + cardinality(tenancy_ids) between 0 and 500 and cardinality(unit_kinds) <= 20),
  constraint letter_drafts_sent_check check ((sent_at is null) = (letters is null))
);
comment on table public.letter_drafts is 'What is to be written, and to whom. Once it is sent it stands as it is: its letters are what went out.';
comment on column public.letter_drafts.id is 'Time-ordered identifier.';
comment on column public.letter_drafts.org_id is 'Who writes.';
comment on column public.letter_drafts.client_id is 'Made by whoever writes it: saved again under it, the draft is changed and no second one made.';
comment on column public.letter_drafts.template_id is 'The template from which its texts were taken; null: it was written by hand.';
comment on column public.letter_drafts.texts is 'By language: {subject, body} with merge fields, as they will be put together.';
comment on column public.letter_drafts.fields is 'Fields that are given with it, each with its type.';
comment on column public.letter_drafts.facts is 'What those fields say, the same in all of its letters; amounts in kobo.';
comment on column public.letter_drafts.property_ids is 'To tenants of these properties and all that stands in them. When no homes are named, to all tenants.';
comment on column public.letter_drafts.unit_ids is 'To tenants of these units.';
comment on column public.letter_drafts.tenancy_ids is 'To the tenants of these tenancies.';
comment on column public.letter_drafts.unit_kinds is 'Of all these only to those whose home is of one of these kinds; none: of any.';
comment on column public.letter_drafts.created_by is 'The member who wrote it.';
comment on column public.letter_drafts.created_at is 'When it was begun, UTC.';
comment on column public.letter_drafts.updated_at is 'Last change, UTC.';
comment on column public.letter_drafts.sent_at is 'When it was sent, UTC; null: it is a draft.';
comment on column public.letter_drafts.sent_by is 'The member who sent it.';
comment on column public.letter_drafts.letters is 'How many letters it became.';
create index letter_drafts_template_idx on public.letter_drafts (org_id, template_id);
create index letter_drafts_created_by_idx on public.letter_drafts (created_by);
create index letter_drafts_sent_by_idx on public.letter_drafts (sent_by);

create table private.paper_counters (
  org_id uuid not null references public.organizations (id) on delete cascade,
  kind text not null check (kind in ('letter', 'notice')),
  year smallint not null,
  last_serial integer not null default 0,
  primary key (org_id, kind, year)
) with (fillfactor = 50);
comment on table private.paper_counters is 'The last number of each organization''s letters and of its notices in a year. Its row is the lock that keeps numbers gapless.';
comment on column private.paper_counters.org_id is 'The organization.';
comment on column private.paper_counters.kind is 'Letters or notices.';
comment on column private.paper_counters.year is 'Nigerian calendar year.';
comment on column private.paper_counters.last_serial is 'The newest number.';
alter table private.paper_counters enable row level security;

create table private.letter_limits (
  what text primary key check (what = 'letters'),
  a_day integer not null check (a_day between 1 and 1000000),
  reason text not null check (length(btrim(reason)) between 3 and 500)
);
comment on table private.letter_limits is 'How many letters an organization may send on one Nigerian day: data, so that it can be changed. No policies: functions only.';
comment on column private.letter_limits.what is 'What is counted.';
comment on column private.letter_limits.a_day is 'The most on one day.';
comment on column private.letter_limits.reason is 'Why that many.';
alter table private.letter_limits enable row level security;
insert into private.letter_limits (what, a_day, reason) values
  ('letters', 25000, 'Each is told by e-mail and SMS, which are paid: nobody pumps messages through us');

create table public.letters (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  draft_id uuid not null,
  tenancy_id uuid not null,
  letterhead_id uuid not null,
  year smallint not null,
  serial integer not null check (serial > 0),
  number text not null,
  written_on public.calendar_date not null,
  sender_name text not null,
  sender_address text not null,
  addressee text not null,
  addressee_address text not null,
  premises text not null,
  language public.locale not null,
  subject text not null check (length(subject) <= 300),
  body text not null check (length(body) <= 20000),
  sent_by uuid references public.profiles (id) on delete set null,
  sent_at timestamptz not null default now(),
  unique (org_id, id),
  unique (org_id, year, serial),
  unique (draft_id, tenancy_id),
  foreign key (org_id, draft_id) references public.letter_drafts (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, letterhead_id) references public.letterheads (org_id, id)
);
comment on table public.letters is 'A letter as it went out to the tenants of a tenancy. Append-only; a wrong one is withdrawn (letter_withdrawals).';
comment on column public.letters.id is 'Time-ordered identifier.';
comment on column public.letters.org_id is 'Who writes.';
comment on column public.letters.draft_id is 'The draft that it was.';
comment on column public.letters.tenancy_id is 'To whose tenants it goes.';
comment on column public.letters.letterhead_id is 'The letterhead on which it stands.';
comment on column public.letters.year is 'Nigerian year of its number.';
comment on column public.letters.serial is 'Its number in the year, without gaps.';
comment on column public.letters.number is 'As it stands on the paper: L-2026-000001.';
comment on column public.letters.written_on is 'Its date, Nigerian.';
comment on column public.letters.sender_name is 'The organization''s name as it was.';
comment on column public.letters.sender_address is 'The organization''s address as it was.';
comment on column public.letters.addressee is 'The tenants'' names as they were.';
comment on column public.letters.addressee_address is 'Their address as it was.';
comment on column public.letters.premises is 'The home that it is about.';
comment on column public.letters.language is 'The language in which it is written.';
comment on column public.letters.subject is 'Its subject, put together.';
comment on column public.letters.body is 'Its text, put together; an empty line divides paragraphs.';
comment on column public.letters.sent_by is 'The member who sent it.';
comment on column public.letters.sent_at is 'When it was sent, UTC.';
create index letters_draft_idx on public.letters (org_id, draft_id);
create index letters_tenancy_idx on public.letters (org_id, tenancy_id);
create index letters_tenancy_id_idx on public.letters (tenancy_id, id desc);
create index letters_letterhead_idx on public.letters (org_id, letterhead_id);
create index letters_sent_by_idx on public.letters (sent_by);
create index letters_sent_at_idx on public.letters (org_id, sent_at);

create table public.letter_withdrawals (
  letter_id uuid primary key,
  org_id uuid not null,
  reason text not null check (private.is_line(reason) and length(btrim(reason)) between 3 and 300),
  withdrawn_by uuid references public.profiles (id) on delete set null,
  withdrawn_at timestamptz not null default now(),
  -- In the columns of the foreign key: so the API embeds it as one and not as a list.
  unique (org_id, letter_id),
  foreign key (org_id, letter_id) references public.letters (org_id, id)
);
comment on table public.letter_withdrawals is 'That a letter is withdrawn, and why. Append-only.';
comment on column public.letter_withdrawals.letter_id is 'The letter.';
comment on column public.letter_withdrawals.org_id is 'Who wrote it.';
comment on column public.letter_withdrawals.reason is 'Why, as the tenants read it.';
comment on column public.letter_withdrawals.withdrawn_by is 'The member who withdrew it.';
comment on column public.letter_withdrawals.withdrawn_at is 'When, UTC.';
create index letter_withdrawals_withdrawn_by_idx on public.letter_withdrawals (withdrawn_by);

create table public.letter_readings (
  letter_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid not null,
  read_at timestamptz not null default now(),
  acknowledged_at timestamptz,
  primary key (letter_id, user_id),
  foreign key (org_id, letter_id) references public.letters (org_id, id)
);
comment on table public.letter_readings is 'Which tenant opened a letter when, and who said so.';
comment on column public.letter_readings.letter_id is 'The letter.';
comment on column public.letter_readings.user_id is 'The tenant.';
comment on column public.letter_readings.org_id is 'Who wrote it.';
comment on column public.letter_readings.read_at is 'When they first opened it, UTC.';
comment on column public.letter_readings.acknowledged_at is 'When they said that they have read it, UTC.';
create index letter_readings_user_id_idx on public.letter_readings (user_id);
create index letter_readings_letter_idx on public.letter_readings (org_id, letter_id);

alter table public.letter_drafts enable row level security;
alter table public.letters enable row level security;
alter table public.letter_withdrawals enable row level security;
alter table public.letter_readings enable row level security;
grant select on public.letter_drafts, public.letters, public.letter_withdrawals, public.letter_readings to authenticated, service_role;
create policy letter_drafts_select on public.letter_drafts for select to authenticated
  using (org_id = any (array(select private.my_org_ids('tenancies.read'))));
create policy letters_select on public.letters for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
create policy letter_withdrawals_select on public.letter_withdrawals for select to authenticated using (
  org_id = any (array(select private.my_org_ids('tenancies.read')))
  or exists (select from public.letters as letter where letter.id = letter_id)
);
create policy letter_readings_select on public.letter_readings for select to authenticated using (
  case
    when user_id = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
create trigger refuse_change before delete or update of
  -- But for who sent it: an account that is deleted takes its name along.
  id, org_id, draft_id, tenancy_id, letterhead_id, year, serial, number, written_on, sender_name, sender_address, addressee,
  addressee_address, premises, language, subject, body, sent_at on public.letters
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.letters
  for each statement execute function private.refuse_change();
create trigger refuse_change before delete or update of letter_id, org_id, reason, withdrawn_at on public.letter_withdrawals
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.letter_withdrawals
  for each statement execute function private.refuse_change();
-- That it was read stays; it goes with the person alone. By hand nothing happens without a trace.
create trigger refuse_change before update of letter_id, user_id, org_id, read_at on public.letter_readings
  for each row execute function private.refuse_change();
create trigger refuse_rewriting before update of acknowledged_at on public.letter_readings
  for each row when (old.acknowledged_at is not null and old.acknowledged_at is distinct from new.acknowledged_at)
  execute function private.refuse_change();
create trigger refuse_deleting before delete on public.letter_readings
  for each row execute function private.refuse_deleting_alone('public.profiles', 'user_id');
create trigger refuse_truncate before truncate on public.letter_readings
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.letter_readings
  for each row when (private.is_studio()) execute function private.record_audit('letter_id');
create trigger touch_updated_at before update on public.letter_drafts
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or delete or update of sent_at on public.letter_drafts
  for each row execute function private.record_audit();

create function private.take_paper_numbers(org_id uuid, kind text, how_many integer, out year smallint, out before integer)
returns record
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  year := extract(year from private.lagos_date());
  -- Its row is locked from here to commit: numbers have no gaps.
  insert into private.paper_counters as counter (org_id, kind, year, last_serial) values (org_id, kind, year, how_many)
  on conflict on constraint paper_counters_pkey do update set last_serial = counter.last_serial + excluded.last_serial
  returning counter.last_serial - how_many into before;
end
$$;
comment on function private.take_paper_numbers(uuid, text, integer) is
  'Takes so many numbers of this year for letters or notices; the first is before + 1.';

create function private.paper_number(initial text, year smallint, serial integer)
returns text
language sql
immutable
set search_path = ''
as $$
  -- lpad cuts what is longer.
  select format('%s-%s-%s', initial, year, lpad(serial::text, greatest(6, length(serial::text)), '0'))
$$;
comment on function private.paper_number(text, smallint, integer) is 'A number as it stands on a paper: L-2026-000001.';
