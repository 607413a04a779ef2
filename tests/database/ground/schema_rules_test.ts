import { assertEquals } from "@std/assert";
import type { Queryable } from "../../../local/supabase/database/database.ts";
import { openTestDatabase } from "../test_database.ts";
import { valueOffence, valueOffenders, valueRules } from "./value_rules.ts";

/** Trigger functions that may stand beside another trigger of the same moment, each with why their order is all the same. */
const orderless: Readonly<Record<string, string>> = {
  touch_updated_at: "sets updated_at, which no other trigger reads or sets, and never refuses",
  record_audit:
    "copies the row as it was written to the audit log, which no trigger reads; stands on no table where what follows writes the row again",
  read_text:
    "reads the text that people type and refuses what hides in it: no other trigger of ours reads text for more than to copy it, and whoever refuses first, nothing was written",
  limit_writing:
    "takes a token from the caller's own bucket, which no other trigger reads; the act and its token stand or fall together",
  refuse_change:
    "refuses whenever it is called, and writes nothing: whoever refuses first, nothing was done",
  refuse_other_words: "as refuse_change",
  keep_organization:
    "refuses a new org_id, which nothing of ours ever writes; what else stands there would refuse it too, or change nothing",
};

/**
 * What a transaction of one organization writes outside of it goes through one function for each destination, so that a
 * destination can become a queue or another database in one place. Writing statement, as a pattern, to that function.
 */
const soleWriters: Readonly<Record<string, string | readonly string[]>> = {
  "insert into public.notifications": "private.notify",
  "insert into private.deliveries": [
    "private.fall_back",
    "private.make_daily_digests",
    "private.notify",
    "private.send_message",
  ],
  "(insert into|update|delete from) private.searchable_listings": "private.sync_searchable_listing",
  "(insert into|update|delete from) private.search_words": "private.sync_searchable_listing",
  "insert into private.listings_to_match": "private.queue_listing_to_match",
  "(insert into|update|delete from) public.favourites": [
    "private.forget_favourites",
    "private.renew_favourites",
  ],
  "insert into private.audit_log": "private.note_change",
  "insert into realtime.messages": ["private.broadcast", "private.broadcast"],
};

