-- Statutory notices: what the law asks an owner to tell the tenants of a tenancy, computed by its rules (04_law/30) when it
-- is issued, and kept with the rules and dates by which it was. Nothing of it is ever edited: a wrong one is withdrawn.
-- Whether it is served follows from what was recorded of its service (66_serving_notices.sql).

create table public.statutory_notices (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  client_id uuid not null,
  form public.notice_form not null,
  year smallint not null,
  serial integer not null check (serial > 0),
  number text not null,
  nature public.tenancy_nature not null,
  ruleset_id text not null references public.notice_rulesets (id),
  ruleset_version integer not null,
  computed jsonb not null check (jsonb_typeof(computed) = 'object'),
  written_on public.calendar_date not null,
  serve_by public.calendar_date not null,
  takes_effect_on public.calendar_date not null,
  grounds text not null constraint statutory_notices_grounds_check check (private.is_prose(grounds) and length(btrim(grounds)) between 3 and 1000),
  letterhead_id uuid not null references public.letterheads (id),
  mandate_id uuid,
  sender_name text not null,
  sender_address text not null,
  landlord_name text not null,
  addressee text not null,
  addressee_address text not null,
  premises text not null,
  body text not null,
  issued_by uuid references public.profiles (id) on delete set null,
  issued_at timestamptz not null default now(),
  unique (org_id, id),
  unique (org_id, client_id),
  unique (org_id, year, serial),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, mandate_id) references public.mandates (org_id, id),
  constraint statutory_notices_order_check check (serve_by >= written_on and takes_effect_on >= serve_by)
);
comment on table public.statutory_notices is 'A notice of the law to the tenants of a tenancy, as it was computed and issued. Have a lawyer check it before it is served (notice_checks). Append-only.';
comment on column public.statutory_notices.id is 'Time-ordered identifier.';
comment on column public.statutory_notices.org_id is 'The organization of the tenancy.';
comment on column public.statutory_notices.tenancy_id is 'Which tenancy.';
comment on column public.statutory_notices.client_id is 'Made by whoever issues it: one sent again after a lost answer is issued once.';
comment on column public.statutory_notices.form is 'Which notice.';
comment on column public.statutory_notices.year is 'Nigerian year of its number.';
comment on column public.statutory_notices.serial is 'Its number in the year, without gaps.';
comment on column public.statutory_notices.number is 'As it stands on the paper: N-2026-000001.';
comment on column public.statutory_notices.nature is 'The nature of the tenancy by which it was computed.';
comment on column public.statutory_notices.ruleset_id is 'The law by which it was computed.';
comment on column public.statutory_notices.ruleset_version is 'The version of that law as it was written down then.';
comment on column public.statutory_notices.computed is 'The whole answer: rule, section, length and its basis, and dates; without the warnings, which are for who gives it.';
comment on column public.statutory_notices.written_on is 'Its date, Nigerian.';
comment on column public.statutory_notices.serve_by is 'The last day (Nigerian date) on which it can be served and still be long enough.';
comment on column public.statutory_notices.takes_effect_on is 'The day (Nigerian date) on which possession is due, the owner may go to court, or comes to look.';
comment on column public.statutory_notices.grounds is 'Why, with particulars.';
comment on column public.statutory_notices.letterhead_id is 'The letterhead on which it stands: the owner''s, or that of the agency that gives it for the owner.';
comment on column public.statutory_notices.mandate_id is 'The written authority by which an agency gives it; null: the owner''s own people give it.';
comment on column public.statutory_notices.sender_name is 'The name at its head as it was.';
comment on column public.statutory_notices.sender_address is 'The address at its head as it was.';
comment on column public.statutory_notices.landlord_name is 'In whose name it is given, as it was.';
comment on column public.statutory_notices.addressee is 'The tenants'' names as they were.';
comment on column public.statutory_notices.addressee_address is 'Their address as it was.';
comment on column public.statutory_notices.premises is 'The premises.';
comment on column public.statutory_notices.body is 'Its text; an empty line divides paragraphs. English governs.';
comment on column public.statutory_notices.issued_by is 'The member who issued it.';
comment on column public.statutory_notices.issued_at is 'When, UTC.';
create index statutory_notices_tenancy_idx on public.statutory_notices (org_id, tenancy_id);
create index statutory_notices_tenancy_id_idx on public.statutory_notices (tenancy_id, id desc);
create index statutory_notices_serve_by_idx on public.statutory_notices (org_id, serve_by);
create index statutory_notices_ruleset_idx on public.statutory_notices (ruleset_id);
create index statutory_notices_letterhead_idx on public.statutory_notices (letterhead_id);
create index statutory_notices_mandate_idx on public.statutory_notices (org_id, mandate_id);
create index statutory_notices_issued_by_idx on public.statutory_notices (issued_by);

