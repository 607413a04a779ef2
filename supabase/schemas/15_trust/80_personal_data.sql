-- What belongs to a person: one list of every table and column that leads to somebody, with what of it they are given when
-- they ask for their data (82_data_exports.sql), and what becomes of it when they ask to be forgotten (84_erasures.sql, 86_being_forgotten.sql).
-- A test walks the catalog: a new table that leads to a person, and a new column of words in one that is exported, fails it
-- until somebody has decided here. Why it is so: docs/decisions/0042.

create table private.personal_categories (
  category text primary key check (category ~ '^[a-z]{3,30}$'),
  about text not null check (private.is_line(about) and length(about) between 3 and 140),
  kept_why text check (private.is_line(kept_why) and length(kept_why) between 3 and 300),
  kept_for interval check (kept_for > '0'),
  constraint personal_categories_kept_check check (kept_why is not null or kept_for is null)
);
comment on table private.personal_categories is
  'What data about a person is for, in words that they are told: data, changed in Studio. No policies: functions only.';
comment on column private.personal_categories.category is 'The category.';
comment on column private.personal_categories.about is 'What it is.';
comment on column private.personal_categories.kept_why is 'Why some of it is kept when they are forgotten; null: none is.';
comment on column private.personal_categories.kept_for is
  'For how long from then, as the law asks; null: as long as the other side keeps its own record.';
alter table private.personal_categories enable row level security;
insert into private.personal_categories (category, about, kept_why, kept_for) values
  ('account', 'Your account: name, address, number, ways to sign in, roles', 'What others did with you leads to it: it stays, without a name, an address or a number', null),
  ('settings', 'What you saved and chose: favourites, searches, preferences, news', null, null),
  ('permissions', 'Which roles you had lately', 'So that nobody counts as a second person who just came or was sent away', '90 days'),
  ('sent', 'That messages were sent to you by SMS and e-mail', 'What they cost and whether they arrived is asked about within a year; texts are not kept, and of addresses only a fingerprint', '12 months'),
  ('messages', 'What you wrote, and the files with it', 'What people agreed in writing belongs to both sides: it stays, by somebody without a name', null),
  ('deals', 'What you asked, booked, applied for and offered', 'What was asked, offered and agreed is evidence, as it was said: claims lapse after six years. Of applications that came to nothing the words go', '6 years'),
  ('tenancies', 'Your tenancies, notices, letters and inspections', 'The landlord''s record, with the name that it has of you: claims out of a tenancy lapse after six years', '6 years'),
  ('money', 'What you owed and paid: charges, payments, receipts', 'Books, with receipts as they were given, to the name on them: companies and tax law ask for six years', '6 years'),
  ('cards', 'That a card was removed', 'So that nothing more is taken from it while its provider still tells of earlier payments', '400 days'),
  ('sales', 'Sales that you were a party to', 'Deeds, with the names of the parties: claims about land lapse after twelve years', '12 years'),
  ('identity', 'What was verified of you', 'One identity has one profile: a fingerprint that says nothing to others stays, and that you consented; the numbers were never kept', null),
  ('safety', 'Reports, signals and appeals', 'Evidence of what was reported and decided: claims lapse after six years', '6 years'),
  ('organizations', 'What you did for organizations', 'It is the organization''s record, by somebody without a name', null),
  ('staff', 'What you did for the platform, and when its staff looked you up', 'A sealed record that a gap would break; it holds no name', null),
  ('records', 'The technical record of changes', 'Who changed what is asked about for two years', '24 months'),
  ('requests', 'That you asked to be forgotten, and what was done', 'To show that it was done, and when: claims lapse after six years', '6 years');

