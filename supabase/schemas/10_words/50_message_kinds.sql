-- What people are told of, as data: by which channels each kind goes by itself, whether a person may refuse it, how soon
-- it must arrive, how long it is of use, and which facts its texts may speak of.
--
-- No foreign key leads from public.notifications here: each would lock the kind's row for every message that is said,
-- and private.notify(), the only way in, refuses a kind that has no row.

create type public.message_channel as enum ('sms', 'email');
comment on type public.message_channel is 'By what a message leaves the platform.';
create type public.message_mode as enum ('off', 'daily', 'at_once');
comment on type public.message_mode is 'How news of a kind goes by a channel: not at all, with the day''s other news in one e-mail, or by itself.';
create type public.message_purpose as enum ('otp', 'transactional', 'announcement');
comment on type public.message_purpose is 'Why it is sent, which decides the route of an SMS.';

create table public.notification_kinds (
  kind text primary key check (kind ~ '^[a-z_]{3,60}$'),
  topic text not null check (topic ~ '^[a-z]{3,30}$'),
  about text not null check (private.is_line(about) and length(about) between 3 and 140),
  is_told boolean not null default true,
  email public.message_mode not null,
  sms public.message_mode not null check (sms <> 'daily'),
  is_refusable boolean not null default true,
  is_urgent boolean not null default false,
  is_awaited boolean not null default false,
  purpose public.message_purpose not null default 'transactional',
  useful_for interval not null default '3 days' check (useful_for between '1 minute' and '30 days'),
  fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object')
);
comment on table public.notification_kinds is 'What people are told of, and what is sent. A new kind is a row here, with its texts in private.message_templates.';
comment on column public.notification_kinds.kind is 'What happened: the kind of public.notifications.';
comment on column public.notification_kinds.topic is 'Where it stands in a person''s settings.';
comment on column public.notification_kinds.about is 'What it tells, in a line.';
comment on column public.notification_kinds.is_told is 'Whether it is a notification; else it is only sent, as invitations and codes are.';
comment on column public.notification_kinds.email is 'How it goes by e-mail unless the person chose otherwise.';
comment on column public.notification_kinds.sms is 'How it goes by SMS unless the person chose otherwise; never in a digest.';
comment on column public.notification_kinds.is_refusable is
  'Whether a person may have less of it than is said here. What proves money and notices, and what warns of theft, they may not; more of it they always may.';
comment on column public.notification_kinds.is_urgent is 'Whether it goes before others, in quiet hours too, and by SMS where e-mail fails.';
comment on column public.notification_kinds.is_awaited is
  'Whether somebody is likely to wait for it to arrive, as for an invitation: a worker is woken for it, and nothing else is hurried.';
comment on column public.notification_kinds.purpose is 'Why it is sent.';
comment on column public.notification_kinds.useful_for is 'How long after the event it is still worth sending.';
comment on column public.notification_kinds.fields is
  'Facts that its texts may name, each with its type: line, prose, reason (prose of which an SMS says the beginning), kobo, date, instant, count, code or url; a question mark after it says that the fact may be missing, and lines that speak of it are left out then. name, title, org and app_url are known to every text, and must be there unless the kind says otherwise; the name need not.';
alter table public.notification_kinds enable row level security;
grant select on public.notification_kinds to authenticated, service_role;
create policy notification_kinds_select on public.notification_kinds for select to authenticated using (true);

