-- Templates of letters: what an organization writes again and again, in each of its languages, with typed merge fields in
-- double braces. Plain text only: what a field says is put in once and never read as a template, nor as HTML.

create table public.letter_templates (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  client_id uuid not null,
  name text not null check (private.is_line(name) and length(btrim(name)) between 2 and 120),
  fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (org_id, id),
  unique (org_id, client_id)
);
comment on table public.letter_templates is 'A letter that an organization writes again and again. What it says: letter_template_texts. Letters keep their own text: changing a template changes none.';
comment on column public.letter_templates.id is 'Time-ordered identifier.';
comment on column public.letter_templates.org_id is 'Whose it is.';
comment on column public.letter_templates.client_id is 'Made by whoever writes it: saved again under it, the template is changed and no second one made.';
comment on column public.letter_templates.name is 'What members call it.';
comment on column public.letter_templates.fields is 'Facts that are given for each letter, each with its type: line, prose, kobo, date or count; a question mark after it says that it may be missing, and lines that speak of it are left out then. What is known of every tenancy need not stand here: letter_fields().';
comment on column public.letter_templates.created_by is 'The member who wrote it first.';
comment on column public.letter_templates.created_at is 'When it was written, UTC.';
comment on column public.letter_templates.updated_at is 'Last change, UTC.';
comment on column public.letter_templates.retired_at is 'When it was put away, UTC.';
create index letter_templates_created_by_idx on public.letter_templates (created_by);

create table public.letter_template_texts (
  template_id uuid not null,
  org_id uuid not null,
  language public.locale not null,
  subject text not null check (private.is_line(subject) and length(btrim(subject)) between 3 and 160),
  body text not null check (private.is_prose(body) and length(btrim(body)) between 10 and 8000),
  primary key (template_id, language),
  foreign key (org_id, template_id) references public.letter_templates (org_id, id) on delete cascade
);
comment on table public.letter_template_texts is 'What a template says, in each of its languages.';
comment on column public.letter_template_texts.template_id is 'Which one.';
comment on column public.letter_template_texts.org_id is 'Whose it is.';
comment on column public.letter_template_texts.language is 'In which language.';
comment on column public.letter_template_texts.subject is 'Its subject, with merge fields.';
comment on column public.letter_template_texts.body is 'The text, with merge fields as {{name}}; an empty line divides paragraphs.';
create index letter_template_texts_template_idx on public.letter_template_texts (org_id, template_id);

alter table public.letter_templates enable row level security;
alter table public.letter_template_texts enable row level security;
grant select on public.letter_templates, public.letter_template_texts to authenticated, service_role;
create policy letter_templates_select on public.letter_templates for select to authenticated using (
  -- As a case, which no index answers: a condition of its own would have each request planned anew.
  case when org_id = any (array(select org_id from private.my_permissions where permission = 'tenancies.read')) then true end is not null
);
create policy letter_template_texts_select on public.letter_template_texts for select to authenticated using (
  case when org_id = any (array(select org_id from private.my_permissions where permission = 'tenancies.read')) then true end is not null
);
create trigger touch_updated_at before update on public.letter_templates
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.letter_templates
  for each row execute function private.record_audit();

create function private.letter_fields()
returns jsonb
language sql
immutable
parallel safe
set search_path = ''
as $$
  select '{
    "tenant_names": "prose", "tenant_address": "prose", "premises": "prose", "unit": "prose", "property": "prose",
    "organization": "prose", "signatory": "prose", "today": "date", "tenancy_starts_on": "date", "tenancy_ends_on": "date",
    "rent_kobo": "kobo", "owed_kobo": "kobo", "owed_since": "date?"}'::jsonb
$$;
comment on function private.letter_fields() is
  'What every letter to a tenancy may speak of, each with its type: owed_kobo is what is due and open on the day, owed_since the oldest due date of it.';

create function public.letter_fields()
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select private.letter_fields()
$$;
comment on function public.letter_fields() is
  'The merge fields that every letter has, each with its type: kobo is shown as naira, owed_kobo is what is due and open on the day, owed_since the oldest due date of it. Others are given with the draft: see letter_templates.fields.';
