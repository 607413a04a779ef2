-- Withholding tax: a company that rents keeps a part of the rent (10% at present) and pays it to the state in the
-- landlord's name. It is a figure of its own on each charge, no reduction of it: the tenants pay the rest, and the
-- certificate of the tax office settles what they kept. In the books it is then a claim on the state.

create table public.tax_certificates (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  charge_id uuid not null,
  payment_id uuid not null,
  amount_kobo public.positive_kobo not null,
  certificate_no text not null check (private.is_line(certificate_no) and length(btrim(certificate_no)) between 3 and 80),
  issued_on public.calendar_date not null,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  taken_back_at timestamptz,
  unique (payment_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
  foreign key (org_id, payment_id) references public.payments (org_id, id)
);
comment on table public.tax_certificates is 'Tax that a tenant withheld from a charge and paid to the state, as its certificate says: the landlord''s credit there. Append-only.';
comment on column public.tax_certificates.id is 'Time-ordered identifier.';
comment on column public.tax_certificates.org_id is 'Whose tax it was.';
comment on column public.tax_certificates.tenancy_id is 'Who withheld it.';
comment on column public.tax_certificates.charge_id is 'From which charge.';
comment on column public.tax_certificates.payment_id is 'The payment by which it settled its part of the charge.';
comment on column public.tax_certificates.amount_kobo is 'How much, in kobo.';
comment on column public.tax_certificates.certificate_no is 'The number on the certificate or credit note; one can be for several charges.';
comment on column public.tax_certificates.issued_on is 'Its Nigerian date.';
comment on column public.tax_certificates.created_by is 'The member who recorded it.';
comment on column public.tax_certificates.created_at is 'When it was recorded, UTC.';
comment on column public.tax_certificates.taken_back_at is 'When it was taken back, UTC: a certificate of the same number can be recorded again. Null while it counts.';
create unique index tax_certificates_number_key on public.tax_certificates (charge_id, certificate_no) where taken_back_at is null;
comment on index public.tax_certificates_number_key is 'A certificate settles a part of a charge once.';
create index tax_certificates_tenancy_idx on public.tax_certificates (org_id, tenancy_id);
create index tax_certificates_charge_idx on public.tax_certificates (org_id, charge_id);
create index tax_certificates_payment_idx on public.tax_certificates (org_id, payment_id);
create index tax_certificates_created_by_idx on public.tax_certificates (created_by);

alter table public.tax_certificates enable row level security;
grant select on public.tax_certificates to authenticated, service_role;
create policy tax_certificates_select on public.tax_certificates for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
create trigger refuse_change before delete or update of
    id, org_id, tenancy_id, charge_id, payment_id, amount_kobo, certificate_no, issued_on, created_at
  on public.tax_certificates for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.tax_certificates
  for each statement execute function private.refuse_change();

create function private.set_withholding(tenancy_id uuid, bps integer)
returns setof public.charge_schedules
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  if bps is null or bps not between 0 and 3000 then
    perform private.refuse_schedule_terms('bps', 'must be between 0 (nothing is withheld) and 3,000');
  end if;
  return query
  update public.charge_schedules as schedule set wht_bps = nullif(bps, 0)::smallint
  where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id and schedule.kind = 'rent'
  returning schedule.*;
end
$$;
comment on function private.set_withholding(uuid, integer) is 'Checks that the caller may collect, then says what of the rent is withheld.';
grant execute on function private.set_withholding(uuid, integer) to authenticated;

create function public.set_withholding(tenancy_id uuid, bps integer)
returns setof public.charge_schedules
language sql
set search_path = ''
as $$
  select private.limit_person('set_withholding');
  select * from private.set_withholding(tenancy_id, bps)
$$;
comment on function public.set_withholding(uuid, integer) is
  'Says that the tenant of a tenancy, a company, withholds tax from the rent: bps, hundredths of a percent (1,000 is ten percent), or 0 for nothing. It holds for rent that is charged from then on. Returns the rent''s schedules. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, charge_schedule.bad_terms 400.';
grant execute on function public.set_withholding(uuid, integer) to authenticated;

create function private.sum_up_certificates(charge_id uuid)
returns void
language sql
set search_path = ''
as $$
  update public.charges as charge set wht_settled_kobo = (
    select coalesce(sum(known.amount_kobo), 0)
    from public.tax_certificates as known
    join public.payments as payment on payment.id = known.payment_id and payment.status = 'succeeded'
    where known.charge_id = charge.id)
  where charge.id = sum_up_certificates.charge_id
$$;
comment on function private.sum_up_certificates(uuid) is 'Makes wht_settled_kobo of a locked charge what its certificates say.';

-- Kept sums -----------------------------------------------------------------------------------------------

create function private.refuse_other_sums()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  wrong text := case
    when new.paid_kobo <> (
      select coalesce(sum(allocation.amount_kobo), 0) - private.returned_of_charge(new.id)
      from public.payment_allocations as allocation
      join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
      where allocation.charge_id = new.id) then 'paid_kobo'
    when new.is_reversed <> exists (select from public.charges as reversal where reversal.reverses_id = new.id) then 'is_reversed'
    when new.wht_settled_kobo <> (
      select coalesce(sum(known.amount_kobo), 0)
      from public.tax_certificates as known
      join public.payments as payment on payment.id = known.payment_id and payment.status = 'succeeded'
      where known.charge_id = new.id) then 'wht_settled_kobo'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('record.append_only',
      format('Cannot set %s of a charge to what payments, reversals and certificates do not say: correct those', wrong), 409,
      jsonb_build_object('field', wrong));
  end if;
  return new;
end
$$;
comment on function private.refuse_other_sums() is
  'Trigger: whoever writes what is kept of a charge by hand writes what is so, or is refused. Error: record.append_only 409.';
-- What triggers write is summed up there and costs nothing here. By hand, and by functions that sum up once in a while, it is
-- looked at, and leaves a trace.
create trigger refuse_other_sums before update of paid_kobo, is_reversed, wht_settled_kobo on public.charges
  for each row when (pg_trigger_depth() = 0 and (old.paid_kobo, old.is_reversed, old.wht_settled_kobo)
    is distinct from (new.paid_kobo, new.is_reversed, new.wht_settled_kobo))
  execute function private.refuse_other_sums();
create trigger record_audit after update of paid_kobo, is_reversed, wht_settled_kobo on public.charges
  for each row when (pg_trigger_depth() = 0 and (old.paid_kobo, old.is_reversed, old.wht_settled_kobo)
    is distinct from (new.paid_kobo, new.is_reversed, new.wht_settled_kobo))
  execute function private.record_audit();

create function private.drop_certificate(payment_id uuid)
returns void
language sql
set search_path = ''
as $$
  update public.tax_certificates as known set taken_back_at = now()
  where known.payment_id = drop_certificate.payment_id and known.taken_back_at is null;
  select private.sum_up_certificates(known.charge_id)
  from public.tax_certificates as known where known.payment_id = drop_certificate.payment_id
$$;
comment on function private.drop_certificate(uuid) is
  'When the payment of a certificate is taken back, what it settled is withheld again.';

create function private.record_tax_certificate(
  charge_id uuid, amount_kobo public.kobo, certificate_no text, issued_on public.calendar_date)
returns public.tax_certificates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  charge public.charges := private.find_my_charge(charge_id);
  recorded public.tax_certificates;
  payment public.payments;
  wrong text := case
    when amount_kobo is null or amount_kobo < 1 then 'amount_kobo'
    when certificate_no is null or length(btrim(certificate_no)) not between 3 and 80 then 'certificate_no'
    when issued_on is null or issued_on > private.lagos_date() then 'issued_on'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('charge.bad_certificate', format('Cannot record the certificate: %s %s', wrong, case wrong
      when 'amount_kobo' then 'must be over zero'
      when 'certificate_no' then 'must have 3 to 80 characters'
      else 'must be a day until today'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  perform private.lock_charges(array[charge_id]);
  select c.* into strict charge from public.charges as c where c.id = charge_id;
  select known.* into recorded from public.tax_certificates as known
  where known.charge_id = charge_id and known.certificate_no = btrim(certificate_no) and known.taken_back_at is null;
  if found and recorded.amount_kobo = amount_kobo then
    return recorded;
  end if;
  if recorded.id is not null or charge.is_reversed or amount_kobo > least(charge.wht_kobo - charge.wht_settled_kobo, charge.amount_kobo - charge.paid_kobo) then
    perform private.raise_problem('charge.not_withheld',
      'Cannot record the certificate: that much is not withheld of the charge and still open', 409,
      jsonb_build_object('field', 'amount_kobo', 'withheld_kobo', charge.wht_kobo - charge.wht_settled_kobo));
  end if;
  insert into public.payments as paid (org_id, tenancy_id, method, reference, amount_kobo)
  values (charge.org_id, charge.tenancy_id, 'withholding_tax', 'WHT-' || private.uuid_v7(), amount_kobo)
  returning paid.* into payment;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo, withheld_kobo)
  values (charge.org_id, payment.id, charge.id, amount_kobo, amount_kobo);
  perform private.settle_payment('withholding_tax', payment.reference, null, amount_kobo, payment.currency,
    now(), 'tax certificate', 0);
  insert into public.tax_certificates as kept (
    org_id, tenancy_id, charge_id, payment_id, amount_kobo, certificate_no, issued_on, created_by)
  values (charge.org_id, charge.tenancy_id, charge.id, payment.id, amount_kobo, btrim(certificate_no), issued_on, (select auth.uid()))
  returning kept.* into recorded;
  perform private.sum_up_certificates(charge.id);
  return recorded;
end
$$;
comment on function private.record_tax_certificate(uuid, public.kobo, text, public.calendar_date) is
  'Checks the caller and what is withheld, then settles it by the certificate.';
grant execute on function private.record_tax_certificate(uuid, public.kobo, text, public.calendar_date) to authenticated;

create function public.record_tax_certificate(charge_id uuid, amount_kobo numeric, certificate_no text, issued_on text)
returns public.tax_certificates
language sql
set search_path = ''
as $$
  select private.limit_person('record_tax_certificate');
  select private.record_tax_certificate(
    charge_id, private.read_kobo('amount_kobo', amount_kobo), private.read_line('certificate_no', certificate_no),
    private.read_date('issued_on', issued_on))
$$;
comment on function public.record_tax_certificate(uuid, numeric, text, text) is
  'Records the certificate for tax (kobo) that a tenant withheld of a charge: that part is settled, as a credit with the tax office in place of money. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge.not_found 404, mandate.required, auth.forbidden 403, charge.bad_certificate 400, charge.not_withheld 409.';
grant execute on function public.record_tax_certificate(uuid, numeric, text, text) to authenticated;

create function private.take_back_tax_certificate(certificate_id uuid, reason text)
returns public.tax_certificates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  recorded public.tax_certificates;
  tenancy public.tenancies;
  payment public.payments;
begin
  select known.* into recorded from public.tax_certificates as known where known.id = certificate_id;
  select t.* into tenancy from public.tenancies as t where t.id = recorded.tenancy_id;
  if recorded.id is null or not private.knows_debtor(tenancy) then
    perform private.raise_problem('charge.certificate_not_found',
      'Cannot find the certificate among those of your organizations and mandates', 404, jsonb_build_object('field', 'certificate_id'));
  end if;
  perform private.require_collecting(tenancy);
  if reason is null or length(btrim(reason)) not between 3 and 250 then
    perform private.raise_problem('charge.bad_certificate', 'Cannot take the certificate back: say why in 3 to 250 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  select p.* into strict payment from public.payments as p where p.id = recorded.payment_id for update;
  if payment.status <> 'reversed' then
    perform private.lock_charges(array[recorded.charge_id]);
    perform private.move_payment(payment.id, 'reversed', btrim(reason));
  end if;
  select known.* into strict recorded from public.tax_certificates as known where known.id = certificate_id;
  return recorded;
end
$$;
comment on function private.take_back_tax_certificate(uuid, text) is
  'Checks the caller, then takes back what a certificate settled: it is withheld again.';
grant execute on function private.take_back_tax_certificate(uuid, text) to authenticated;

create function public.take_back_tax_certificate(certificate_id uuid, reason text)
returns public.tax_certificates
language sql
set search_path = ''
as $$
  select private.limit_person('take_back_tax_certificate');
  select private.take_back_tax_certificate(certificate_id, private.read_line('reason', reason))
$$;
comment on function public.take_back_tax_certificate(uuid, text) is
  'Takes a certificate back that was recorded by mistake, with a reason that the tenants read: what it settled is withheld and owed again, its receipt is void, and one of the same number can be recorded anew. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge.certificate_not_found 404, mandate.required, auth.forbidden 403, charge.bad_certificate 400.';
grant execute on function public.take_back_tax_certificate(uuid, text) to authenticated;