create table public.notice_withdrawals (
  notice_id uuid primary key,
  org_id uuid not null,
  reason text not null check (private.is_line(reason) and length(btrim(reason)) between 3 and 300),
  withdrawn_by uuid references public.profiles (id) on delete set null,
  withdrawn_at timestamptz not null default now(),
  -- In the columns of the foreign key: so the API embeds it as one and not as a list.
  unique (org_id, notice_id),
  foreign key (org_id, notice_id) references public.statutory_notices (org_id, id)
);
comment on table public.notice_withdrawals is 'That a statutory notice is withdrawn, and why. Append-only.';
comment on column public.notice_withdrawals.notice_id is 'The notice.';
comment on column public.notice_withdrawals.org_id is 'The organization of the tenancy.';
comment on column public.notice_withdrawals.reason is 'Why, as the tenants read it.';
comment on column public.notice_withdrawals.withdrawn_by is 'Who withdrew it.';
comment on column public.notice_withdrawals.withdrawn_at is 'When, UTC.';
create index notice_withdrawals_withdrawn_by_idx on public.notice_withdrawals (withdrawn_by);

create table public.notice_checks (
  id uuid primary key default private.uuid_v7(),
  notice_id uuid not null,
  org_id uuid not null,
  lawyer_name text not null check (private.is_line(lawyer_name) and length(btrim(lawyer_name)) between 3 and 120),
  enrolment_number text check (private.is_line(enrolment_number) and length(btrim(enrolment_number)) between 2 and 40),
  is_good boolean not null,
  note text check (private.is_prose(note) and length(btrim(note)) between 3 and 2000),
  recorded_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, notice_id) references public.statutory_notices (org_id, id)
);
comment on table public.notice_checks is 'What a lawyer found of a statutory notice. Append-only: the newest one counts. For the owner''s side.';
comment on column public.notice_checks.id is 'Time-ordered identifier.';
comment on column public.notice_checks.notice_id is 'The notice.';
comment on column public.notice_checks.org_id is 'The organization of the tenancy.';
comment on column public.notice_checks.lawyer_name is 'Who checked it.';
comment on column public.notice_checks.enrolment_number is 'Their number on the roll of the Supreme Court.';
comment on column public.notice_checks.is_good is 'Whether they found it good.';
comment on column public.notice_checks.note is 'What they said.';
comment on column public.notice_checks.recorded_by is 'The member who recorded it.';
comment on column public.notice_checks.created_at is 'When, UTC.';
create index notice_checks_notice_idx on public.notice_checks (org_id, notice_id);
create index notice_checks_notice_id_idx on public.notice_checks (notice_id, id desc);
create index notice_checks_recorded_by_idx on public.notice_checks (recorded_by);

create table public.notice_readings (
  notice_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid not null,
  read_at timestamptz not null default now(),
  acknowledged_at timestamptz,
  primary key (notice_id, user_id),
  foreign key (org_id, notice_id) references public.statutory_notices (org_id, id)
);
comment on table public.notice_readings is 'Which tenant opened a statutory notice when, and who said so. No service: that is notice_services.';
comment on column public.notice_readings.notice_id is 'The notice.';
comment on column public.notice_readings.user_id is 'The tenant.';
comment on column public.notice_readings.org_id is 'The organization of the tenancy.';
comment on column public.notice_readings.read_at is 'When they first opened it, UTC.';
comment on column public.notice_readings.acknowledged_at is 'When they said that they have it, UTC.';
create index notice_readings_user_id_idx on public.notice_readings (user_id);
create index notice_readings_notice_idx on public.notice_readings (org_id, notice_id);

