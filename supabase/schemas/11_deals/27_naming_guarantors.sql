-- Another guarantor for an application that was sent: one said no, or whoever lets the home asks for one. Who was named
-- before stays with their answer.

create function private.name_guarantor(
  application_id uuid, full_name text, phone text, email text, relationship text
)
returns public.application_guarantors
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  application public.applications := private.lock_my_application(application_id);
  guarantor public.application_guarantors;
  standing integer;
  named integer;
begin
  if application.status not in ('submitted', 'shortlisted', 'offered', 'accepted', 'under_review') then
    perform private.raise_problem('guarantor.not_open', case application.status
        when 'draft' then 'Cannot name a guarantor yet: save them with the draft'
        else 'Cannot name a guarantor: the application is over' end,
      409, jsonb_build_object('field', 'application_id'));
  end if;
  perform private.check_person(
    jsonb_build_object('full_name', full_name, 'phone', phone, 'email', email, 'relationship', relationship), '',
    array['full_name', 'phone', 'email', 'relationship']);
  full_name := btrim(full_name);
  phone := btrim(phone);
  email := nullif(lower(btrim(email)), '');
  relationship := btrim(relationship);
  select known.* into guarantor from public.application_guarantors as known
  where known.application_id = application.id and known.phone = phone;
  if found then
    if (guarantor.full_name, guarantor.email) is distinct from (full_name, email) then
      perform private.raise_problem('application.bad_fact', 'Cannot save: phone is another guarantor''s', 400,
        jsonb_build_object('field', 'phone'));
    end if;
    return guarantor;
  end if;
  select count(*) filter (where known.status <> 'declined'), count(*) into standing, named
  from public.application_guarantors as known where known.application_id = application.id;
  -- As many as a draft may name, whoever said no not counted; and no address book by way of refusals.
  if standing >= 4 or named >= 12 then
    perform private.raise_problem('guarantor.too_many', 'Cannot name another guarantor: there are enough', 409,
      jsonb_build_object('field', 'application_id'));
  end if;
  insert into public.application_guarantors (org_id, application_id, full_name, phone, email, relationship)
  values (application.org_id, application.id, full_name, phone, email, relationship)
  returning * into guarantor;
  return guarantor;
end
$$;
comment on function private.name_guarantor(uuid, text, text, text, text) is
  'Adds a guarantor to an application of the caller''s that was sent; the application is locked.';
grant execute on function private.name_guarantor(uuid, text, text, text, text) to authenticated;

create function public.name_guarantor(
  application_id uuid, full_name text, phone text, relationship text, email text default null
)
returns public.application_guarantors
language sql
set search_path = ''
as $$
  select private.limit_person('name_guarantor');
  select private.name_guarantor(application_id, private.read_line('full_name', full_name), private.read_line('phone', phone),
    private.read_line('email', email), private.read_line('relationship', relationship))
$$;
comment on function public.name_guarantor(uuid, text, text, text, text) is
  'Names another guarantor for your application that was sent, until it is over: at most 4 who have not declined. phone: E.164. The same person again is answered with who is named already. Errors: application.not_found 404, guarantor.not_open 409, guarantor.too_many 409, application.bad_fact 400, which names the field.';
grant execute on function public.name_guarantor(uuid, text, text, text, text) to authenticated;