grant execute on function private.letter_fields(), public.letter_fields() to authenticated;

create function private.letter_text_fault(fields jsonb, template text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  known jsonb := private.letter_fields() || coalesce(fields, '{}');
  stray text := (select name from private.names_in(template) as name where not known ? name order by name limit 1);
begin
  if stray is not null then
    return format('there is no field %s', stray);
  end if;
  if regexp_replace(template, '\{\{[a-z_]+\}\}', '', 'g') ~ '[{}]' then
    return 'a brace stands alone';
  end if;
  return null;
end
$$;
comment on function private.letter_text_fault(jsonb, text) is 'What is wrong with the merge fields of a letter''s text; null when nothing is.';

create function private.read_letter_fields(fields jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  given jsonb := coalesce(fields, '{}');
  bad boolean := jsonb_typeof(given) <> 'object';
begin
  if not bad then
    bad := (select count(*) > 20 from jsonb_object_keys(given)) or exists (
      select from jsonb_each(given) as field
      where field.key !~ '^[a-z_]{2,40}$' or private.letter_fields() ? field.key or jsonb_typeof(field.value) <> 'string'
        or field.value #>> '{}' !~ '^(line|prose|kobo|date|count)\??$');
  end if;
  if bad then
    perform private.raise_problem('letter.bad_fields',
      'Cannot use these fields: at most twenty, each with a name of small letters that letter_fields() does not have, and the type line, prose, kobo, date or count', 400,
      jsonb_build_object('field', 'fields'));
  end if;
  return given;
end
$$;
comment on function private.read_letter_fields(jsonb) is
  'Fields of a template or a draft with their types; null is none. Error: letter.bad_fields 400.';

create function private.read_letter_texts(texts jsonb, fields jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  bad boolean := jsonb_typeof(texts) is distinct from 'object' or texts = '{}';
  one record;
  said jsonb := '{}'::jsonb;
  fault text;
begin
  if not bad then
    bad := exists (
      select from jsonb_each(texts) as text
      where text.key <> all (enum_range(null::public.locale)::text[]) or jsonb_typeof(text.value) <> 'object'
        or jsonb_typeof(text.value -> 'subject') is distinct from 'string' or jsonb_typeof(text.value -> 'body') is distinct from 'string'
        or length(btrim(text.value ->> 'subject')) not between 3 and 160 or length(btrim(text.value ->> 'body')) not between 10 and 8000);
  end if;
  if bad then
    perform private.raise_problem('letter.bad_text',
      'Cannot keep the text: give, for one language or more (en, pcm, yo, ha, ig), a subject of 3 to 160 signs and a body of 10 to 8,000', 400,
      jsonb_build_object('field', 'texts'));
  end if;
  for one in select text.key as language, btrim(private.read_line('texts', text.value ->> 'subject')) as subject,
      btrim(private.read_prose('texts', text.value ->> 'body')) as body
    from jsonb_each(texts) as text
  loop
    fault := coalesce(private.letter_text_fault(fields, one.subject), private.letter_text_fault(fields, one.body));
    if fault is not null then
      perform private.raise_problem('letter.bad_text', format('Cannot keep the text in %s: %s', one.language, fault), 400,
        jsonb_build_object('field', 'texts', 'language', one.language));
    end if;
    said := said || jsonb_build_object(one.language, jsonb_build_object('subject', one.subject, 'body', one.body));
  end loop;
  return said;
end
$$;
comment on function private.read_letter_texts(jsonb, jsonb) is
  'Texts of a letter by language {subject, body}, tidied, naming only fields that there are. Error: letter.bad_text 400.';

create function private.save_letter_template(org_id uuid, client_id uuid, name text, texts jsonb, fields jsonb)
returns public.letter_templates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  types jsonb;
  said jsonb;
  template public.letter_templates;
begin
  perform private.require_permission(org_id, 'tenancies.write');
  if client_id is null or name is null or length(btrim(name)) not between 2 and 120 then
    perform private.raise_problem('letter.bad_template', 'Cannot keep the template: give it a client_id and a name of 2 to 120 characters', 400,
      jsonb_build_object('field', case when client_id is null then 'client_id' else 'name' end));
  end if;
  types := private.read_letter_fields(fields);
  said := private.read_letter_texts(texts, types);
  perform from public.organizations as organization where organization.id = org_id for no key update;
  if not exists (select from public.letter_templates as known where known.org_id = org_id and known.client_id = client_id) and (
    select count(*) from public.letter_templates as known where known.org_id = org_id and known.retired_at is null) >= 200 then
    perform private.raise_problem('letter.too_many_templates', 'Cannot keep more than 200 templates: put one away first', 409,
      jsonb_build_object('field', 'client_id'));
  end if;
  insert into public.letter_templates as known (org_id, client_id, name, fields, created_by)
  values (org_id, client_id, btrim(name), types, (select auth.uid()))
  on conflict on constraint letter_templates_org_id_client_id_key do update set name = excluded.name, fields = excluded.fields, retired_at = null
  returning known.* into template;
  delete from public.letter_template_texts as text where text.template_id = template.id and not said ? text.language::text;
  insert into public.letter_template_texts as text (template_id, org_id, language, subject, body)
  select template.id, org_id, given.key::public.locale, given.value ->> 'subject', given.value ->> 'body' from jsonb_each(said) as given
  on conflict on constraint letter_template_texts_pkey do update set subject = excluded.subject, body = excluded.body;
  return template;
end
$$;
comment on function private.save_letter_template(uuid, uuid, text, jsonb, jsonb) is
  'Checks the permission and every field, then keeps the template with its texts; saved again under its client_id it is changed.';
grant execute on function private.save_letter_template(uuid, uuid, text, jsonb, jsonb) to authenticated;

create function public.save_letter_template(org_id uuid, client_id uuid, name text, texts jsonb, fields jsonb default '{}')
returns public.letter_templates
language sql
set search_path = ''
as $$
  select private.limit_person('save_letter_template');
  select private.save_letter_template(org_id, client_id, private.read_line('name', name), texts, fields)
$$;
comment on function public.save_letter_template(uuid, uuid, text, jsonb, jsonb) is
  'Keeps a template of letters, or changes the one that you saved under the same client_id. texts: by language (en, pcm, yo, ha, ig) {subject, body} with merge fields as {{name}}; fields: those given with each letter, with their types (line, prose, kobo, date, count; "kobo?" may be missing). Needs tenancies.write. Errors: auth.forbidden 403, letter.bad_template, letter.bad_fields, letter.bad_text 400, letter.too_many_templates 409.';
grant execute on function public.save_letter_template(uuid, uuid, text, jsonb, jsonb) to authenticated;

create function private.retire_letter_template(template_id uuid)
returns public.letter_templates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  template public.letter_templates;
begin
  select known.* into template from public.letter_templates as known
  where known.id = template_id and known.org_id in (select private.my_org_ids('tenancies.read')) for no key update;
  if not found then
    perform private.raise_problem('letter.unknown_template', 'Cannot find the template in your organization', 404,
      jsonb_build_object('field', 'template_id'));
  end if;
  perform private.require_permission(template.org_id, 'tenancies.write');
  if template.retired_at is null then
    update public.letter_templates as known set retired_at = now() where known.id = template_id returning known.* into template;
  end if;
  return template;
end
$$;
comment on function private.retire_letter_template(uuid) is 'Checks the permission, then puts a template away.';
grant execute on function private.retire_letter_template(uuid) to authenticated;

create function public.retire_letter_template(template_id uuid)
returns public.letter_templates
language sql
set search_path = ''
as $$
  select private.limit_person('retire_letter_template');
  select private.retire_letter_template(template_id)
$$;
comment on function public.retire_letter_template(uuid) is
  'Puts a template away; saved again it is back. Safe to repeat. Needs tenancies.write. Errors: letter.unknown_template 404, auth.forbidden 403.';
grant execute on function public.retire_letter_template(uuid) to authenticated;