create table private.personal_data (
  relation text not null check (relation ~ '^[a-z_]+\.[a-z_]+$'),
  column_name text not null check (column_name ~ '^[a-z_]+$'),
  category text not null references private.personal_categories (category),
  export text not null check (export in ('whole', 'trace', 'account', 'withheld')),
  erasure text not null check (erasure in ('deleted', 'unlinked', 'emptied', 'kept')),
  words text[] not null default '{}' check (array_position(words, null) is null),
  left_out text[] not null default '{}' check (array_position(left_out, null) is null),
  withheld_why text check (private.is_line(withheld_why) and length(withheld_why) between 3 and 200),
  through text,
  through_column text,
  through_key text,
  given_if text check (length(given_if) between 5 and 300),
  otherwise text check (otherwise in ('trace', 'withheld')),
  primary key (relation, column_name),
  foreign key (through, through_column) references private.personal_data (relation, column_name),
  constraint personal_data_withheld_check check ((export = 'withheld' or given_if is not null) = (withheld_why is not null)),
  constraint personal_data_condition_check check (num_nonnulls(given_if, otherwise) in (0, 2) and (given_if is null or export = 'whole')),
  constraint personal_data_given_check check (export = 'whole' or (words = '{}' and left_out = '{}')),
  constraint personal_data_through_check check (
    num_nonnulls(through, through_column, through_key) in (0, 3) and (through is null or erasure in ('emptied', 'kept')))
);
comment on table private.personal_data is
  'Every table that leads to a person, and by which column: what of it they are given, and what becomes of it when they are forgotten. No policies: functions only.';
comment on column private.personal_data.relation is 'Schema and table.';
comment on column private.personal_data.column_name is 'The column that names the person, or the row of another table that leads to them.';
comment on column private.personal_data.category is 'What it is for.';
comment on column private.personal_data.export is
  'whole: numbers, choices, moments and ids, and the words named here, without who else is in the row; trace: only which row, whose and when, as the rest is an organization''s; account: what Auth knows of them; withheld: nothing.';
comment on column private.personal_data.erasure is
  'deleted: the rows go; unlinked: the row leads to nobody any more; emptied: what is personal goes out of the row; kept: it stays, and leads to an account without a name.';
comment on column private.personal_data.words is 'Columns of words and lists that they are given.';
comment on column private.personal_data.left_out is 'Columns of words and lists that they are not: of others, technical, or secret. A column that is in neither is not given.';
comment on column private.personal_data.withheld_why is 'Why they are not given it, or not each of its rows.';
comment on column private.personal_data.through is 'The table through which it leads to the person; null where it does itself.';
comment on column private.personal_data.through_column is 'Which of that table''s rows are theirs: column_name of its own entry.';
comment on column private.personal_data.through_key is 'The column of that table that column_name equals.';
comment on column private.personal_data.given_if is
  'Which of the rows they are given as export says: SQL about the row, called it, and person $1. Null: each.';
comment on column private.personal_data.otherwise is 'What they are given of the others: only a trace, or nothing.';
create index personal_data_category_idx on private.personal_data (category);
create index personal_data_through_idx on private.personal_data (through, through_column);
alter table private.personal_data enable row level security;

