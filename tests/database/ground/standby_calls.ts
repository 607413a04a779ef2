/** How to call every public function that only reads. One that is not here fails the test. */
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { World } from "../world.ts";

/** Arguments by name, as SQL; `listing`: one that is on the market. */
export type Arguments = (world: World & { listing: string; viewing: string }) => string;

const nearYaba =
  `'{"near": {"longitude": 3.379, "latitude": 6.512}, "radius_m": 5000, "words": "two bed"}'`;

/** By name of the function. */
export const calls: Readonly<Record<string, readonly Arguments[]>> = {
  ageing: [({ org }) => `org_id => '${org}'`],
  account_balances: [
    ({ org }) => `org_id => '${org}'`,
    ({ org }) => `org_id => '${org}', closing_on => '${nigerianDate()}'`,
  ],
  account_statement: [
    ({ org }) =>
      `account_id => (select id from public.ledger_accounts where org_id = '${org}' limit 1),
       from_on => '${nigerianDate(-30)}', until_on => '${nigerianDate()}'`,
  ],
  availability: [
    ({ listing }) =>
      `listing_id => '${listing}', from_on => '${nigerianDate()}', until_on => '${
        nigerianDate(30)
      }'`,
  ],
  deposit_statement: [({ tenancy }) => `tenancy_id => '${tenancy}'`],
  deposit_of: [({ tenancy }) => `tenancy_id => '${tenancy}'`],
  collections: [
    ({ org }) =>
      `org_id => '${org}', from_on => '${nigerianDate(-30)}', to_on => '${nigerianDate()}'`,
  ],
  find_listings: [
    () => "",
    () => `criteria => '{"words": "2 bedroom flat yaba under 2m"}'`,
    () => `criteria => '{"words": "castle in atlantis"}'`,
  ],
  list_provider_events: [() => ""],
  listing_costs: [({ listing }) => `listing_id => '${listing}'`],
  listing_facets: [() => "", () => `criteria => ${nearYaba}`],
  listing_page: [({ listing }) => `listing_id => '${listing}'`],
  listing_tile: [
    () => "zoom => 5, x => 16, y => 15",
    () => `zoom => 12, x => 2086, y => 1973, criteria => '{"min_bedrooms": 1}'`,
  ],
  history_audience: [() => ""],
  my_history_consents: [() => ""],
  received_history_consents: [
    ({ org }) => `org_id => '${org}'`,
    ({ org }) => `org_id => '${org}', person_id => (select id from profiles limit 1)`,
  ],
  notice_terms: [({ tenancy }) => `tenancy_id => '${tenancy}'`],
  tenancy_people: [({ tenancy }) => `tenancy_id => '${tenancy}'`],
  letter_fields: [() => ""],
  list_sent_messages: [({ org }) => `org_id => '${org}'`],
  list_undelivered: [() => ""],
  list_work_health: [() => ""],
  listings_to_review: [() => ""],
  listing_under_review: [({ listing }) => `listing_id => '${listing}'`],
  preview_announcement: [({ org }) => `org_id => '${org}', titles => '{"en": "Water is off"}'`],
  reminder_rule: [({ org }) => `org_id => '${org}'`],
  preview_reminders: [
    ({ org }) => `org_id => '${org}'`,
    ({ org }) => `org_id => '${org}', days => '{-14,0}', until_on => '${nigerianDate(60)}'`,
  ],
  preview_message: [() => "kind => 'general', channel => 'sms'"],
  principal_accounts: [
    ({ org }) => `mandate_id => (select id from mandates where org_id = '${org}' limit 1)`,
  ],
  principal_balances: [({ org }) => `org_id => '${org}'`],
  principal_statement: [
    ({ org }) =>
      `mandate_id => (select id from mandates where org_id = '${org}' limit 1),
       from_on => '${nigerianDate(-30)}', until_on => '${nigerianDate()}'`,
  ],
  platform_fee_quote: [
    ({ org }) => `org_id => '${org}', amount_kobo => 1000`,
    ({ org }) => `org_id => '${org}', amount_kobo => 1000, begun_on => '${nigerianDate(30)}'`,
  ],
  platform_fees: [
    ({ org }) =>
      `org_id => '${org}', from_on => '${nigerianDate(-30)}', to_on => '${nigerianDate()}'`,
  ],
  payout_funds: [({ org }) => `org_id => '${org}'`],
  my_hats: [() => ""],
  org_today: [({ org }) => `org_id => '${org}'`],
  owner_statement: [
    ({ org }) =>
      `org_id => '${org}', from_on => '${nigerianDate(-30)}', to_on => '${nigerianDate()}'`,
  ],
  rent_relief_statement: [() => `year => ${nigerianDate().slice(0, 4)}`],
  rent_roll: [({ org }) => `org_id => '${org}'`],
  rental_history: [() => ""],
  search_listings: [
    () => "",
    () => `criteria => ${nearYaba}`,
    () => `criteria => '{"viewport": [3, 6, 4, 7]}', sort_by => 'price'`,
    () => `criteria => '{"area": "Yaba"}', sort_by => 'price_desc', max_results => 5`,
    () =>
      `criteria => '{"polygon": {"type": "Polygon", "coordinates": [[[3,6],[4,6],[4,7],[3,6]]]}}'`,
    () =>
      `criteria => '{"purpose": "shortlet", "free_from": "2027-01-01", "free_until": "2027-01-05"}'`,
  ],
  my_conversation_invitations: [() => ""],
  my_conversations: [() => "", () => "unread_only => true"],
  my_unread: [() => ""],
  conversation_participants: [({ conversation }) => `conversation_id => '${conversation}'`],
  message_history: [
    ({ conversation }) =>
      `message_id => (select id from messages where conversation_id = '${conversation}' limit 1)`,
  ],
  search_messages: [
    () => `words => 'hello'`,
    ({ conversation }) => `words => 'hello', in_conversation => '${conversation}'`,
  ],
  reports_to_review: [() => ""],
  my_trust: [() => ""],
  my_signals: [() => ""],
  signals_to_review: [() => ""],
  signal_figures: [() => ""],
  badges_of_people: [() => "people => array(select id from profiles)"],
  badges_of_organizations: [({ org }) => `organizations => '{${org}}'`],
  my_verifications: [() => ""],
  my_verification_appeals: [() => ""],
  verifications_to_review: [() => ""],
  identity_provider_figures: [() => ""],
  moderation_queue: [() => ""],
  list_acts: [() => "", ({ org }) => `of_org => '${org}'`],
  check_acts: [() => "", () => `copies => '{}'`],
  act_heads: [() => ""],
  my_looks: [() => ""],
  my_data_exports: [() => ""],
  my_erasure: [() => ""],
  list_erasures: [() => ""],
  statement_matches: [
    ({ org }) => `(select id from statement_accounts where org_id = '${org}' limit 1)`,
  ],
  service_charge_account: [
    ({ org }) =>
      `org_id => '${org}', from_on => '${nigerianDate(-30)}', to_on => '${nigerianDate()}'`,
  ],
  suggest_areas: [() => "", () => "typed => 'yab'"],
  tenancies_on_autopay: [({ org }) => `org_id => '${org}'`],
  tenancy_marks: [({ tenancy }) => `tenancy_id => '${tenancy}'`],
  verify_receipt: [() => `'no such receipt'`],
  viewing_place: [({ viewing }) => `viewing_id => '${viewing}'`],
  viewing_times: [({ listing }) => `listing_id => '${listing}'`],
};
