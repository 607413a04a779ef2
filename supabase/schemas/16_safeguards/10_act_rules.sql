-- What a privileged act asks for: whose permission, and how surely the person signed in. One table says it, and staff
-- change it in Studio; everything asks by the functions here.

create table private.act_rules (
  act text primary key check (act ~ '^[a-z_]{3,63}$'),
  level text not null check (level in ('aal1', 'aal2')),
  permission private.staff_permission,
  description text not null check (private.is_line(description) and length(description) between 3 and 200)
);
comment on table private.act_rules is
  'What each privileged act asks for: data, changed in Studio; each change is an act itself. An act without a row asks for a second factor. No policies: functions only.';
comment on column private.act_rules.act is 'The act, as its function is called; staff is all that staff see and do.';
comment on column private.act_rules.level is 'aal1: signed in; aal2: signed in with a second factor as well.';
comment on column private.act_rules.permission is 'What the role of staff needs; null for what members of organizations do, which asks for permissions of theirs.';
comment on column private.act_rules.description is 'What it is.';
alter table private.act_rules enable row level security;

insert into private.act_rules (act, level, permission, description) values
  -- Members of organizations: where money goes.
  ('approve_payout', 'aal2', null, 'Sends money of an organization to its bank'),
  ('approve_direct_settlement', 'aal2', null, 'Has what tenants pay online go straight to a bank account'),
  ('add_payee_account', 'aal2', null, 'Names a bank account that money may go to'),
  ('approve_payee_account', 'aal2', null, 'Lets money go to a bank account'),
  ('retire_payee_account', 'aal2', null, 'Takes a bank account out of use'),
  -- Staff.
  ('staff', 'aal2', null, 'All that staff see and do'),
  ('suspend_person', 'aal2', 'moderation', 'Bans an account'),
  ('restore_person', 'aal2', 'moderation', 'Lifts a ban'),
  ('delete_person', 'aal2', 'people.delete', 'Deletes an account'),
  ('decide_erasure', 'aal2', 'people.delete', 'Decides whether a request to be forgotten goes on or is held'),
  ('suspend_organization', 'aal2', 'moderation', 'Takes what an organization offers off the market'),
  ('restore_organization', 'aal2', 'moderation', 'Lifts the suspension of an organization'),
  ('review_listing', 'aal2', 'moderation', 'Approves, returns, suspends or restores a listing'),
  ('set_listing_review', 'aal2', 'moderation', 'Says whether listings of an organization wait for review'),
  ('decide_message_report', 'aal2', 'moderation', 'Decides the reports of a message'),
  ('decide_report', 'aal2', 'moderation', 'Decides the reports of a listing or a person'),
  ('decide_appeal', 'aal2', 'moderation', 'Decides an appeal'),
  ('decide_signal', 'aal2', 'moderation', 'Reads and decides signals'),
  ('read_signal', 'aal2', 'moderation', 'Opens a signal: whom it is about, and the evidence'),
  ('read_disputed_money', 'aal2', 'money', 'Opens disputed money: whose it is, and what both sides said'),
  ('set_trust_rule', 'aal2', 'moderation', 'Says what acts need to be verified, and weighs signals'),
  ('review_title_document', 'aal2', 'verification', 'Says what a title is worth'),
  ('decide_verification', 'aal2', 'verification', 'Says who somebody is'),
  ('read_verification_case', 'aal2', 'verification', 'Opens a verification: whose it is, and what the registers say'),
  ('redrive_deliveries', 'aal2', 'messages', 'Sends messages again'),
  ('set_platform_fee', 'aal2', 'money', 'Says what the platform takes'),
  ('collect_platform_fees', 'aal2', 'money', 'Books what the platform collected'),
  ('resolve_payment_exception', 'aal2', 'money', 'Closes a payment exception'),
  ('replay_provider_event', 'aal2', 'money', 'Has an event worked off again'),
  ('redrive_provider_events', 'aal2', 'money', 'Has dead letters worked off again'),
  ('decide_disputed_payment', 'aal2', 'money', 'Decides between two sides of an offline payment'),
  ('take_back_payment', 'aal2', 'money', 'Takes back a payment outside the platform that was confirmed wrongly'),
  ('void_receipt', 'aal2', 'money', 'Voids a receipt of an organization'),
  ('decide_deposit_return', 'aal2', 'money', 'Decides on a disputed return of a deposit'),
  ('answer_dispute', 'aal2', 'money', 'Answers a dispute of a payer''s bank'),
  ('clear_refund', 'aal2', 'money', 'Says what came of a refund'),
  ('clear_split', 'aal2', 'money', 'Says what went straight to a bank'),
  ('clear_subaccount', 'aal2', 'money', 'Says which subaccount is an organization''s'),
  ('fail_payout', 'aal2', 'money', 'Says that a payout did not happen'),
  ('look_up_person', 'aal2', 'people.read', 'Sees who a person is and how to reach them'),
  ('read_acts', 'aal2', 'audit', 'Reads the record of privileged acts'),
  ('change_rules', 'aal2', null, 'Changes who is on the staff, or what roles and acts ask for, in Studio');