create table public.notice_services (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  notice_id uuid not null,
  tenancy_id uuid not null,
  client_id uuid not null,
  mode public.service_mode not null,
  attempted_at public.instant not null,
  served_by text not null check (private.is_line(served_by) and length(btrim(served_by)) between 2 and 120),
  recipient text check (private.is_line(recipient) and length(btrim(recipient)) between 1 and 120),
  witness text check (private.is_line(witness) and length(btrim(witness)) between 2 and 120),
  reference text check (private.is_line(reference) and length(btrim(reference)) between 2 and 120),
  document_id uuid,
  note text check (private.is_prose(note) and length(btrim(note)) between 3 and 1000),
  is_effective boolean not null,
  is_lawful boolean not null,
  why_not text[] not null default '{}'
    check (array_position(why_not, null) is null and why_not <@ '{courtesy_copy,not_effective,no_evidence,no_recipient,no_witness,no_reference,too_late,recorded_too_late}'::text[]),
  counts boolean not null generated always as (why_not = '{}') stored,
  tenancy_notice_id uuid references public.tenancy_notices (id),
  recorded_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  unique (org_id, client_id),
  foreign key (org_id, notice_id) references public.statutory_notices (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, document_id) references public.documents (org_id, id)
);
comment on table public.notice_services is 'Every attempt to serve a statutory notice, and every courtesy copy. Append-only; a wrong record is taken back (notice_service_corrections).';
comment on column public.notice_services.id is 'Time-ordered identifier.';
comment on column public.notice_services.org_id is 'The organization of the tenancy.';
comment on column public.notice_services.notice_id is 'The notice.';
comment on column public.notice_services.tenancy_id is 'Its tenancy.';
comment on column public.notice_services.client_id is 'Made by whoever records it: one sent again after a lost answer is recorded once.';
comment on column public.notice_services.mode is 'How.';
comment on column public.notice_services.attempted_at is 'When, UTC.';
comment on column public.notice_services.served_by is 'Who did it, by name.';
comment on column public.notice_services.recipient is 'Into whose hands, and what they are to the tenant.';
comment on column public.notice_services.witness is 'Who corroborates it, by name.';
comment on column public.notice_services.reference is 'The courier''s reference.';
comment on column public.notice_services.document_id is 'What shows it: a photo or paper of the tenancy.';
comment on column public.notice_services.note is 'What else happened.';
comment on column public.notice_services.is_effective is 'Whether it came off; else it was an attempt.';
comment on column public.notice_services.is_lawful is 'Whether the notice''s law names the mode for such premises; else it is a courtesy copy.';
comment on column public.notice_services.why_not is 'Why it does not count as service; empty: it does.';
comment on column public.notice_services.counts is 'Whether the notice counts as served by it.';
comment on column public.notice_services.tenancy_notice_id is 'The notice under which the tenancy is by it.';
comment on column public.notice_services.recorded_by is 'The member who recorded it; null where Estate sent a copy.';
comment on column public.notice_services.created_at is 'When it was recorded, UTC.';
create index notice_services_notice_idx on public.notice_services (org_id, notice_id);
create index notice_services_notice_id_idx on public.notice_services (notice_id);
create index notice_services_tenancy_idx on public.notice_services (org_id, tenancy_id);
create index notice_services_document_idx on public.notice_services (org_id, document_id);
create index notice_services_tenancy_notice_id_idx on public.notice_services (tenancy_notice_id);
create index notice_services_recorded_by_idx on public.notice_services (recorded_by);

create table public.notice_service_corrections (
  service_id uuid primary key,
  org_id uuid not null,
  reason text not null check (private.is_line(reason) and length(btrim(reason)) between 3 and 300),
  corrected_by uuid references public.profiles (id) on delete set null,
  corrected_at timestamptz not null default now(),
  unique (org_id, service_id),
  foreign key (org_id, service_id) references public.notice_services (org_id, id)
);
comment on table public.notice_service_corrections is 'That a record of service was wrong, and why: it counts no more. Append-only.';
comment on column public.notice_service_corrections.service_id is 'The record.';
comment on column public.notice_service_corrections.org_id is 'The organization of the tenancy.';
comment on column public.notice_service_corrections.reason is 'Why it was wrong.';
comment on column public.notice_service_corrections.corrected_by is 'Who took it back.';
comment on column public.notice_service_corrections.corrected_at is 'When, UTC.';
create index notice_service_corrections_corrected_by_idx on public.notice_service_corrections (corrected_by);

alter table public.statutory_notices enable row level security;
alter table public.notice_withdrawals enable row level security;
alter table public.notice_checks enable row level security;
alter table public.notice_readings enable row level security;
alter table public.notice_services enable row level security;
alter table public.notice_service_corrections enable row level security;
grant select on public.statutory_notices, public.notice_withdrawals, public.notice_checks, public.notice_readings,
  public.notice_services, public.notice_service_corrections to authenticated, service_role;