insert into public.notification_kinds (kind, topic, about, email, sms, is_refusable, is_urgent, useful_for, fields) values
  -- Conversations
  ('message_received', 'messages', 'Somebody wrote to you', 'daily', 'off', true, false, '3 days', '{}'),
  ('conversation_invited', 'messages', 'Somebody invites you to a conversation', 'at_once', 'off', true, false, '7 days', '{}'),
  ('message_report_decided', 'messages', 'A message that you reported was looked at', 'at_once', 'off', true, false, '7 days', '{}'),
  ('report_decided', 'messages', 'What you reported was looked at', 'at_once', 'off', true, false, '7 days', '{}'),
  ('rules_warned', 'messages', 'Something that you do breaks the rules', 'at_once', 'off', false, false, '7 days', '{}'),
  ('appeal_decided', 'messages', 'Your appeal was decided', 'at_once', 'off', false, false, '7 days', '{}'),
  ('message_warned', 'messages', 'A message of yours breaks the rules', 'at_once', 'off', false, false, '7 days', '{}'),
  ('enquiry_received', 'messages', 'Somebody asks about a home of yours', 'at_once', 'off', true, false, '3 days', '{}'),
  -- Rent, charges, receipts
  ('payment_settled', 'money', 'Your payment was received, with its receipt', 'at_once', 'at_once', false, false, '7 days',
    '{"amount_kobo": "kobo", "reference": "code", "receipt_number": "code?", "receipt_url": "url?"}'),
  ('payment_received', 'money', 'A payment came in', 'daily', 'off', true, false, '3 days', '{"amount_kobo": "kobo", "reference": "code"}'),
  ('rent_due', 'money', 'Something that you owe falls due', 'at_once', 'at_once', true, false, '2 days', '{"amount_kobo": "kobo", "due_on": "date", "link": "url"}'),
  ('rent_overdue', 'money', 'Something that you owe is overdue', 'at_once', 'at_once', false, false, '3 days', '{"amount_kobo": "kobo", "due_on": "date", "link": "url"}'),
  ('late_fee_charged', 'money', 'A fee for paying late was charged', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo", "due_on": "date"}'),
  ('late_fee_set', 'money', 'An agency set what a tenancy of yours pays for being late', 'at_once', 'off', true, false, '7 days', '{}'),
  ('late_fee_ended', 'money', 'An agency ended what a tenancy of yours pays for being late', 'at_once', 'off', true, false, '7 days', '{}'),
  ('late_fees_ended', 'money', 'Late fees that an agency set ended with its mandate', 'at_once', 'off', true, false, '7 days', '{}'),
  ('agency_charges_ended', 'money', 'What an agency charged your tenants ended with its mandate', 'at_once', 'off', true, false, '7 days', '{}'),
  ('payment_reported', 'money', 'A payer says that they paid: look whether it came', 'at_once', 'off', true, false, '3 days', '{}'),
  ('payment_questioned', 'money', 'A proof of payment is asked for', 'at_once', 'off', false, false, '3 days', '{}'),
  ('payment_rejected', 'money', 'A payment that was reported was not found', 'at_once', 'off', false, false, '7 days', '{}'),
  ('payment_expired', 'money', 'A reported payment was not answered in time', 'at_once', 'off', false, false, '7 days', '{}'),
  ('payment_recorded', 'money', 'A payment of yours was recorded', 'at_once', 'off', false, false, '7 days', '{}'),
  ('payment_disputed', 'money', 'A payment is disputed', 'at_once', 'off', false, false, '7 days', '{}'),
  ('payment_corrected', 'money', 'A payment was corrected', 'at_once', 'off', false, false, '7 days', '{}'),
  ('payment_reversed', 'money', 'A payment was taken back', 'at_once', 'off', false, false, '7 days', '{}'),
  ('receipt_voided', 'money', 'A receipt is void', 'at_once', 'off', false, false, '7 days', '{}'),
  ('receipt_replaced', 'money', 'A receipt takes the place of another', 'at_once', 'off', false, false, '7 days', '{"receipt_number": "code?", "receipt_url": "url?"}'),
  ('virtual_account_opened', 'money', 'An account number of your own was opened', 'at_once', 'off', true, false, '7 days', '{}'),
  ('virtual_account_refused', 'money', 'An account number could not be opened', 'at_once', 'off', true, false, '7 days', '{}'),
  -- Deposits, refunds, disputes
  ('deposit_return_recorded', 'money', 'A deposit was given back: say whether it came', 'at_once', 'off', false, false, '7 days', '{}'),
  ('deposit_return_confirmed', 'money', 'The return of a deposit was confirmed', 'at_once', 'off', false, false, '7 days', '{}'),
  ('deposit_return_disputed', 'money', 'The return of a deposit is disputed', 'at_once', 'off', false, false, '7 days', '{}'),
  ('deposit_return_reversed', 'money', 'The return of a deposit was taken back', 'at_once', 'off', false, false, '7 days', '{}'),
  ('deduction_dispute_open', 'money', 'A tenant disputes what was kept of a deposit', 'at_once', 'off', false, false, '7 days', '{}'),
  ('deduction_dispute_answered', 'money', 'What was disputed of a deposit was answered', 'at_once', 'off', false, false, '7 days', '{}'),
  ('deduction_dispute_accepted', 'money', 'A tenant accepts what is kept of a deposit', 'at_once', 'off', true, false, '7 days', '{}'),
  ('deduction_dispute_disagreed', 'money', 'A tenant still disagrees with what is kept of a deposit', 'at_once', 'off', false, false, '7 days', '{}'),
  ('deduction_dispute_withdrawn', 'money', 'What was disputed of a deposit is not kept any more', 'at_once', 'off', false, false, '7 days', '{}'),
  ('deduction_taken_back', 'money', 'A part of a deposit is not kept any more', 'at_once', 'off', false, false, '7 days', '{}'),
  ('deposit_overdue', 'money', 'A deposit should have been given back', 'at_once', 'off', false, false, '7 days', '{}'),
  ('refund_requested', 'money', 'A refund was asked for', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('refund_approved', 'money', 'A refund was approved', 'daily', 'off', true, false, '3 days', '{"amount_kobo": "kobo?"}'),
  ('refund_sent', 'money', 'A refund is being sent', 'daily', 'off', true, false, '3 days', '{"amount_kobo": "kobo?"}'),
  ('refund_pending', 'money', 'A refund is on its way', 'daily', 'off', true, false, '3 days', '{"amount_kobo": "kobo?"}'),
  ('refund_succeeded', 'money', 'A refund was paid', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('refund_failed', 'money', 'A refund did not go through', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('refund_needs_attention', 'money', 'A refund waits for a bank account', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('refund_declined', 'money', 'A refund was declined', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('refund_withdrawn', 'money', 'A refund was withdrawn', 'daily', 'off', true, false, '3 days', '{"amount_kobo": "kobo?"}'),
  ('dispute_opened', 'money', 'A payer disputes a payment at their bank', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('dispute_due', 'money', 'A disputed payment is to be answered', 'at_once', 'at_once', false, true, '1 day', '{"amount_kobo": "kobo?", "answer_by": "instant?"}'),
  ('dispute_won', 'money', 'A dispute was won', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('dispute_lost', 'money', 'A dispute was lost', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  -- Autopay: who pays so is told before each charge.
  ('autopay_announced', 'money', 'Your card will be charged', 'at_once', 'at_once', false, false, '2 days', '{"amount_kobo": "kobo", "take_on": "date"}'),
  ('autopay_over_limit', 'money', 'A charge is over the limit that you set', 'at_once', 'off', false, false, '3 days', '{"amount_kobo": "kobo?"}'),
  ('autopay_declined', 'money', 'Your card was declined', 'at_once', 'at_once', false, false, '2 days', '{"amount_kobo": "kobo?"}'),
  ('autopay_action', 'money', 'Your bank asks you to confirm a charge', 'at_once', 'at_once', false, true, '1 day', '{"amount_kobo": "kobo?"}'),
  ('autopay_paused', 'money', 'Autopay is paused', 'at_once', 'off', false, false, '7 days', '{}'),
  -- Who somebody is
  ('verification_verified', 'account', 'Something was verified of you', 'at_once', 'off', true, false, '7 days', '{}'),
  ('verification_manual_review', 'account', 'A person looks at a verification of yours', 'at_once', 'off', true, false, '7 days', '{}'),
  ('verification_failed', 'account', 'Something could not be verified of you', 'at_once', 'off', false, false, '7 days', '{}'),
  ('verification_rejected', 'account', 'A person decided about a verification of yours', 'at_once', 'off', false, false, '7 days', '{}'),
  ('verification_expired', 'account', 'A verification of yours is to be renewed', 'at_once', 'off', true, false, '7 days', '{}'),
  ('verification_revoked', 'account', 'Something is not verified of you any more', 'at_once', 'off', false, true, '7 days', '{}'),
  ('signal_held', 'account', 'Staff look at something of yours before it goes on', 'at_once', 'off', false, true, '7 days', '{}'),
  ('signal_decided', 'account', 'Staff decided about something of yours', 'at_once', 'off', false, false, '7 days', '{}'),
  -- Having one's data, and being forgotten: told in case it was somebody else
  ('data_export_ready', 'account', 'The copy of your data is ready', 'at_once', 'off', false, false, '6 days', '{"expires_at": "instant"}'),
  ('person_suspended', 'account', 'Your account was suspended', 'at_once', 'at_once', false, false, '14 days', '{"reason": "reason", "why": "prose"}'),
  ('person_restored', 'account', 'Your account is no longer suspended', 'at_once', 'off', false, false, '14 days', '{}'),
  ('erasure_asked', 'account', 'Your account is to be deleted', 'at_once', 'at_once', false, true, '5 days', '{"erase_at": "instant"}'),
  ('erasure_revoked', 'account', 'Your account stays', 'at_once', 'off', false, false, '5 days', '{}'),
  ('erasure_refused', 'account', 'Your account could not be deleted', 'at_once', 'off', false, false, '14 days', '{"why": "prose"}'),
  ('erasure_held', 'account', 'Your account is not deleted yet', 'at_once', 'off', false, false, '14 days', '{"why": "prose", "erase_at": "instant"}'),
  -- Where an organization's money goes
  ('payee_account_proposed', 'money', 'A bank account was added, to which money may go', 'at_once', 'off', false, true, '7 days', '{}'),
  ('payee_account_approved', 'money', 'A bank account was approved', 'at_once', 'off', false, false, '7 days', '{}'),
  ('payee_account_declined', 'money', 'A bank account was declined', 'at_once', 'off', false, false, '7 days', '{}'),
  ('payee_account_retired', 'money', 'A bank account is no longer used', 'at_once', 'off', false, false, '7 days', '{}'),
  ('payee_account_changed', 'money', 'The account to which you pay has changed', 'at_once', 'at_once', false, true, '7 days', '{}'),
  ('payout_requested', 'money', 'A payout was asked for', 'at_once', 'off', false, false, '3 days', '{"amount_kobo": "kobo?"}'),
  ('payout_approved', 'money', 'A payout was approved', 'daily', 'off', true, false, '3 days', '{"amount_kobo": "kobo?"}'),
  ('payout_declined', 'money', 'A payout was declined', 'at_once', 'off', true, false, '3 days', '{"amount_kobo": "kobo?"}'),
  ('payout_withdrawn', 'money', 'A payout was withdrawn', 'daily', 'off', true, false, '3 days', '{"amount_kobo": "kobo?"}'),
  ('payout_paid', 'money', 'A payout was paid', 'at_once', 'off', true, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('payout_failed', 'money', 'A payout did not go through', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('payout_reversed', 'money', 'A payout came back', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('payout_needs_attention', 'money', 'A payout waits for us', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('remittance_paid', 'money', 'Your agency sent on what it collected', 'at_once', 'off', true, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('remittance_reversed', 'money', 'What your agency sent on came back', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('money_member_lost', 'organization', 'Who decides about money has changed', 'at_once', 'off', false, true, '7 days', '{}'),
  ('money_member_came', 'organization', 'Another member can decide about money', 'at_once', 'off', false, true, '7 days', '{}'),
  ('platform_fee_set', 'organization', 'What we take of your payments changes', 'at_once', 'off', false, false, '14 days', '{}'),
  ('platform_fees_collected', 'organization', 'Fees that you owed us were collected', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('direct_settlement_requested', 'money', 'Rents may soon be paid straight to a bank account', 'at_once', 'off', false, true, '7 days', '{}'),
  ('direct_settlement_approved', 'money', 'Rents will be paid straight to a bank account', 'at_once', 'off', false, false, '7 days', '{}'),
  ('direct_settlement_active', 'money', 'Rents are paid straight to a bank account', 'at_once', 'off', false, false, '7 days', '{}'),
  ('direct_settlement_failed', 'money', 'Rents cannot be paid straight to a bank account', 'at_once', 'off', false, false, '7 days', '{}'),
  ('direct_settlement_declined', 'money', 'Paying rents straight to a bank account was declined', 'at_once', 'off', false, false, '7 days', '{}'),
  ('direct_settlement_withdrawn', 'money', 'Paying rents straight to a bank account was withdrawn', 'at_once', 'off', false, false, '7 days', '{}'),
  ('direct_settlement_ended', 'money', 'Rents are no longer paid straight to a bank account', 'at_once', 'off', false, false, '7 days', '{}'),
  ('provider_short', 'money', 'More went back than is held for you', 'at_once', 'off', false, false, '7 days', '{}'),
  -- Tenancies
  ('tenancy_offered', 'tenancies', 'A tenancy is offered to you', 'at_once', 'at_once', false, false, '7 days', '{}'),
  ('tenancy_accepted', 'tenancies', 'A tenancy was accepted', 'at_once', 'off', true, false, '7 days', '{}'),
  ('tenancy_cancelled', 'tenancies', 'A tenancy or a renewal that was offered does not come about', 'at_once', 'off', true, false, '7 days', '{}'),
  ('tenancy_renewal_offered', 'tenancies', 'Your tenancy can be renewed', 'at_once', 'at_once', false, false, '7 days', '{}'),
  ('notice_given', 'tenancies', 'Notice was given, or withdrawn', 'at_once', 'at_once', false, true, '7 days', '{"ends_on": "date?"}'),
  ('letter_sent', 'tenancies', 'Your landlord''s side wrote you a letter', 'at_once', 'at_once', false, false, '7 days', '{"number": "code", "link": "url"}'),
  ('letter_withdrawn', 'tenancies', 'A letter to you was withdrawn', 'at_once', 'off', false, false, '7 days', '{"number": "code", "link": "url"}'),
  ('statutory_notice', 'tenancies', 'A notice of the law was given to you, or withdrawn', 'at_once', 'at_once', false, true, '7 days', '{"number": "code", "takes_effect_on": "date?", "link": "url"}'),
  ('statutory_notice_by_agent', 'tenancies', 'An agency did something about a notice in your name', 'at_once', 'off', false, false, '7 days', '{}'),
  ('tenancy_by_agent', 'tenancies', 'An agency offered a tenancy or a renewal in your name', 'at_once', 'off', false, false, '7 days', '{}'),
  ('tenancy_holding_over', 'tenancies', 'A term is over and the home is still lived in', 'at_once', 'off', true, false, '7 days', '{}'),
  ('tenancy_ended', 'tenancies', 'A tenancy is over', 'at_once', 'off', true, false, '7 days', '{}'),
  ('tenancy_passed_on', 'tenancies', 'Your home was sold: pay its new owner', 'at_once', 'at_once', false, true, '7 days', '{}'),
  ('tenancy_taken_over', 'tenancies', 'You took over a tenancy', 'at_once', 'off', true, false, '7 days', '{}'),
  ('home_to_take', 'tenancies', 'A home that you bought waits for you', 'at_once', 'off', true, false, '7 days', '{}'),
  ('history_requested', 'tenancies', 'Somebody asks for your rental history', 'at_once', 'off', true, false, '7 days', '{}'),
  ('history_shared', 'tenancies', 'A rental history was shared with you', 'daily', 'off', true, false, '3 days', '{}'),
  ('history_withheld', 'tenancies', 'A rental history is not shared with you, or no more', 'daily', 'off', true, false, '3 days', '{}'),
  ('inspection_scheduled', 'tenancies', 'An inspection is planned', 'at_once', 'off', true, false, '3 days', '{}'),
  ('inspection_ready', 'tenancies', 'An inspection is ready to be signed', 'at_once', 'off', false, false, '7 days', '{}'),
  ('inspection_signed', 'tenancies', 'An inspection was signed', 'daily', 'off', true, false, '3 days', '{}'),
  ('inspection_disputed', 'tenancies', 'An inspection is disputed', 'at_once', 'off', true, false, '7 days', '{}'),
  ('inspection_cancelled', 'tenancies', 'An inspection is cancelled', 'at_once', 'off', true, false, '3 days', '{}'),
  -- Looking for a home, and offering one
  ('listing_approved', 'market', 'Your listing was approved', 'daily', 'off', true, false, '3 days', '{}'),
  ('listing_returned', 'market', 'Your listing was returned', 'at_once', 'off', true, false, '3 days', '{}'),
  ('listing_suspended', 'market', 'Your listing was suspended', 'at_once', 'off', false, false, '7 days',
    '{"listing_title": "line", "reason": "reason?", "link": "url?"}'),
  ('listing_stale', 'market', 'Confirm that your listing is still free', 'daily', 'off', true, false, '3 days', '{}'),
  ('search_matched', 'market', 'Homes match a search that you saved', 'daily', 'off', true, false, '2 days', '{}'),
  ('viewing_booked', 'market', 'A viewing is booked', 'at_once', 'off', true, false, '1 day', '{}'),
  ('viewing_cancelled', 'market', 'A viewing is cancelled', 'at_once', 'at_once', true, true, '1 day', '{}'),
  ('application_submitted', 'deals', 'Somebody applied for a home', 'at_once', 'off', true, false, '3 days', '{}'),
  ('application_decided', 'deals', 'Your application was decided', 'at_once', 'off', true, false, '7 days', '{}'),
  ('application_withdrawn', 'deals', 'An applicant took their application back', 'at_once', 'off', true, false, '3 days', '{}'),
  ('guarantee_answered', 'deals', 'A guarantor answered', 'at_once', 'off', true, false, '3 days', '{}'),
  ('application_fee_demanded', 'deals', 'A fee is asked for your application', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?", "due_on": "date?"}'),
  ('application_fee_to_refund', 'deals', 'An applicant''s fee is to be given back', 'at_once', 'off', false, false, '7 days', '{"amount_kobo": "kobo?"}'),
  ('offer_made', 'deals', 'An offer was made', 'at_once', 'off', true, false, '3 days', '{}'),
  ('offer_accepted', 'deals', 'An offer was accepted', 'at_once', 'off', true, false, '7 days', '{}'),
  ('offer_declined', 'deals', 'An offer was declined', 'at_once', 'off', true, false, '7 days', '{}'),
  ('offer_expired', 'deals', 'An offer lapsed', 'daily', 'off', true, false, '3 days', '{}'),
  ('sale_price_proposed', 'deals', 'Another price is proposed for a home that you are buying', 'at_once', 'at_once', false, false, '7 days', '{"price_kobo": "kobo?", "proposed_price_kobo": "kobo?"}'),
  ('sale_price_answered', 'deals', 'A buyer answered another price', 'at_once', 'off', false, false, '7 days', '{"price_kobo": "kobo?", "proposed_price_kobo": "kobo?"}'),
  ('sale_closed', 'deals', 'A sale is closed', 'at_once', 'off', false, false, '7 days', '{"price_kobo": "kobo?", "closed_on": "date?"}'),
  -- Organizations, mandates, papers
  ('organization_suspended', 'organization', 'Your organization was suspended', 'at_once', 'off', false, false, '7 days', '{}'),
  ('organization_restored', 'organization', 'Your organization is no longer suspended', 'at_once', 'off', true, false, '7 days', '{}'),
  ('invitation_accepted', 'organization', 'An invitation was accepted', 'daily', 'off', true, false, '3 days', '{}'),
  ('mandate_offered', 'organization', 'A mandate is offered to your agency', 'at_once', 'off', true, false, '7 days', '{}'),
  ('mandate_accepted', 'organization', 'Your mandate was accepted', 'at_once', 'off', true, false, '7 days', '{}'),
  ('mandate_revoked', 'organization', 'A mandate was revoked', 'at_once', 'off', true, false, '7 days', '{}'),
  ('mandate_declined', 'organization', 'Your mandate was declined', 'at_once', 'off', true, false, '7 days', '{}'),
  ('mandate_withdrawn', 'organization', 'A mandate that was offered is withdrawn', 'at_once', 'off', true, false, '7 days', '{}'),
  ('mandate_ended', 'organization', 'The term of a mandate is over', 'at_once', 'off', true, false, '7 days', '{}'),
  ('document_shared', 'papers', 'A document was shared with you', 'at_once', 'off', true, false, '7 days', '{}'),
  ('title_reviewed', 'papers', 'Staff looked at a title document of yours', 'at_once', 'off', true, false, '7 days', '{}'),
  ('document_expiring', 'papers', 'A document will expire', 'at_once', 'off', true, false, '3 days', '{}'),
  -- The platform's staff
  ('scheduler_silent', 'platform', 'Nothing runs by the clock any more', 'at_once', 'off', false, true, '3 days', '{"org": "line?", "last_beat": "instant?"}');

-- What organizations say to their tenants: of less use than what concerns one alone, and after it in the queue.
insert into public.notification_kinds (kind, topic, about, email, sms, purpose, useful_for, fields) values
  ('announcement_published', 'announcements', 'Your landlord''s side has something to tell', 'at_once', 'off', 'announcement', '3 days', '{"excerpt": "prose", "link": "url"}'),
  ('important_announcement', 'announcements', 'Your landlord''s side has something important to tell', 'at_once', 'at_once', 'announcement', '3 days', '{"excerpt": "prose", "link": "url"}');

-- What is only sent.
insert into public.notification_kinds (kind, topic, about, is_told, email, sms, is_refusable, is_urgent, purpose, useful_for, fields) values
  ('general', 'account', 'What has no text of its own', false, 'off', 'off', true, false, 'transactional', '3 days', '{"org": "line?"}'),
  ('daily_digest', 'account', 'The day''s news in one e-mail', false, 'at_once', 'off', true, false, 'transactional', '20 hours', '{"news": "prose", "count": "count"}'),
  ('member_invited', 'account', 'An invitation to act for an organization', false, 'at_once', 'at_once', false, false, 'transactional', '7 days', '{"link": "url", "expires_at": "instant"}'),
  ('tenant_invited', 'account', 'An invitation to a tenant', false, 'at_once', 'at_once', false, false, 'transactional', '7 days', '{"link": "url", "expires_at": "instant"}'),
  ('guarantor_asked', 'account', 'A guarantor is asked', false, 'at_once', 'at_once', false, false, 'transactional', '7 days', '{"applicant": "line", "link": "url", "expires_at": "instant"}'),
  ('erasure_done', 'account', 'Your account was deleted', false, 'at_once', 'at_once', false, false, 'transactional', '14 days', '{"kept": "prose"}'),
  ('auth_otp', 'account', 'A code to sign in', false, 'at_once', 'at_once', false, true, 'otp', '10 minutes', '{"code": "code", "minutes": "count"}'),
  ('auth_confirm', 'account', 'Confirm an address', false, 'at_once', 'off', false, true, 'otp', '1 hour', '{"code": "code?", "link": "url?"}'),
  ('auth_magic_link', 'account', 'A link to sign in', false, 'at_once', 'off', false, true, 'otp', '1 hour', '{"code": "code?", "link": "url?"}'),
  ('auth_recovery', 'account', 'Choose a new password', false, 'at_once', 'off', false, true, 'otp', '1 hour', '{"code": "code?", "link": "url?"}'),
  ('auth_invite', 'account', 'An invitation to make an account', false, 'at_once', 'off', false, true, 'otp', '1 day', '{"code": "code?", "link": "url?"}'),
  ('auth_email_change', 'account', 'Confirm a new address', false, 'at_once', 'off', false, true, 'otp', '1 hour', '{"code": "code?", "link": "url?", "new_email": "line?"}'),
  ('auth_reauthentication', 'account', 'A code to confirm that it is you', false, 'at_once', 'at_once', false, true, 'otp', '10 minutes', '{"code": "code"}');

-- Who invited somebody says so to them, and who had something verified looks for the answer: neither waits for the clock.
update public.notification_kinds set is_awaited = true where kind in (
  'conversation_invited', 'member_invited', 'tenant_invited', 'guarantor_asked', 'mandate_offered', 'tenancy_offered',
  'verification_verified', 'verification_manual_review', 'verification_failed', 'verification_rejected');