create trigger record_audit after insert or update or delete on private.act_rules
  for each row execute function private.record_audit('act');

create function private.assurance()
returns text
language sql
stable
set search_path = ''
as $$
  select coalesce(nullif((select auth.jwt()) ->> 'aal', ''), 'none')
$$;
comment on function private.assurance() is
  'How surely the caller signed in, as their token says: aal1, aal2 (with a second factor), or none where it says nothing.';

create function private.level_of(act text)
returns text
language sql
stable
set search_path = ''
as $$
  select coalesce((select rule.level from private.act_rules as rule where rule.act = level_of.act), 'aal2')
$$;
comment on function private.level_of(text) is 'What an act asks for; aal2 where nothing is said.';

create function private.meets_level(level text, assurance text)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select case level when 'aal1' then true else coalesce(assurance in ('aal2', 'aal3'), false) end
$$;
comment on function private.meets_level(text, text) is 'Whether a token''s claim is enough; one that says nothing is not.';

create function private.is_assured(act text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select private.is_studio() or private.meets_level(private.level_of(act), private.assurance())
$$;
comment on function private.is_assured(text) is
  'Whether the caller signed in as surely as an act asks. SQL in Studio has no token: whoever may run it may do everything anyway.';
grant execute on function private.is_assured(text) to authenticated;

create function private.refuse_unassured(act text, assurance text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('auth.insufficient_assurance',
    'Cannot do this without a second factor: set up an authenticator app if you have none, sign in with its code, and repeat it', 403,
    jsonb_build_object('act', act, 'needs', private.level_of(act), 'has', coalesce(assurance, 'none')));
end
$$;
comment on function private.refuse_unassured(text, text) is
  'Refuses (403 auth.insufficient_assurance) and says what to do; details: the act, what it needs and what the token has.';

create function private.require_assurance(act text)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if private.is_assured(act) is not true then
    perform private.refuse_unassured(act, private.assurance());
  end if;
end
$$;
comment on function private.require_assurance(text) is
  'The one place where an act asks for a second factor. Error: auth.insufficient_assurance 403.';

create function service.require_assurance(act text, assurance text)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if private.meets_level(private.level_of(act), assurance) is not true then
    perform private.refuse_unassured(act, assurance);
  end if;
end
$$;
comment on function service.require_assurance(text, text) is
  'As private.require_assurance(), for an edge function that does something for a person whose token it has read. assurance: the claim aal of that token. Error: auth.insufficient_assurance 403.';
grant execute on function service.require_assurance(text, text) to service_role;

create function private.refuse_party(code text, person uuid, orgs uuid[], field text)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  caller constant uuid := (select auth.uid());
begin
  -- SQL in Studio is nobody's.
  if caller is not null and (caller is not distinct from person or exists (
    select from public.memberships as member where member.user_id = caller and member.org_id = any (orgs))) then
    perform private.raise_problem(code, 'You cannot decide this: it concerns you or an organization of yours, so a colleague does', 403,
      jsonb_build_object('field', field));
  end if;
end
$$;
comment on function private.refuse_party(text, uuid, uuid[], text) is
  'Refuses (403, the code given) whoever of the staff is the person, or a member of one of the organizations, that a decision is about.';

create function private.require_staff(act text)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  needs private.staff_permission := (select rule.permission from private.act_rules as rule where rule.act = require_staff.act);
begin
  if private.is_studio() then
    return;
  end if;
  -- An act that says nothing of staff is not theirs.
  if needs is null or not private.is_on_staff(needs) then
    perform private.raise_problem('auth.forbidden',
      case when private.is_on_staff() then 'You may not do this: your role on the staff may not'
        else 'You may not do this: only the platform''s staff may' end, 403,
      case when private.is_on_staff() then jsonb_build_object('needs', needs) end);
  end if;
  perform private.require_assurance(act);
end
$$;
comment on function private.require_staff(text) is
  'Refuses whoever is not on the staff with the role that an act asks for (403 auth.forbidden), or signed in without what it asks for (403 auth.insufficient_assurance).';