create policy statutory_notices_select on public.statutory_notices for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('sign'))) then true
  end is not null
);
create policy notice_withdrawals_select on public.notice_withdrawals for select to authenticated using (
  org_id = any (array(select private.my_org_ids('tenancies.read')))
  or exists (select from public.statutory_notices as notice where notice.id = notice_id)
);
-- What a lawyer told the owner's side is no business of the tenants.
create policy notice_checks_select on public.notice_checks for select to authenticated using (
  org_id = any (array(select private.my_org_ids('tenancies.read')))
);
create policy notice_readings_select on public.notice_readings for select to authenticated using (
  case
    when user_id = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
create policy notice_services_select on public.notice_services for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('sign'))) then true
  end is not null
);
create policy notice_service_corrections_select on public.notice_service_corrections for select to authenticated using (
  org_id = any (array(select private.my_org_ids('tenancies.read')))
  or exists (select from public.notice_services as service where service.id = service_id)
);

-- That it was read stays; it goes with the person alone. By hand nothing happens without a trace.
create trigger refuse_change before update of notice_id, user_id, org_id, read_at on public.notice_readings
  for each row execute function private.refuse_change();
create trigger refuse_rewriting before update of acknowledged_at on public.notice_readings
  for each row when (old.acknowledged_at is not null and old.acknowledged_at is distinct from new.acknowledged_at)
  execute function private.refuse_change();
create trigger refuse_deleting before delete on public.notice_readings
  for each row execute function private.refuse_deleting_alone('public.profiles', 'user_id');
create trigger refuse_truncate before truncate on public.notice_readings
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.notice_readings
  for each row when (private.is_studio()) execute function private.record_audit('notice_id');
-- But for who did it: an account that is deleted takes its name along.
create trigger refuse_change before delete or update of
  id, org_id, tenancy_id, client_id, form, year, serial, number, nature, ruleset_id, ruleset_version, computed, written_on, serve_by,
  takes_effect_on, grounds, letterhead_id, mandate_id, sender_name, sender_address, landlord_name, addressee, addressee_address,
  premises, body, issued_at on public.statutory_notices
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.statutory_notices
  for each statement execute function private.refuse_change();
create trigger refuse_change before delete or update of notice_id, org_id, reason, withdrawn_at on public.notice_withdrawals
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.notice_withdrawals
  for each statement execute function private.refuse_change();
create trigger refuse_change before delete or update of id, notice_id, org_id, lawyer_name, enrolment_number, is_good, note, created_at
  on public.notice_checks for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.notice_checks
  for each statement execute function private.refuse_change();
create trigger refuse_change before delete or update of
  id, org_id, notice_id, tenancy_id, client_id, mode, attempted_at, served_by, recipient, witness, reference, document_id, note,
  is_effective, is_lawful, why_not, tenancy_notice_id, created_at on public.notice_services
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.notice_services
  for each statement execute function private.refuse_change();
create trigger refuse_change before delete or update of service_id, org_id, reason, corrected_at on public.notice_service_corrections
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.notice_service_corrections
  for each statement execute function private.refuse_change();

create view public.notice_standings with (security_invoker = on) as
select notice.id as notice_id, notice.org_id, notice.tenancy_id, notice.form, notice.number,
  case
    when withdrawn.notice_id is not null then 'withdrawn'
    when served.service_id is null and notice.serve_by < private.lagos_date() then 'lapsed'
    when served.service_id is null then 'issued'
    when notice.takes_effect_on < private.lagos_date() then 'matured'
    else 'served'
  end as status,
  served.served_on, notice.serve_by, notice.takes_effect_on
from public.statutory_notices as notice
left join public.notice_withdrawals as withdrawn on withdrawn.notice_id = notice.id
left join lateral (
  select service.id as service_id, private.lagos_date(service.attempted_at) as served_on
  from public.notice_services as service
  where service.notice_id = notice.id and service.counts and not exists (
    select from public.notice_service_corrections as corrected where corrected.service_id = service.id)
  order by service.attempted_at, service.id limit 1
) as served on true;
comment on view public.notice_standings is 'How statutory notices stand: issued; served, by a lawful mode with evidence; matured, when their day has passed; lapsed, when they were not served in time; withdrawn.';
comment on column public.notice_standings.notice_id is 'The notice.';
comment on column public.notice_standings.org_id is 'The organization of the tenancy.';
comment on column public.notice_standings.tenancy_id is 'The tenancy.';
comment on column public.notice_standings.form is 'Which notice.';
comment on column public.notice_standings.number is 'Its number.';
comment on column public.notice_standings.status is 'issued, served, matured, lapsed or withdrawn.';
comment on column public.notice_standings.served_on is 'The day (Nigerian date) of the first service that counts; null: none.';
comment on column public.notice_standings.serve_by is 'The last day on which it can be served.';
comment on column public.notice_standings.takes_effect_on is 'The day on which it takes effect.';
grant select on public.notice_standings to authenticated, service_role;
