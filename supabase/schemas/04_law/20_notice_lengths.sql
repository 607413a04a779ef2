-- How long notice must be where nothing was agreed, by state and nature of the tenancy.

create type public.tenancy_nature as enum (
  'at_will', 'weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'fixed', 'licence'
);
comment on type public.tenancy_nature is 'The legal nature of the tenancy, on which notice lengths depend (Lagos Tenancy Law 2011 s.13).';

create table public.notice_lengths (
  jurisdiction text not null check (length(jurisdiction) between 2 and 40),
  nature public.tenancy_nature not null,
  length interval not null check (length >= interval '0'),
  certainty public.legal_certainty not null,
  source text not null check (private.is_line(source) and length(source) between 2 and 120),
  primary key (jurisdiction, nature)
);
comment on table public.notice_lengths is 'How long notice must be where nothing was agreed. Written in Studio; not legal advice.';
comment on column public.notice_lengths.jurisdiction is 'A state; Nigeria where the state has no row.';
comment on column public.notice_lengths.nature is 'The nature of the tenancy.';
comment on column public.notice_lengths.length is 'The least time from the day of the notice to the day on which the tenancy ends.';
comment on column public.notice_lengths.certainty is 'Law, or guidance where no statute was found.';
comment on column public.notice_lengths.source is 'The law and its section.';
alter table public.notice_lengths enable row level security;
grant select on public.notice_lengths to anon, authenticated;
grant select, insert, update, delete on public.notice_lengths to service_role;
create policy notice_lengths_select_visitor on public.notice_lengths for select to anon using (true);
create policy notice_lengths_select on public.notice_lengths for select to authenticated using (true);
create trigger record_audit after insert or update or delete on public.notice_lengths
  for each row execute function private.record_audit('nature');

insert into public.notice_lengths (jurisdiction, nature, length, certainty, source)
select place.jurisdiction, law.nature::public.tenancy_nature, law.length::interval,
  (case when place.jurisdiction = 'Lagos' and law.section is not null then 'law' else 'guidance' end)::public.legal_certainty,
  case when place.jurisdiction = 'Lagos' and law.section is not null then 'Lagos Tenancy Law 2011 ' || law.section
    else 'As in Lagos; ask counsel' end
from (values ('Lagos'), ('Nigeria')) as place (jurisdiction)
cross join (values
  ('at_will', '7 days', 's.13(1)(a)'), ('monthly', '1 month', 's.13(1)(b)'), ('quarterly', '3 months', 's.13(1)(c)'),
  ('half_yearly', '3 months', 's.13(1)(d)'), ('yearly', '6 months', 's.13(1)(e)'), ('fixed', '0', 's.13(5)'),
  ('licence', '7 days', 's.14'), ('weekly', '7 days', null)
) as law (nature, length, section);