insert into private.personal_data (
  relation, column_name, category, export, erasure, words, left_out, withheld_why, through, through_column, through_key) values
  ('auth.users', 'id', 'account', 'account', 'emptied', '{}', '{}', null, null, null, null),
  ('private.acts', 'actor_id', 'staff', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('private.audit_log', 'actor_id', 'records', 'withheld', 'kept', '{}', '{}', 'A technical record of every change; the rows that changed are here', null, null, null),
  ('private.authorization_tokens', 'user_id', 'money', 'withheld', 'deleted', '{}', '{}', 'A sealed token that only charges your card; brand and last four digits are here', null, null, null),
  ('private.conversation_speakers', 'user_id', 'messages', 'withheld', 'kept', '{}', '{}', 'Follows from your messages, which are here', null, null, null),
  ('private.daily_digests', 'user_id', 'settings', 'withheld', 'deleted', '{}', '{}', 'Only how far the last digest came', null, null, null),
  ('private.data_exports', 'user_id', 'settings', 'whole', 'deleted', '{}', '{counts,after,at_relation,at_column,note}', null, null, null, null),
  ('private.deliveries', 'user_id', 'sent', 'withheld', 'kept', '{}', '{}', 'Each is a copy of a notification, which is here', null, null, null),
  ('private.erasure_requests', 'decided_by', 'staff', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('private.erasure_requests', 'user_id', 'requests', 'whole', 'emptied', '{reason,decision_reason}', '{refusal,matters,note}', null, null, null, null),
  ('private.former_permissions', 'user_id', 'permissions', 'withheld', 'kept', '{}', '{}', 'Follows from roles that you had', null, null, null),
  ('private.identity_holders', 'user_id', 'identity', 'withheld', 'kept', '{}', '{}', 'A fingerprint by which one identity has one profile; it says nothing to anybody else', null, null, null),
  ('private.member_permissions', 'user_id', 'account', 'withheld', 'deleted', '{}', '{}', 'Follows from your roles, which are here', null, null, null),
  ('private.message_keys', 'sender_id', 'messages', 'withheld', 'kept', '{}', '{}', 'Only which messages were repeated, for three days', null, null, null),
  ('private.message_versions', 'replaced_by', 'messages', 'withheld', 'kept', '{}', '{}', 'What a message said before it was changed is shown beside it to both sides', null, null, null),
  ('private.new_permissions', 'user_id', 'permissions', 'withheld', 'kept', '{}', '{}', 'Follows from your roles, which are here', null, null, null),
  ('private.person_looks', 'person_id', 'staff', 'whole', 'kept', '{}', '{}', null, null, null, null),
  ('private.phone_holders', 'user_id', 'account', 'whole', 'deleted', '{phone}', '{}', null, null, null, null),
  ('private.removed_cards', 'user_id', 'cards', 'withheld', 'kept', '{}', '{}', 'Only that a card was removed, so that nothing more is taken from it', null, null, null),
  ('private.signals', 'appeal_decided_by', 'staff', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('private.signals', 'decided_by', 'staff', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('private.tenancy_people', 'user_id', 'tenancies', 'withheld', 'deleted', '{}', '{}', 'Follows from your tenancies, which are here', null, null, null),
  ('private.unsubscribe_keys', 'user_id', 'settings', 'withheld', 'deleted', '{}', '{}', 'A secret by which links in e-mails are checked', null, null, null),
  ('private.verification_changes', 'actor_id', 'identity', 'withheld', 'kept', '{}', '{}', 'What became of each check stands with it', null, null, null),
  ('private.verification_reviews', 'decided_by', 'staff', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.announcement_recipients', 'user_id', 'messages', 'whole', 'kept', '{}', '{}', null, null, null, null),
  ('public.announcements', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.appeals', 'decided_by', 'staff', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.appeals', 'made_by', 'safety', 'whole', 'kept', '{words,decision_reason}', '{}', null, null, null, null),
  ('public.applicant_levels', 'set_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.application_fees', 'demanded_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.application_guarantors', 'answered_by', 'deals', 'whole', 'emptied', '{full_name,phone,email,relationship}', '{token_hash}', null, null, null, null),
  ('public.applications', 'applicant_id', 'deals', 'whole', 'emptied', '{occupation,employer,note,decision_reason,review_reason}', '{}', null, null, null, null),
  ('public.applications', 'decided_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.autopay_plans', 'user_id', 'money', 'whole', 'kept', '{}', '{last_answer}', null, null, null, null),
  ('public.autopays', 'user_id', 'money', 'whole', 'kept', '{kinds}', '{}', null, null, null, null),
  ('public.blocks', 'blocked_id', 'safety', 'withheld', 'deleted', '{}', '{}', 'Who blocked you is theirs', null, null, null),
  ('public.blocks', 'blocker_id', 'settings', 'whole', 'deleted', '{}', '{}', null, null, null, null),
  ('public.conversation_guests', 'ended_by', 'messages', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.conversation_guests', 'invited_by', 'messages', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.conversation_guests', 'user_id', 'messages', 'whole', 'emptied', '{contact}', '{}', null, null, null, null),
  ('public.conversation_reads', 'user_id', 'messages', 'whole', 'kept', '{}', '{}', null, null, null, null),
  ('public.conversations', 'opened_by', 'messages', 'whole', 'kept', '{}', '{}', null, null, null, null),
  ('public.deduction_disputes', 'answered_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.deduction_disputes', 'disputed_by', 'money', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.deduction_disputes', 'replied_by', 'money', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.deposit_deductions', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.deposit_returns', 'decided_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.deposit_returns', 'recorded_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.direct_settlements', 'decided_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.direct_settlements', 'requested_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.disputes', 'answered_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.document_access', 'granted_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.documents', 'added_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.enquiries', 'enquirer_id', 'deals', 'whole', 'kept', '{message,closed_reason}', '{}', null, null, null, null),
  ('public.favourites', 'user_id', 'settings', 'whole', 'deleted', '{note,title}', '{}', null, null, null, null),
  ('public.history_consents', 'requested_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.history_consents', 'subject_id', 'tenancies', 'whole', 'kept', '{purpose}', '{}', null, null, null, null),
  ('public.history_views', 'subject_id', 'tenancies', 'whole', 'kept', '{}', '{}', null, null, null, null),
  ('public.history_views', 'viewed_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.inspection_contents', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.inspection_photos', 'added_by', 'tenancies', 'whole', 'kept', '{caption}', '{path,thumbnail_path,sha256,original_sha256,upload_path}', null, null, null, null),
  ('public.inspections', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.invitations', 'accepted_by', 'account', 'whole', 'emptied', '{email,phone}', '{token_hash}', null, null, null, null),
  ('public.invitations', 'invited_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.letter_drafts', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.letter_drafts', 'sent_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.letter_readings', 'user_id', 'tenancies', 'whole', 'kept', '{}', '{}', null, null, null, null),
  ('public.letter_templates', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.letter_withdrawals', 'withdrawn_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.letterheads', 'set_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.letters', 'sent_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.listing_media', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.mandates', 'answered_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.mandates', 'offered_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.memberships', 'user_id', 'account', 'whole', 'deleted', '{}', '{}', null, null, null, null),
  ('public.message_files', 'uploaded_by', 'messages', 'whole', 'kept', '{name,mime_type}', '{path,thumbnail_path,sha256,upload_path}', null, null, null, null),
  ('public.message_hours', 'user_id', 'settings', 'whole', 'deleted', '{}', '{}', null, null, null, null),
  ('public.message_reports', 'decided_by', 'staff', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.message_reports', 'reported_by', 'safety', 'whole', 'kept', '{note,decision_reason}', '{context}', null, null, null, null),
  ('public.message_reports', 'sender_id', 'safety', 'withheld', 'kept', '{}', '{}', 'Who reported you, and what they said, is kept from you for their safety; what was decided about you, you were told', null, null, null),
  ('public.messages', 'sender_id', 'messages', 'whole', 'kept', '{body,attachments}', '{warnings}', null, null, null, null),
  ('public.notice_checks', 'recorded_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.notice_readings', 'user_id', 'tenancies', 'whole', 'kept', '{}', '{}', null, null, null, null),
  ('public.notice_service_corrections', 'corrected_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.notice_services', 'recorded_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.notice_withdrawals', 'withdrawn_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.notification_preferences', 'user_id', 'settings', 'whole', 'deleted', '{kind}', '{}', null, null, null, null),
  ('public.notifications', 'user_id', 'settings', 'whole', 'deleted', '{kind,title,payload}', '{}', null, null, null, null),
  ('public.offer_rounds', 'made_by', 'deals', 'withheld', 'kept', '{}', '{}', 'Rounds come with the offer that they belong to', null, null, null),
  ('public.offers', 'decided_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.offers', 'offeror_id', 'deals', 'whole', 'kept', '{decision_reason}', '{}', null, null, null, null),
  ('public.offline_payments', 'decided_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.organization_logos', 'added_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.organizations', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.payee_accounts', 'decided_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.payee_accounts', 'proposed_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.payer_consents', 'user_id', 'money', 'whole', 'kept', '{version}', '{language}', null, null, null, null),
  ('public.payment_proofs', 'added_by', 'money', 'whole', 'kept', '{mime_type}', '{storage_path,upload_path,sha256}', null, null, null, null),
  ('public.payments', 'payer_id', 'money', 'whole', 'kept', '{reference,currency,channel,failure_reason}', '{checkout_url,provider_transaction_id}', null, null, null, null),
  ('public.payouts', 'decided_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.payouts', 'requested_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.personal_consents', 'user_id', 'identity', 'whole', 'kept', '{version}', '{language}', null, null, null, null),
  ('public.platform_fee_rules', 'set_by', 'staff', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.platform_moves', 'recorded_by', 'staff', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.profiles', 'id', 'account', 'whole', 'emptied', '{display_name}', '{}', null, null, null, null),
  ('public.property_imports', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.receipt_voids', 'voided_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.refunds', 'approved_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.refunds', 'paid_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.refunds', 'requested_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.reports', 'decided_by', 'staff', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.reports', 'person_id', 'safety', 'withheld', 'kept', '{}', '{}', 'Who reported you, and what they said, is kept from you for their safety; what was decided about you, you were told', null, null, null),
  ('public.reports', 'reported_by', 'safety', 'whole', 'kept', '{note,decision_reason}', '{}', null, null, null, null),
  ('public.sale_parties', 'profile_id', 'sales', 'whole', 'kept', '{full_name,address,phone}', '{}', null, null, null, null),
  ('public.saved_authorizations', 'user_id', 'money', 'whole', 'kept', '{channel,brand,bank,last_four}', '{}', null, null, null, null),
  ('public.saved_searches', 'user_id', 'settings', 'whole', 'deleted', '{name,kinds,features,words,area,centre,polygon,bounds}', '{word_keys,area_key}', null, null, null, null),
  ('public.staff_members', 'user_id', 'account', 'whole', 'deleted', '{role}', '{note}', null, null, null, null),
  ('public.state_changes', 'actor_id', 'organizations', 'withheld', 'kept', '{}', '{}', 'What moved stands with what moved', null, null, null),
  ('public.statement_accounts', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.statement_imports', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.statement_rows', 'decided_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.statutory_notices', 'issued_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.tax_certificates', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.tenancies', 'created_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.tenancy_handovers', 'settled_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.tenancy_notices', 'given_by', 'tenancies', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.tenants', 'user_id', 'tenancies', 'whole', 'unlinked', '{full_name,email,phone,address}', '{}', null, null, null, null),
  ('public.title_documents', 'searched_by', 'organizations', 'trace', 'kept', '{}', '{}', null, null, null, null),
  ('public.verification_cases', 'user_id', 'identity', 'whole', 'emptied', '{first_name,last_name,last_four,bank_code,licensed_by,licence_number,decision}', '{}', null, null, null, null),
  ('public.viewings', 'user_id', 'deals', 'whole', 'kept', '{}', '{}', null, null, null, null),
  ('public.application_documents', 'application_id', 'deals', 'whole', 'emptied', '{storage_path}', '{}', null, 'public.applications', 'applicant_id', 'id'),
  ('public.application_guarantors', 'application_id', 'deals', 'whole', 'emptied', '{relationship}', '{full_name,phone,email,token_hash}', null, 'public.applications', 'applicant_id', 'id'),
  ('public.application_household', 'application_id', 'deals', 'whole', 'emptied', '{relationship}', '{full_name}', null, 'public.applications', 'applicant_id', 'id'),
  ('public.offer_rounds', 'offer_id', 'deals', 'whole', 'kept', '{conditions}', '{}', null, 'public.offers', 'offeror_id', 'id'),
  ('public.payment_items', 'payment_id', 'money', 'whole', 'kept', '{}', '{}', null, 'public.payments', 'payer_id', 'id'),
  ('public.receipts', 'payment_id', 'money', 'whole', 'kept', '{number,landlord_name,tenant_address,premises,currency,items,payment_reference,hash}', '{landlord_address,tenant_names,token,token_hash,previous_hash}', null, 'public.payments', 'payer_id', 'id'),
  ('public.refunds', 'payment_id', 'money', 'whole', 'kept', '{reason,decision,failure_reason,paid_reference}', '{provider_refund_id,paid_note}', null, 'public.payments', 'payer_id', 'id'),
  ('public.sales', 'id', 'sales', 'whole', 'kept', '{fell_through_reason}', '{deed_reference}', null, 'public.sale_parties', 'profile_id', 'sale_id'),
  ('public.tenancy_parties', 'tenant_id', 'tenancies', 'whole', 'kept', '{}', '{}', null, 'public.tenants', 'user_id', 'id'),
  ('public.tenancies', 'id', 'tenancies', 'whole', 'kept', '{nature_reason,currency}', '{evidence}', null, 'public.tenancy_parties', 'tenant_id', 'tenancy_id'),
  ('public.charges', 'tenancy_id', 'money', 'whole', 'kept', '{currency,description}', '{}', null, 'public.tenancies', 'id', 'id'),
  ('public.deduction_disputes', 'tenancy_id', 'money', 'whole', 'kept', '{reason,answer}', '{}', null, 'public.tenancies', 'id', 'id'),
  ('public.deposit_deductions', 'tenancy_id', 'money', 'whole', 'kept', '{reason}', '{}', null, 'public.tenancies', 'id', 'id'),
  ('public.deposit_returns', 'tenancy_id', 'money', 'whole', 'kept', '{bank_reference,decision}', '{reference_key}', null, 'public.tenancies', 'id', 'id'),
  ('public.letters', 'tenancy_id', 'tenancies', 'whole', 'kept', '{number,sender_name,premises,subject,body}', '{sender_address,addressee,addressee_address}', null, 'public.tenancies', 'id', 'id'),
  ('public.statutory_notices', 'tenancy_id', 'tenancies', 'whole', 'kept', '{number,sender_name,landlord_name,premises,body}', '{ruleset_id,computed,grounds,sender_address,addressee,addressee_address}', null, 'public.tenancies', 'id', 'id'),
  ('public.tenancy_notices', 'tenancy_id', 'tenancies', 'whole', 'kept', '{basis,reason}', '{}', null, 'public.tenancies', 'id', 'id');

-- Where not each row is theirs to have. What they may read of it in the API is the same, by the same rule.
insert into private.personal_data (
  relation, column_name, category, export, erasure, words, left_out, withheld_why, through, through_column, through_key, given_if, otherwise) values
  ('private.signals', 'user_id', 'safety', 'whole', 'emptied', '{kind,subject,state,reason,appeal,appeal_reason}', '{matter,evidence,appeal_decision}', 'What holds nothing and is not confirmed is noticed for staff only, so that nobody is warned who should not be', null, null, null, 'private.is_signal_told(it.state, it.held_until)', 'withheld'),
  ('public.offline_payments', 'reported_by', 'money', 'whole', 'kept', '{bank_reference,note,decision}', '{reference_key}', 'What you did for an organization is its record: of that there is a trace', null, null, null, 'it.source = ''payer''', 'trace'),
  ('public.virtual_accounts', 'asked_by', 'money', 'whole', 'kept', '{bank_name,account_name,refusal}', '{account_number}', 'What you did for an organization is its record: of that there is a trace', null, null, null, 'exists (select from private.tenancy_people as person where person.tenancy_id = it.tenancy_id and person.user_id = $1)', 'trace'),
  ('public.inspection_signatures', 'signer_id', 'tenancies', 'whole', 'kept', '{signer_name,remark}', '{content_hash,disputed_positions,photo_hashes}', 'What you did for an organization is its record: of that there is a trace', null, null, null, 'it.side = ''tenant''', 'trace'),
  ('public.documents', 'tenant_id', 'tenancies', 'whole', 'kept', '{title,mime_type}', '{storage_path,upload_path,sha256}', 'Papers that an organization has about you and did not share with you, or put away, are its own', 'public.tenants', 'user_id', 'id', 'it.id in (select private.documents_open_to($1))', 'withheld'),
  ('public.inspections', 'tenancy_id', 'tenancies', 'whole', 'kept', '{}', '{note,meter_readings,content_hash}', 'An inspection is yours to see once it was offered for signing', 'public.tenancies', 'id', 'id', 'it.round > 0', 'withheld');

create table private.personal_files (
  bucket text primary key,
  erasure text not null check (erasure in ('deleted', 'kept', 'nobody')),
  says text not null check (private.is_line(says) and length(says) between 3 and 200)
);
comment on table private.personal_files is 'What becomes of the files of each bucket when a person is forgotten. No policies: functions only.';
comment on column private.personal_files.bucket is 'The bucket.';
comment on column private.personal_files.erasure is 'deleted: those of the person go; kept: they stay with the row that names them; nobody: they are not a person''s.';
comment on column private.personal_files.says is 'Which files, and why.';
alter table private.personal_files enable row level security;
insert into private.personal_files (bucket, erasure, says) values
  ('uploads', 'deleted', 'What they sent and what was not made anything of'),
  ('data-exports', 'deleted', 'Copies of their data'),
  ('application-documents', 'deleted', 'Papers of applications that came to nothing; those of an accepted one stay with it'),
  ('message-files', 'kept', 'Part of messages, which belong to both sides'),
  ('payment-proofs', 'kept', 'What a payment was settled on: books'),
  ('inspection-photos', 'kept', 'What both sides signed'),
  ('receipts', 'kept', 'Books'),
  ('letters', 'kept', 'What was written, and its number'),
  ('documents', 'kept', 'Papers of an organization, which it keeps and lets go'),
  ('title-documents', 'nobody', 'Titles of an organization'),
  ('letterheads', 'nobody', 'Logos of an organization'),
  ('listing-media', 'nobody', 'Photos of homes');

-- Whose rows, and what of them ----------------------------------------------------------------------------

create function private.personal_condition(relation text, column_name text)
returns text
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  entry private.personal_data;
begin
  select listed.* into strict entry from private.personal_data as listed
  where listed.relation = relation and listed.column_name = column_name;
  if entry.through is null then
    return format('it.%I = $1', entry.column_name);
  end if;
  -- What belongs to an organization is found by it too: so are the indexes of references within one.
  return format(
    case when private.has_column(entry.relation, 'org_id') and private.has_column(entry.through, 'org_id')
      then '(it.org_id, it.%I) in (select it.org_id, it.%I from %s as it where %s)'
      else 'it.%I in (select it.%I from %s as it where %s)' end,
    entry.column_name, entry.through_key, entry.through, private.personal_condition(entry.through, entry.through_column));
end
$$;
comment on function private.personal_condition(text, text) is
  'SQL that says which rows of an entry, called it, are those of person $1.';

create function private.has_column(relation text, column_name text)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from pg_catalog.pg_attribute as known
    where known.attrelid = to_regclass(has_column.relation) and known.attname = has_column.column_name and not known.attisdropped)
$$;
comment on function private.has_column(text, text) is 'Whether a table has a column.';

create function private.is_found_by_index(relation text, column_name text)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from pg_catalog.pg_index as way
    join pg_catalog.pg_attribute as known on known.attrelid = way.indrelid and known.attname = is_found_by_index.column_name
    left join pg_catalog.pg_attribute as org on org.attrelid = way.indrelid and org.attname = 'org_id'
    left join private.personal_data as entry on entry.relation = is_found_by_index.relation and entry.column_name = is_found_by_index.column_name
    where way.indrelid = to_regclass(is_found_by_index.relation) and (
      way.indkey[0] = known.attnum
      or (entry.through is not null and way.indkey[0] = org.attnum and way.indkey[1] = known.attnum)))
$$;
comment on function private.is_found_by_index(text, text) is 'Whether an index leads to the rows of an entry.';

create function private.personal_columns(relation text, column_name text, given text)
returns text[]
language sql
stable
set search_path = ''
as $$
  select array_agg(known.attname::text order by known.attnum)
  from private.personal_data as entry
  join pg_catalog.pg_attribute as known on known.attrelid = to_regclass(entry.relation) and known.attnum > 0 and not known.attisdropped
  join pg_catalog.pg_type as kind on kind.oid = known.atttypid
  where entry.relation = personal_columns.relation and entry.column_name = personal_columns.column_name and case given
    when 'whole' then case
      when known.attname = entry.column_name then true
      -- Who else is in the row is another person's affair.
      when private.names_person(entry.relation, known.attname) then false
      when kind.typcategory in ('N', 'B', 'E', 'D', 'T', 'R') or kind.typname = 'uuid' then true
      else known.attname = any (entry.words) end
    when 'trace' then known.attname in ('org_id', 'created_at', 'occurred_at') or exists (
      select from pg_catalog.pg_index as key
      where key.indrelid = known.attrelid and key.indisprimary and known.attnum = any (key.indkey))
    else false end
$$;
comment on function private.personal_columns(text, text, text) is
  'What of an entry''s rows a person is given whole, or as a trace: by the types of the columns, and words only where the entry names them.';

create function private.as_given(relation text, column_name text, given text)
returns text
language sql
stable
set search_path = ''
as $$
  select '(select to_jsonb(picked) from (select ' || string_agg(format('it.%I', known.name), ', ' order by known.n) || ') as picked)'
  from unnest(private.personal_columns(as_given.relation, as_given.column_name, as_given.given)) with ordinality as known (name, n)
$$;
comment on function private.as_given(text, text, text) is
  'SQL that makes a row of an entry, called it, into what a person is given of it, whole or as a trace; null: nothing.';

create function private.names_person(relation text, column_name text)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from private.personal_data as other
    where other.relation = names_person.relation and other.column_name = names_person.column_name and other.through is null)
$$;
comment on function private.names_person(text, text) is 'Whether a column names a person.';

create function private.personal_rows(relation text, column_name text, person uuid, after text[], most integer)
returns table (key text[], value jsonb)
language plpgsql
stable
set search_path = ''
rows 100
as $$
#variable_conflict use_variable
declare
  entry private.personal_data;
  keys text[];
  kinds text[];
  given text;
begin
  select listed.* into strict entry from private.personal_data as listed
  where listed.relation = relation and listed.column_name = column_name;
  select array_agg(format('it.%I', known.attname) order by place.n), array_agg(format_type(known.atttypid, null) order by place.n)
  into keys, kinds
  from pg_catalog.pg_index as key
  cross join unnest(key.indkey::smallint[]) with ordinality as place (attnum, n)
  join pg_catalog.pg_attribute as known on known.attrelid = key.indrelid and known.attnum = place.attnum
  where key.indrelid = to_regclass(relation) and key.indisprimary;
  given := private.as_given(relation, column_name, entry.export);
  if given is null or keys is null then
    return;
  end if;
  if entry.otherwise = 'trace' then
    given := format('case when %s then %s else %s end', entry.given_if, given, private.as_given(relation, column_name, 'trace'));
  end if;
  -- The person's rows are found by their own index, and then put into the order of the key: read by the key, the whole
  -- table would be.
  for key, value in execute format(
    'select array[%s], %s from ('
    'select it.* from %s as it where %s and %s and ($2 is null or (%s) > (%s)) offset 0) as it order by %s limit $3',
    (select string_agg(name || '::text', ', ' order by n) from unnest(keys) with ordinality as key (name, n)),
    given,
    to_regclass(relation), private.personal_condition(relation, column_name),
    case when entry.otherwise = 'withheld' then format('(%s)', entry.given_if) else 'true' end,
    array_to_string(keys, ', '),
    (select string_agg(format('$2[%s]::%s', n, kind), ', ' order by n) from unnest(kinds) with ordinality as key (kind, n)),
    array_to_string(keys, ', '))
  using person, after, most
  loop
    return next;
  end loop;
end
$$;
comment on function private.personal_rows(text, text, uuid, text[], integer) is
  'A page of an entry''s rows of a person, as they are given them, in the order of the primary key. after: the key of the last row of the page before.';

create function private.count_personal(relation text, column_name text, person uuid, told boolean default false)
returns bigint
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  entry private.personal_data;
  found bigint;
begin
  select listed.* into strict entry from private.personal_data as listed
  where listed.relation = relation and listed.column_name = column_name;
  if not private.is_found_by_index(relation, column_name) then
    return null;
  end if;
  execute format(
    'select count(*) from %s as it where %s and %s', to_regclass(relation),
    (select known.sql from private.personal_condition(entry.relation, entry.column_name) as known (sql)),
    case when told and entry.otherwise = 'withheld' then format('(%s)', entry.given_if) else 'true' end)
  into found using person;
  return found;
end
$$;
comment on function private.count_personal(text, text, uuid, boolean) is
  'How many rows of an entry are a person''s, or where they are told, of those that they may know of; null where no index finds them, as of technical records that are never looked through for one person.';

create function private.personal_summary(person uuid, told boolean)
returns table (category text, about text, erased bigint, kept bigint, kept_why text, kept_until public.calendar_date)
language plpgsql
stable
set search_path = ''
rows 20
as $$
#variable_conflict use_variable
begin
  return query
  with counted as (
    select entry.category, entry.erasure, private.count_personal(entry.relation, entry.column_name, person, told) as found,
      -- How often somebody was reported or blocked is as little theirs to know as by whom.
      told and entry.export = 'withheld' as is_untold
    from private.personal_data as entry where entry.export <> 'account'
  ), summed as (
    select counted.category,
      coalesce(sum(counted.found) filter (where counted.erasure = 'deleted' and not counted.is_untold), 0)::bigint as erased,
      coalesce(sum(counted.found) filter (where counted.erasure <> 'deleted' and not counted.is_untold), 0)::bigint as kept,
      -- Where all of a category is withheld, it is said that there is something; what concerns safety is never all of its.
      -- What is never looked through for one person is taken to be there, where it is all there is.
      coalesce(
        bool_or(counted.found > 0) filter (where counted.erasure <> 'deleted' and not counted.is_untold),
        bool_or(counted.found > 0) filter (where counted.erasure <> 'deleted'),
        count(*) filter (where counted.erasure <> 'deleted') > 0) as is_kept
    from counted group by counted.category
  )
  select known.category, known.about, summed.erased, summed.kept,
    case when summed.is_kept then known.kept_why end,
    (case when summed.is_kept then private.lagos_date(now() + known.kept_for) end)::public.calendar_date
  from summed
  join private.personal_categories as known on known.category = summed.category
  where summed.erased > 0 or summed.is_kept
  order by known.category;
end
$$;
comment on function private.personal_summary(uuid, boolean) is
  'What there is of a person, or where they are told, what of it they may know of, by category: how many rows would go and how many stay without what is personal in them, why, and until when. The preview of an erasure, its record for staff and the last message are all this.';