/** Rules that hold for everything in our schemas: each query lists what breaks one. */
const rules: Readonly<Record<string, string>> = {
  "every table has row-level security": `select c.oid::regclass::text as offender from pg_class as c
     where c.relnamespace in (select oid from ours) and c.relkind in ('r', 'p') and not c.relrowsecurity`,

  // An index of the rows that have one will do: the key's own checks never ask for null.
  "every foreign key has an index that starts with its columns":
    `select k.conrelid::regclass || ' ' || k.conname as offender from pg_constraint as k
     where k.contype = 'f' and k.connamespace in (select oid from ours) and not exists (
       select from pg_index as i
       where i.indrelid = k.conrelid
         and (i.indpred is null or exists (
           select from pg_attribute as a where a.attrelid = k.conrelid and a.attnum = any (k.conkey)
             and pg_get_expr(i.indpred, i.indrelid) = '(' || quote_ident(a.attname) || ' IS NOT NULL)'))
         and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,

  "every table, view, column and function has a comment":
    `select c.oid::regclass::text as offender from pg_class as c
     where c.relnamespace in (select oid from ours) and c.relkind in ('r', 'p', 'v')
       and obj_description(c.oid, 'pg_class') is null
     union all
     select c.oid::regclass || '.' || a.attname from pg_class as c join pg_attribute as a on a.attrelid = c.oid
     where c.relnamespace in (select oid from ours) and c.relkind in ('r', 'p') and a.attnum > 0
       and not a.attisdropped and col_description(c.oid, a.attnum) is null
     union all
     select p.oid::regprocedure::text from pg_proc as p
     where p.pronamespace in (select oid from ours) and obj_description(p.oid, 'pg_proc') is null`,

  "every function sets its search_path":
    `select p.oid::regprocedure::text as offender from pg_proc as p
     where p.pronamespace in (select oid from ours)
       and not exists (select from unnest(p.proconfig) as setting where setting = 'search_path=""')`,

  "no security definer function is executable by PUBLIC":
    `select p.oid::regprocedure::text as offender from pg_proc as p
     where p.prosecdef and p.pronamespace in (
         select oid from pg_namespace
         where nspname in ('public', 'private', 'service', 'realtime', 'cron', 'net', 'vault', 'pgmq'))
       and exists (
         select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as acl
         where acl.grantee = 0 and acl.privilege_type = 'EXECUTE')`,

  "no function of ours is executable by PUBLIC":
    `select p.oid::regprocedure::text as offender from pg_proc as p
     where p.pronamespace in (select oid from ours) and exists (
       select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as acl where acl.grantee = 0)`,

  "the API has no security definer function":
    `select p.oid::regprocedure::text as offender from pg_proc as p
     where p.pronamespace = 'public'::regnamespace and p.prosecdef`,

  // Buckets share one table: there, a policy that begins with its bucket stands beside those of the other buckets.
  "every policy names its roles, and there is one permissive policy for each verb and role":
    `select p.polrelid::regclass || ' ' || p.polname as offender from pg_policy as p
     where p.polrelid in (select oid from pg_class where relnamespace in (select oid from ours))
       and (p.polroles = '{0}' or p.polcmd = '*')
     union all
     select p.polrelid::regclass || ' ' || p.polcmd::text from pg_policy as p, unnest(p.polroles) as r
     where p.polpermissive
     group by p.polrelid, p.polcmd, r, case when p.polrelid = 'storage.objects'::regclass
       then (regexp_match(pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid), $$^\\(*bucket_id = '([a-z-]+)'$$))[1] end
     having count(*) > 1`,

  "policies ask who is calling once for a query, not once for a row":
    `select p.tablename || ' ' || p.policyname as offender from pg_policies as p
     where p.schemaname in ('public', 'realtime')
       and regexp_replace(coalesce(p.qual, '') || coalesce(p.with_check, ''),
         'SELECT (auth\\.uid|private\\.[a-z_]+|realtime\\.topic)\\(', '', 'g')
         ~ '(auth\\.uid|private\\.[a-z_]+|realtime\\.topic)\\('`,

  // Else a stranger's insert meets the key before the foreign key, and is told that somebody else's row is there.
  "a key of what people insert holds its organization, or what they cannot choose":
    `select i.indrelid::regclass || ' ' || i.indexrelid::regclass as offender from pg_index as i
     join pg_class as t on t.oid = i.indrelid and t.relnamespace in (select oid from ours)
     where (i.indisunique or i.indisexclusion) and not exists (
       select from pg_attribute as a
       where a.attrelid = t.oid and a.attnum = any (i.indkey)
         and (a.attname = 'org_id' or not has_column_privilege('authenticated', t.oid, a.attnum, 'insert')))`,

  "views run as whoever asks": `select c.oid::regclass::text as offender from pg_class as c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
       and not coalesce(c.reloptions @> '{security_invoker=on}', false)`,

  "what happens at one moment to a row stands in one function, in order, and not in the names of triggers":
    `select t.tgrelid::regclass || ' ' || e.name || ': ' || string_agg(t.tgname, ', ' order by t.tgname) as offender
     from pg_trigger as t
     join pg_proc as p on p.oid = t.tgfoid and p.pronamespace in (select oid from ours)
     cross join (values (4, 'insert'), (8, 'delete'), (16, 'update'), (32, 'truncate')) as e (bit, name)
     where not t.tgisinternal and t.tgtype & e.bit <> 0
       and p.proname not in (${Object.keys(orderless).map((name) => `'${name}'`).join(", ")})
     -- Row or statement; before, after or instead; at once or at the commit.
     group by t.tgrelid, e.name, t.tgtype & 1, t.tgtype & 66, t.tginitdeferred
     having count(*) > 1`,
  ...valueRules,

  "people have no way into the inner schemas": `select role || ' may use ' || schema as offender
     from unnest(array['anon', 'authenticated']) as role,
       unnest(array['service', 'cron', 'net', 'vault', 'pgmq']) as schema
     where has_schema_privilege(role, schema, 'usage')`,
};

/** Something that breaks every rule, to see that each one notices. */
const offence = `
  grant usage on schema service to authenticated;
  create table public.bad_parent (id int primary key);
  create table public.bad (id int primary key, parent_id int references public.bad_parent, owner_id uuid);
  create policy bad_all on public.bad using (owner_id = auth.uid());
  create policy bad_select on public.bad for select to authenticated using (true);
  create policy bad_select_too on public.bad for select to authenticated using (true);
  create view public.bad_view as select id from public.bad;
  create trigger bad_first before update on public.bad for each row execute function private.note_rule_change();
  create trigger bad_second before update or delete on public.bad for each row execute function private.note_rule_change();
  create unique index bad_key on public.bad (owner_id);
  create function public.bad() returns int language sql security definer as 'select 1';
  grant execute on function public.bad() to public;
  ${valueOffence}
  grant insert on public.bad to authenticated;
`;

/** Functions that run with their owner's rights and that people may call, each with why. */
const approvedDefiners: Readonly<Record<string, string>> = {
  allow_autopay: "writes what the caller allows for a tenancy and a card of theirs; checks both",
  ask_virtual_account:
    "writes a request, which no role may write; checks that the caller pays, or permission or live mandate",
  stop_autopay: "ends what the caller allowed, which no role may write",
  skip_autopay: "moves a plan, which no role may write; checks that it is the caller's",
  remove_saved_authorization: "deletes the token of a card of the caller's",
  tenancies_on_autopay:
    "tells the payee's side whether, where it may see nothing else; checks permission or live mandate",
  listing_page: "shows a published listing only, with who lists it",
  listing_facets:
    "counts published listings only; row-level security would keep it from its indexes",
  listing_tile: "shows published listings only; row-level security would keep it from its indexes",
  search_listings:
    "finds published listings only; row-level security would keep it from its indexes",
  suggest_areas:
    "counts published listings only; row-level security would keep it from its indexes",
  find_agencies:
    "shows agencies to whom may give them a mandate: name, checks, where they list; nobody's contacts",
  understood:
    "reads phrases and names of areas, which everyone may read, by tables for search alone",
  words_without_listings:
    "finds published listings only; row-level security would keep it from its indexes",
  offer_to_applicant: "writes an offer, which no role may write; checks the permission",
  rules_for_unit: "knows where a unit stands; tells only which rules reach it",
  activate_tenancy: "moves tenancy and hold; checks the permission and the parties",
  add_tenancy_party: "writes a party, which no role may write; checks the permission",
  remove_tenancy_party: "deletes a party, which no role may write; checks the permission",
  decline_tenancy: "moves tenancy and hold; checks that the caller is a party",
  offer_renewal: "writes tenancy and parties together; checks the permission",
  rental_history: "reads the caller's own tenancies in every organization",
  rental_history_of: "shows facts by a person's consent, and notes the look",
  request_history: "writes a consent, which no role may write; checks the permission",
  answer_history_request: "writes a consent, which no role may write; checks whose it is",
  grant_history: "writes a consent, which no role may write; checks that they deal",
  revoke_history: "writes a consent, which no role may write; checks whose it is",
  give_notice: "moves a tenancy; checks that the caller is a party or a member who may",
  withdraw_notice: "moves a tenancy; checks that the caller's side gave it",
  my_dealt_listing_ids: "reads the caller's own offers and applications, for policies",
  set_listing_fee:
    "writes a fee for members and agencies with a mandate; locks and checks the listing",
  remove_listing_fee:
    "deletes a fee for members and agencies with a mandate; locks and checks the listing",
  my_mandated_slot_ids: "reads mandates, which the caller's agency holds, for policies",
  read_invitation: "tells who was invited, by whom; asks for the token and the contact",
  accept_invitation: "makes a member or links a tenant's account for who holds the token",
  invite_member: "makes a token, whose hash no role may see; checks the permission",
  invite_tenant: "makes a token, whose hash no role may see; checks the permission",
  revoke_invitation: "moves an invitation; checks the permission",
  accept_tenancy:
    "writes tenancy and hold, which no role may write; checks that the caller is a party",
  block_dates: "writes a hold, which no role may write; checks the permission",
  answer_mandate:
    "moves a mandate, which no role may write; checks that the caller may bind the agency",
  my_trust: "reads of Auth what the caller has confirmed; the caller's alone",
  set_trust_rule: "writes a rule, which no role may write; for staff only",
  set_applicant_level: "writes what is asked of applicants; checks the permission",
  checks_of_people: "says what was checked of people; asked of those whose profile is seen",
  checks_of_organizations: "says what was checked of who is on the market",
  my_signals: "shows what concerns the caller, without evidence of others",
  appeal_signal: "writes an appeal, which no role may write; checks whom it concerns",
  signals_to_review: "lists what waits for a person; for staff only",
  read_signal: "shows a signal for a reason that is kept; for staff only",
  decide_signal: "decides a signal; for staff only",
  signal_figures: "counts signals; for staff only",
  set_signal_rule: "writes a rule, which no role may write; for staff only",
  my_verified_kinds: "reads of Auth what the caller has confirmed; the caller's alone",
  appeal_verification: "moves a case, which no role may write; checks that it is the caller's",
  withdraw_verification: "moves a case, which no role may write; checks that it is the caller's",
  verifications_to_review: "lists what waits for a person; for staff only",
  read_verification_case: "shows a case for a reason that is kept; for staff only",
  decide_verification: "decides a case; for staff only",
  staff_identity_figures: "counts what companies were asked; for staff only",
  approve_payee_account: "moves a payee account; checks the permission and that it is another's",
  decline_payee_account: "moves a payee account; checks the permission",
  retire_payee_account: "moves a payee account; checks the permission",
  approve_payout: "moves a payout; checks the permission and that it is another's",
  decline_payout: "moves a payout; checks the permission",
  fail_payout: "moves a payout; for staff only",
  set_mandate_collecting: "changes a term of a mandate; checks the permission",
  principal_accounts: "shows an owner's account to who pays out for the agency that collects",
  request_remittance: "writes a payout, which no role may write; checks permission, debt and funds",
  request_direct_settlement:
    "writes a direct settlement, which no role may write; checks permission and account",
  approve_direct_settlement:
    "moves a direct settlement; checks the permission and that it is another's",
  decline_direct_settlement: "moves a direct settlement; checks the permission",
  end_direct_settlement: "moves a direct settlement; checks the permission",
  clear_split: "books what staff found of a split that could not be read; for staff only",
  clear_subaccount: "goes on with a subaccount of which nobody knows; for staff only",
  set_platform_fee: "writes a rule, which no role may write; for staff only",
  collect_platform_fees:
    "books in an organization's books, which no role may write; for staff only",
  request_payout: "writes a payout, which no role may write; checks permission, account and funds",
  withdraw_payout: "moves a payout; checks the permission",
  confirm_offline_payment:
    "settles what a payer reported; checks the permission and that it is not their own",
  dispute_payment: "moves an offline payment; checks that the caller pays",
  record_offline_payment: "writes a payment, which no role may write; checks the permission",
  read_disputed_money: "shows what two sides said of money; for staff only",
  reject_offline_payment:
    "moves an offline payment; checks the permission and that it is not their own",
  book_statement_row: "makes and settles a payment; checks the permission",
  dismiss_statement_row: "writes a row of a statement; checks the permission",
  import_statement: "writes rows of a statement; checks the permission",
  match_statement_row: "settles what a row of a statement shows; checks the permission",
  save_statement_account: "writes an account, which no role may write; checks the permission",
  statement_matches: "proposes matches of the caller's own organizations; checks the permission",
  take_back_payment: "reverses a settled payment; checks the permission",
  take_back_deduction: "reverses what was kept of a deposit; checks permission or live mandate",
  take_back_tax_certificate:
    "reverses what a certificate settled; checks permission or live mandate",
  request_refund: "writes a refund, which no role may write; checks the permission",
  approve_refund: "moves a refund; checks the permission and that another person asked",
  call_off_refund: "ends a refund that was not sent; checks the permission",
  record_refund_paid: "books a refund; checks the permission and that another person asked",
  clear_refund: "moves a refund of which nobody knows; for staff only",
  answer_dispute: "answers a dispute; checks the permission, or that the caller is on the staff",
  confirm_listing: "moves a listing; checks the permission",
  create_organization: "makes organization and first owner together",
  add_charge_schedule:
    "writes a schedule, which no role may write; checks permission or live mandate",
  name_buying_organization:
    "passes tenancies between organizations; checks that the caller buys, and acts for the one that takes them",
  confirm_handover_deposit: "books in both organizations of a handover; checks the permission",
  record_deposit_return:
    "writes a return, which no role may write; checks permission or live mandate",
  confirm_deposit_return:
    "books a return; checks that the caller is a tenant, or a second person with the permission",
  dispute_deposit_return: "moves a return; checks that the caller is a tenant",
  dispute_deduction:
    "writes a dispute, which no role may write; checks that the caller is a tenant",
  answer_deduction_dispute:
    "lowers or reverses what was kept of a deposit; checks permission or live mandate",
  reply_to_deduction_answer: "moves a dispute; checks that the caller is a tenant",
  withdraw_deposit_return: "moves a return; checks the permission",
  decide_deposit_return: "moves a return; for staff only",
  demand_application_fee: "posts a charge, which no role may write; checks the permission",
  deduct_from_deposit:
    "settles a charge from a deposit; checks permission or live mandate, and the evidence",
  divide_charge:
    "posts parts of a charge, which no role may write; checks permission or live mandate",
  end_charge_schedule:
    "ends a schedule, which no role may write; checks permission or live mandate",
  keep_charge_schedule: "writes a schedule, which no role may write; checks the permission",
  end_late_fee: "ends a rule, which no role may write; checks permission or live mandate",
  record_tax_certificate: "settles a charge by a certificate; checks permission or live mandate",
  replace_charge_schedule:
    "writes a schedule, which no role may write; checks permission or live mandate",
  reverse_charge: "takes a charge back, which no role may write; checks permission or live mandate",
  announce: "writes an announcement, which no role may write; checks the permission",
  set_letterhead: "writes a letterhead, which no role may write; checks the permission",
  save_letter_template: "writes a template, which no role may write; checks the permission",
  retire_letter_template: "puts a template away; checks the permission",
  save_letter_draft: "writes a draft, which no role may write; checks the permission",
  preview_letters: "puts letters together; checks the permission",
  preview_property_import: "does an import and takes it back; checks the permission",
  send_letters: "writes letters, which no role may write; checks the permission",
  withdraw_letter: "marks a letter; checks the permission",
  read_letter: "notes what the caller has read; checks that it is to them",
  preview_statutory_notice: "computes a notice; checks permission or written authority",
  issue_statutory_notice:
    "writes a notice, which no role may write; checks permission or written authority",
  record_notice_check: "writes a check, which no role may write; checks the permission",
  withdraw_statutory_notice: "marks a notice; checks permission or written authority",
  read_statutory_notice: "notes what the caller has read; checks that it is to them",
  record_notice_service:
    "writes a record of service, which no role may write; checks permission or written authority",
  correct_notice_service: "marks a record of service; checks permission or written authority",
  withdraw_announcement: "marks an announcement; checks the permission",
  read_announcement: "notes what the caller has read; checks that it is for them",
  my_announcement_ids: "read by policies; tells about the caller only",
  set_reminder_rule: "writes a rule, which no role may write; checks the permission",
  remind_now: "tells tenants what they owe; checks permission or live mandate",
  preview_reminders: "counts whom reminders reach; checks the permission",
  preview_announcement: "counts whom an announcement would reach; checks the permission",
  reminder_rule: "shows a rule beside the usual one; checks the permission",
  list_sent_messages:
    "shows what went to tenants without addresses and texts; checks the permission",
  my_verification_appeals: "tells about the caller only",
  set_late_fee: "writes a rule, which no role may write; checks permission or live mandate",
  set_withholding: "changes schedules, which no role may write; checks permission or live mandate",
  take_listing_fees: "writes schedules, which no role may write; checks the permission",
  demand_charge: "posts a charge, which no role may write; checks permission or live mandate",
  end_tenancy: "moves tenancy and hold; checks the permission",
  import_properties: "writes many properties and units and the record of it; checks the permission",
  invite_as_tenant: "links an account that opened a conversation; checks the permission",
  limit_person: "takes one of the caller's own tokens, from a table that no role may see",
  is_unit_free: "lets search ask whether days are free; tells yes or no only",
  is_suspended: "read by policies and triggers; tells about the caller only",
  is_staff: "read by policies; tells about the caller only",
  is_on_staff: "tells about the caller only",
  is_assured: "tells about the caller's token only",
  act_heads_for_staff: "shows where the record of acts ends; for staff only",
  check_acts_for_staff: "checks the record of acts; for staff only",
  list_acts_for_staff: "shows the record of acts; for staff only",
  look_up_person: "shows a person for a reason that is kept; for staff only",
  is_surely_present: "tells about the caller only",
  my_export_paths: "read by a policy; tells about the caller only",
  request_data_export: "orders the caller's own export; no role may write it",
  my_data_exports: "shows the caller's own exports",
  erasure_preview: "counts the caller's own rows, wherever they are",
  request_erasure: "notes what the caller asks of their own account; no role may write it",
  revoke_erasure: "moves the caller's own request; no role may write it",
  my_erasure: "shows the caller's own request",
  decide_erasure: "decides over a request; for staff only",
  list_erasures: "shows requests and what came of them; for staff only",
  my_looks: "shows when staff looked the caller up",
  moderation_queue_for_staff: "shows what waits for moderators; for staff only",
  report: "keeps a report of what the policies show to the caller",
  decide_report: "decides reports; for staff only",
  appeal: "keeps an appeal; checks the permission, or that the caller is on the staff",
  decide_appeal: "decides an appeal; for staff only",
  listings_to_review: "shows what waits for review; for staff only",
  listing_under_review: "shows a listing as visitors would see it; for staff only",
  may_bring_guests:
    "read by a view that policies ask: whether whoever invited a guest still takes part; no API serves it",
  may_use_topic: "read by policies of realtime.messages; tells about the caller only",
  move_my_listing: "moves a listing; checks the permission",
  my_contacts: "read by policies; tells about the caller only",
  my_contact_ids: "read by policies; tells about the caller only",
  my_represented_conversations: "read by policies; tells about the caller only",
  invite_to_conversation:
    "writes an invitation, which no role may write; checks that the caller takes part",
  answer_conversation_invitation: "lets the caller in; checks that the invited contact is theirs",
  remove_conversation_guest: "ends a guest's part; checks on whose side the caller stands",
  my_conversation_invitations: "tells of invitations to the caller's own confirmed contacts",
  conversation_participants: "names who takes part; checks that the caller does",
  send_message: "says something; checks that the caller takes part",
  edit_message: "edits what the caller said themselves, and keeps what stood there",
  delete_message: "deletes what the caller said themselves, and keeps what stood there",
  message_history: "shows edits; checks that the caller takes part",
  read_conversation: "notes what the caller has read; checks that they take part",
  my_conversations: "lists the caller's own; policies would ask of each what the query asks once",
  my_unread: "counts the caller's own",
  search_messages:
    "finds in the caller's own only; row-level security would keep it from its index",
  block_person: "writes the caller's own; checks that they talk with the person",
  unblock_person: "deletes the caller's own, or the organization's; checks the permission",
  report_message: "keeps a message for moderators; checks that the caller takes part",
  reports_to_review: "shows what waits for review; for staff only",
  decide_message_report: "decides a report; for staff only",
  history_audience: "names whom the caller may show their history; tells about the caller only",
  my_history_consents: "lists the caller's own consents, with the names of who asked",
  my_offered_hold_ids: "read by policies; tells about the caller only",
  notice_terms: "reckons the legal days of a tenancy; checks that the caller is in it",
  set_my_preferences: "keeps what the caller chose, which no role may write",
  tenants_by_name: "names who lives in a tenancy; checks that the caller is in it",
  my_home_property_ids: "read by policies; tells about the caller only",
  my_mandate_party_ids: "read by policies; tells about the caller only",
  my_mandated_payment_ids: "read by policies; tells about the caller only",
  my_mandated_tenant_ids: "read by policies; tells about the caller only",
  my_mandated_property_ids: "read by policies; tells about the caller only",
  my_mandated_tenancy_ids: "read by policies; tells about the caller only",
  my_mandated_unit_ids: "read by policies; tells about the caller only",
  deposit_as_seen: "sums for who may know of the deposit; checks that itself",
  my_org_ids: "read by policies; tells about the caller only",
  my_deal_ids: "read by policies; tells about the caller only",
  my_tenancy_ids: "read by policies; tells about the caller only",
  my_tenant_org_ids: "read by policies; tells about the caller only",
  offer_mandate: "writes a mandate; checks the permission",
  offer_tenancy: "writes hold, tenancy and parties together; checks the permission",
  open_conversation: "makes a conversation on what the caller may see",
  describe_media: "writes what a photo shows, after its listing is locked; checks the permission",
  order_media: "moves photos, whose places no role may write; checks the permission",
  remove_media: "removes a photo and closes the gap; checks the permission",
  rules_for_listing: "knows where a listing's property stands; tells only which rules reach it",
  acknowledge_payment: "settles what was recorded; checks that the caller pays",
  add_title_document: "writes a title document, which no role may write; checks the permission",
  correct_title_document: "writes a title document, which no role may write; checks the permission",
  offer_viewing: "writes a slot, which no role may write; checks the permission or a live mandate",
  set_my_preference: "keeps what the caller chose, which no role may write",
  set_message_hours: "keeps the caller's hours, which no role may write",
  list_undelivered_for_staff: "shows what failed without addresses and texts; for staff only",
  work_health_for_staff: "says how the work goes; for staff only",
  redrive_for_staff: "sends what failed again; for staff only",
  preview_for_staff: "shows a message as it would be sent; for staff only",
  read_notifications: "marks the caller's own notifications, which no role may write",
  list_events_for_staff: "shows payment events without their bodies; for staff only",
  replay_event_for_staff: "queues an event again; for staff only",
  redrive_events_for_staff: "queues dead letters again; for staff only",
  resolve_payment_exception: "notes a resolution, which no role may write; for staff only",
  book_viewing: "seats the caller, whom no role may seat; checks that the listing is published",
  move_viewing: "moves a viewing; checks that it is the caller's or the permission",
  seats_left: "counts the seats of a published listing, not who sits there",
  viewing_place: "tells the exact place to who has booked a viewing",
  review_listing: "moves a listing; for staff only",
  suspend_person: "bans an account; for staff only",
  restore_person: "lifts a ban; for staff only",
  delete_person: "takes a person out of what must be kept; for staff only",
  suspend_organization: "takes listings off the market; for staff only",
  restore_organization: "lifts a suspension; for staff only",
  save_search: "checks every field of a saved search before it writes the caller's own",
  set_listing_review: "sets what members may not; for staff only",
  taken_days: "shows which days of a published listing are taken, not by whom or why",
  unblock_dates: "moves a hold; checks the permission",
  revoke_mandate: "moves a mandate; checks the permission",
  review_title_document: "moves a title document; checks that the caller is on the staff",
  add_application_document:
    "writes what no role may write; checks that the application is the caller's",
  answer_guarantee: "keeps an answer for who holds the token and has the guarantor's number",
  ask_for_proof: "moves an offline payment; checks the permission and that it is not their own",
  name_guarantor:
    "writes what no role may write; checks that the application is the caller's and was sent",
  ask_guarantor: "makes a token, whose hash no role may see; checks that the applicant asks",
  ask_review: "moves an application; checks that it is the caller's",
  close_enquiry: "moves an enquiry; checks that the caller is on either side",
  decline_application: "moves an application; checks the permission",
  enquire:
    "writes enquiry, conversation and message together; checks that the listing is published",
  my_application_ids: "read by policies; tells about the caller only",
  my_editable_application_ids: "read by policies; tells about the caller only",
  my_mandated_listing_ids: "read by policies; tells about the caller only",
  my_mandated_application_ids: "read by policies; tells about the caller only",
  my_received_application_ids: "read by policies; tells about the caller only",
  read_guarantee: "shows the terms to who holds the token and has the guarantor's number",
  save_application: "writes a draft, which no role may write; checks that it is the caller's",
  shortlist_application: "moves an application; checks the permission",
  start_application: "writes a draft of the caller's; checks that the listing is published",
  submit_application: "moves an application; checks that it is the caller's",
  withdraw_application: "moves an application; checks that it is the caller's",
  begin_move_out: "writes an inspection, which no role may write; checks the permission",
  cancel_inspection: "moves an inspection; checks the permission",
  dispute_inspection:
    "moves an inspection; checks that the caller is a tenant of it or the permission",
  my_inspection_ids: "read by policies; tells about the caller only",
  my_photographed_inspection_ids: "read by policies; tells about the caller only",
  offer_inspection: "moves an inspection and keeps its text; checks the permission",
  save_inspection: "writes all items of an inspection together; checks the permission",
  schedule_inspection: "writes an inspection, which no role may write; checks the permission",
  sign_inspection:
    "moves an inspection; checks that the caller is a tenant of it or the permission",
  accept_offer: "claims the unit, which no role may; checks on whose side the caller stands",
  answer_sale_price: "changes a sale and its demands; only for who made the accepted offer",
  propose_sale_price: "notes what the seller proposes and tells the buyer; checks the permission",
  add_sale_party: "names a party, which no role may write; checks the permission",
  close_sale: "moves sale, offer, hold and listings together; checks the permission",
  counter_offer: "adds a round, which no role may write; checks on whose side the caller stands",
  end_offer: "moves an offer; checks on whose side the caller stands",
  fail_sale: "moves sale, offer, hold and listing together; checks the permission",
  let_from_offer: "writes tenant, hold and tenancy together; checks the permission",
  make_offer:
    "makes an offer of the caller's, which no role may write; checks that the listing is published",
  my_offer_ids: "read by policies; tells about the caller only",
  my_sale_ids: "read by policies; tells about the caller only",
  release_offer: "moves offer, hold and listing; checks on whose side the caller stands",
  remove_sale_party: "removes a party, which no role may; checks the permission",
  sign_sale: "moves a sale; checks the permission",
  disputed_paper_ids: "read by policies; tells staff who decide about money, and nobody else",
  my_document_ids: "read by policies; tells about the caller only",
  retire_document: "puts a document away; checks the permission or that the caller added it",
  share_document: "grants, which no role may write; checks the permission",
  unshare_document: "takes a grant back; checks the permission",
  void_receipt: "writes a void, which no role may write; checks the permission",
  verify_receipt: "for anyone who was given a receipt's token; shows no names",
};

Deno.test("the schema keeps its own rules", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const offendersOf = async (on: Queryable, query: string) =>
      (await on.query<{ offender: string }>(
        `with ours as (select oid from pg_namespace where nspname in ('public', 'private', 'service'))
         select offender from (${query}) as broken where $1 order by 1`,
        [true],
      )).map((row) => row.offender);
    for (const [rule, query] of Object.entries(rules)) {
      await t.step(rule, async () => assertEquals(await offendersOf(database, query), []));
    }
    await t.step("each rule notices an offence", async () => {
      const undo = new Error("undo");
      const blind: string[] = [];
      await database.transaction(async (tx) => {
        await tx.exec(offence);
        for (const [rule, query] of Object.entries(rules)) {
          const found = await offendersOf(tx, query);
          if (found.length === 0) blind.push(rule);
          for (const one of valueOffenders[rule] ?? []) if (!found.includes(one)) blind.push(one);
        }
        throw undo;
      }).catch((error) => {
        if (error !== undo) throw error;
      });
      assertEquals(blind, []);
    });
    await t.step("what leaves an organization leaves it through one function", async () => {
      for (const [statement, writer] of Object.entries(soleWriters)) {
        const writers = await database.query<{ name: string }>(
          `select p.pronamespace::regnamespace || '.' || p.proname as name from pg_proc as p
           where p.pronamespace in (select oid from pg_namespace where nspname in ('public', 'private', 'service'))
             and p.prosrc ~* ('\\m' || replace($1, ' ', '\\s+') || '\\M') order by 1`,
          [statement],
        );
        assertEquals(writers.map((row) => row.name), [writer].flat(), statement);
      }
      const granted = await database.query<{ who: string }>(
        `select role as who from unnest(array['anon', 'authenticated', 'service_role']) as role
         where has_any_column_privilege(role, 'public.notifications', $1)`,
        ["insert"],
      );
      assertEquals(granted, []);
    });
    await t.step("definer functions that people may call are the approved ones", async () => {
      const callable = await database.query<{ name: string }>(
        `select distinct p.proname::text as name from pg_proc as p
         join pg_namespace as n on n.oid = p.pronamespace
         where p.prosecdef and n.nspname in ('public', 'private', 'service', 'realtime') and $1
           and (has_function_privilege('anon', p.oid, 'execute')
             or has_function_privilege('authenticated', p.oid, 'execute'))
         order by 1`,
        [true],
      );
      assertEquals(callable.map((row) => row.name), Object.keys(approvedDefiners).sort());
    });
  } finally {
    await close();
  }
});
