-- How often one person may do a thing: every function of the API that writes, and every table that people insert into,
-- has a row here and asks private.limit_person() before it does anything else. Edge functions have limits of their own.
--
-- The token is taken in the transaction that does the work, so an act and its token stand or fall together: who was
-- refused, for whatever reason, has done nothing and paid nothing. Nothing worth counting escapes by that. An empty
-- bucket fills by the clock, whether a refused call was written down or not; secrets are too long to guess; a row of
-- somebody else's and one that never was are answered alike; and nobody is looked up by address or number. A person's
-- calls of one kind wait for each other; people never wait for people.

create table private.person_limits (
  action text primary key check (action ~ '^[a-z_]{1,63}$'),
  burst integer constraint person_limits_burst_check check (burst between 1 and 100000),
  per_hour integer not null constraint person_limits_per_hour_check check (per_hour between 1 and 100000),
  -- A bucket that nobody used for a day is thrown away: it must be full by then.
  constraint person_limits_full_in_a_day_check check (burst <= per_hour * 24)
);
comment on table private.person_limits is
  'How often one person may do what: data, so that it can be changed while abuse goes on. No policies: functions only.';
comment on column private.person_limits.action is 'The function of the API, or the table whose rows people write by themselves.';
comment on column private.person_limits.burst is 'How many at once; null: no limit for now.';
comment on column private.person_limits.per_hour is 'How many an hour in the long run.';
alter table private.person_limits enable row level security;

insert into private.person_limits (action, burst, per_hour) values
  -- What others are told of, or have to answer.
  ('messages', 60, 1200), ('send_message', 60, 1200), ('edit_message', 30, 300), ('delete_message', 30, 300),
  ('open_conversation', 20, 60), ('invite_to_conversation', 20, 60), ('answer_conversation_invitation', 20, 120),
  ('remove_conversation_guest', 30, 120), ('report_message', 10, 30), ('report_listing', 10, 30),
  ('report_person', 10, 30), ('appeal', 10, 30), ('enquire', 20, 60), ('close_enquiry', 60, 600),
  ('book_viewing', 20, 60), ('cancel_viewing', 30, 120), ('record_viewing', 60, 600),
  ('make_offer', 20, 60), ('counter_offer', 30, 120), ('accept_offer', 30, 120), ('decline_offer', 60, 300),
  ('withdraw_offer', 30, 120), ('release_offer', 30, 120), ('offer_to_applicant', 60, 300),
  ('let_from_offer', 60, 300),
  ('start_application', 20, 60), ('submit_application', 20, 60), ('withdraw_application', 20, 60), ('ask_review', 20, 60),
  ('shortlist_application', 60, 600), ('decline_application', 60, 600),
  ('name_guarantor', 20, 60), ('ask_guarantor', 20, 60), ('read_guarantee', 30, 120), ('answer_guarantee', 20, 60),
  ('offer_mandate', 20, 60), ('answer_mandate', 30, 120), ('revoke_mandate', 30, 120),
  ('set_mandate_collecting', 30, 120), ('request_remittance', 60, 300), ('find_agencies', 60, 600),
  ('invite_member', 30, 60), ('invite_tenant', 200, 400), ('invite_as_tenant', 60, 300), ('revoke_invitation', 100, 300),
  ('accept_invitation', 20, 60), ('read_invitation', 20, 60),
  ('request_history', 30, 60), ('grant_history', 30, 60), ('answer_history_request', 30, 60), ('revoke_history', 30, 60),
  ('rental_history_of', 60, 300),
  ('share_document', 60, 120), ('unshare_document', 100, 300),
  ('offer_tenancy', 200, 600), ('offer_renewal', 200, 600), ('add_tenancy_party', 100, 300),
  ('remove_tenancy_party', 100, 300), ('accept_tenancy', 30, 120), ('activate_tenancy', 100, 300),
  ('decline_tenancy', 30, 120), ('give_notice', 30, 120), ('withdraw_notice', 30, 120), ('end_tenancy', 100, 300),
  ('demand_charge', 300, 1200), ('void_receipt', 60, 300),
  ('take_listing_fees', 200, 600), ('add_charge_schedule', 300, 1200), ('end_charge_schedule', 300, 1200), ('keep_charge_schedule', 300, 1200),
  ('replace_charge_schedule', 300, 1200), ('reverse_charge', 300, 1200), ('divide_charge', 300, 1200),
  ('set_late_fee', 300, 1200), ('end_late_fee', 300, 1200), ('set_reminder_rule', 30, 120), ('remind_tenancy', 100, 300),
  ('announce', 30, 120), ('withdraw_announcement', 30, 120), ('read_announcement', 120, 1200),
  ('set_letterhead', 30, 60), ('save_letter_template', 60, 300), ('retire_letter_template', 60, 300), ('save_letter_draft', 120, 600),
  ('preview_letters', 120, 600), ('send_letters', 60, 300), ('withdraw_letter', 60, 300), ('read_letter', 120, 1200),
  ('preview_statutory_notice', 120, 600), ('issue_statutory_notice', 60, 300), ('record_notice_check', 60, 300),
  ('withdraw_statutory_notice', 60, 300), ('read_statutory_notice', 120, 1200), ('record_notice_service', 100, 600),
  ('correct_notice_service', 60, 300),
  ('deduct_from_deposit', 100, 300),
  ('approve_payee_account', 30, 60), ('decline_payee_account', 30, 60), ('retire_payee_account', 30, 60),
  ('request_payout', 60, 300), ('approve_payout', 100, 300), ('decline_payout', 100, 300), ('withdraw_payout', 60, 300),
  ('request_direct_settlement', 30, 60), ('approve_direct_settlement', 30, 60), ('decline_direct_settlement', 30, 60),
  ('end_direct_settlement', 30, 60),
  ('set_withholding', 100, 300), ('record_tax_certificate', 200, 600),
  ('take_back_deduction', 100, 300), ('take_back_tax_certificate', 200, 600),
  ('confirm_offline_payment', 300, 1200), ('reject_offline_payment', 100, 300), ('ask_for_proof', 100, 300),
  ('record_offline_payment', 100, 300), ('acknowledge_payment', 30, 120), ('dispute_payment', 20, 60),
  ('take_back_payment', 30, 60),
  ('request_refund', 100, 300), ('approve_refund', 100, 300), ('decline_refund', 100, 300), ('withdraw_refund', 100, 300),
  ('record_refund_paid', 100, 300), ('answer_dispute', 60, 120),
  ('save_statement_account', 30, 60), ('import_statement', 30, 60), ('match_statement_row', 500, 2000),
  ('book_statement_row', 300, 1200), ('dismiss_statement_row', 500, 2000),
  ('allow_autopay', 20, 60), ('stop_autopay', 20, 60), ('skip_autopay', 30, 120), ('remove_saved_authorization', 20, 60),
  ('ask_virtual_account', 20, 60),
  ('schedule_inspection', 100, 300), ('begin_move_out', 100, 300), ('offer_inspection', 100, 300),
  ('sign_inspection', 60, 300), ('dispute_inspection', 30, 120), ('cancel_inspection', 100, 300),
  ('add_sale_party', 60, 300), ('remove_sale_party', 60, 300), ('sign_sale', 60, 300), ('close_sale', 60, 300),
  ('propose_sale_price', 60, 300), ('answer_sale_price', 60, 300),
  ('fail_sale', 60, 300), ('name_buying_organization', 30, 120), ('confirm_handover_deposit', 60, 300),
  ('record_deposit_return', 100, 300), ('confirm_deposit_return', 100, 300), ('dispute_deposit_return', 20, 60),
  ('dispute_deduction', 20, 60), ('answer_deduction_dispute', 60, 300), ('reply_to_deduction_answer', 30, 120),
  ('withdraw_deposit_return', 60, 300), ('demand_application_fee', 100, 300),
  -- What alerts those who look for a home.
  ('listings', 500, 2000), ('move_listing', 200, 1000), ('confirm_listing', 500, 2000), ('set_listing_fee', 200, 1000),
  ('remove_listing_fee', 200, 1000), ('listing_fees', 500, 2000), ('offer_viewing', 500, 2000),
  -- One's own affairs: as much as a diligent office does by hand or by a program.
  ('create_organization', 5, 5), ('organizations', 60, 600), ('profiles', 60, 600), ('properties', 1000, 2000), ('units', 2000, 10000),
  ('add_title_document', 200, 1000), ('correct_title_document', 200, 1000),
  ('tenants', 1000, 5000), ('import_properties', 20, 60), ('preview_property_import', 30, 120),
  ('block_dates', 200, 1000), ('unblock_dates', 200, 1000),
  ('order_media', 100, 600), ('remove_media', 200, 1200), ('describe_media', 200, 1200), ('retire_document', 100, 300),
  ('save_application', 60, 600), ('add_application_document', 30, 120), ('save_inspection', 120, 1200),
  ('request_data_export', 5, 2), ('erasure_preview', 20, 60), ('request_erasure', 5, 10), ('revoke_erasure', 5, 10),
  ('appeal_verification', 10, 30), ('withdraw_verification', 20, 60),
  ('favourites', 200, 600), ('save_search', 60, 120), ('read_notifications', 120, 3600),
  ('set_notification_preference', 200, 600), ('set_notification_preferences', 60, 300), ('set_message_hours', 30, 120),
  ('read_conversation', 300, 7200), ('block_person', 30, 120), ('unblock_person', 30, 120),
  -- The platform's staff.
  ('review_listing', 300, 3000), ('review_title_document', 300, 3000), ('set_listing_review', 60, 300),
  ('resolve_payment_exception', 300, 3000), ('clear_refund', 60, 300), ('clear_split', 60, 300), ('replay_provider_event', 300, 3000), ('decide_deposit_return', 300, 3000), ('redrive_provider_events', 30, 120), ('redrive_deliveries', 60, 300),
  ('fail_payout', 100, 600), ('set_platform_fee', 60, 300), ('collect_platform_fees', 300, 3000), ('clear_subaccount', 60, 300),
  ('decide_message_report', 300, 3000), ('decide_report', 300, 3000), ('decide_appeal', 300, 3000), ('decide_verification', 300, 3000), ('decide_erasure', 60, 300),
  ('look_up_person', 60, 300), ('suspend_person', 60, 300), ('restore_person', 60, 300), ('delete_person', 30, 120),
  ('set_trust_rule', 60, 300), ('decide_signal', 300, 3000), ('read_signal', 300, 3000), ('read_disputed_money', 300, 3000), ('read_verification_case', 300, 3000), ('set_signal_rule', 60, 300), ('set_applicant_level', 30, 120), ('appeal_signal', 10, 30),
  ('suspend_organization', 30, 120), ('restore_organization', 30, 120);

create function private.is_suspended(person uuid)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return exists (select from auth.users as account where account.id = person and account.banned_until > now());
end
$$;
comment on function private.is_suspended(uuid) is
  'Whether the platform''s staff suspended a person (a ban of Auth). A ban ends sessions; a token that is still out reads for the rest of its hour, and writes nothing: what people call asks private.limit_person(), what they change or delete by themselves private.refuse_suspended(), what they upload the policies of its bucket, and what edge functions do for them service.begin_idempotent_request().';

create function private.for_good()
returns timestamptz
language sql
immutable
set search_path = ''
as $$
  select timestamptz '9999-12-31T00:00:00Z'
$$;
comment on function private.for_good() is
  'Until when Auth bans whom staff suspended or whose account is gone. A ban that ends sooner is somebody else''s: of an account that is being emptied, or set by Auth''s own means.';

create function private.is_suspended()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select private.is_suspended(auth.uid())
$$;
comment on function private.is_suspended() is 'Whether the caller is suspended; nobody learns it of others.';
grant execute on function private.is_suspended() to authenticated;

create function private.refuse_suspended()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if private.is_suspended() then
    perform private.raise_problem('person.suspended', 'Cannot do this: your account is suspended', 403);
  end if;
  return null;
end
$$;
comment on function private.refuse_suspended() is
  'Trigger, before people change or delete rows of a table by themselves where private.limit_writing() does not count it. Made for each statement, with "when (current_user = ''authenticated'')". Error: person.suspended 403.';

create function private.limit_person(action text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  person uuid := auth.uid();
  most record;
  taken record;
begin
  if person is null then
    -- Our own workers have no limit; a visitor, or a token that names nobody, has no bucket and may not write.
    if current_setting('role', true) in ('anon', 'authenticated') then
      perform private.raise_problem('auth.required', 'Cannot do this: sign in first', 401);
    end if;
    return;
  end if;
  -- One look for both, as everything that people write passes here: private.is_suspended() says the same.
  select known.burst, known.per_hour,
    exists (select from auth.users as account where account.id = person and account.banned_until > now()) as is_suspended
  into most from private.person_limits as known where known.action = action;
  if not found then
    raise 'private.person_limits has no row for %', action;
  end if;
  if most.is_suspended then
    perform private.raise_problem('person.suspended', 'Cannot do this: your account is suspended', 403);
  end if;
  if most.burst is null then
    return;
  end if;
  select token.allowed, token.retry_after_seconds into taken
  from service.take_rate_limit_token('person:' || action || ':' || person, most.burst, most.per_hour / 3600.0) as token;
  if not taken.allowed then
    -- This SQLSTATE alone lets a refusal carry headers.
    raise sqlstate 'PGRST' using
      message = jsonb_build_object(
        'code', 'PT429', 'hint', 'rate_limit.exceeded',
        'message', format('You have done this too often: try again in %s seconds', taken.retry_after_seconds),
        'details', jsonb_build_object('action', action, 'retry_after_s', taken.retry_after_seconds)::text)::text,
      detail = jsonb_build_object(
        'status', 429, 'headers', jsonb_build_object('Retry-After', taken.retry_after_seconds::text))::text;
  end if;
end
$$;
comment on function private.limit_person(text) is
  'Takes one of the caller''s tokens for an action of private.person_limits, before the work. Errors: person.suspended 403; rate_limit.exceeded 429, with Retry-After and retry_after_s in its details. Nobody shares a bucket.';
grant execute on function private.limit_person(text) to authenticated;

create function private.limit_writing()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  perform private.limit_person(coalesce(tg_argv[0], tg_table_name));
  return new;
end
$$;
comment on function private.limit_writing() is
  'Trigger, before people write a row of a table by themselves: a row is an action named as the table, or by the argument where the table can be divided and its part has another name. Made with "when (current_user = ''authenticated'')": what a function writes has been counted by the function.';
