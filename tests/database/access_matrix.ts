/**
 * Who may do what with every table: r read, i insert, u update, d delete, - not. The subject is a row of the
 * landlord and tenant of the test world. A table that is not here fails the test.
 */

/** Columns of the matrix, in the order of the words below. */
export const roles = [
  "visitor",
  "tenant",
  "otherTenant",
  "stranger",
  "owner",
  "otherOwner",
  "manager",
  "accountant",
  "agent",
  "staff",
  "service",
] as const;

/** Reached by functions that run as their owner, never by a role of the API. */
const nobody = "---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ----";

/** A row of words for each table. */
// deno-fmt-ignore -- a table is read in columns
export const matrix: Readonly<Record<string, string>> = {
  //                                 visitor tenant other stranger owner otherOw manag accou agent staff service
  "public.profiles":                 "---- r-u- ---- ---- r--- ---- r--- r--- r--- ---- riud",
  "public.staff_members":            "---- ---- ---- ---- ---- ---- ---- ---- ---- r--- riud",
  "public.organizations":            "---- r--- r--- ---- r-u- ---- r--- r--- r--- ---- riud",
  "public.invitations":              "---- ---- ---- ---- r--- ---- r--- r--- r--- ---- riud",
  "public.memberships":              "---- ---- ---- ---- r-ud ---- r--- r--- r--- ---- riud",
  "public.mandates":                 "---- ---- ---- ---- r--- ---- r--- r--- r--- ---- riud",
  "public.state_changes":            "---- ---- ---- ---- r--- ---- r--- r--- r--- ---- r---",
  "public.properties":               "---- r--- r--- ---- riud ---- riud r--- r--- ---- riud",
  "public.units":                    "---- r--- ---- ---- riud ---- riud r--- r--- ---- riud",
  "public.nigerian_states":          "r--- r--- r--- r--- r--- r--- r--- r--- r--- r--- r---",
  "public.title_documents":          "---- ---- ---- ---- riud ---- riud r--- r--- r--- riud",
  "public.property_imports":         "---- ---- ---- ---- r--- ---- r--- r--- r--- ---- r---",
  "public.listings":                 "r--- r--- r--- r--- riu- r--- riu- r--- riu- r--- riud",
  "public.listing_media":            "r--- r--- r--- r--- r-u- r--- r-u- r--- r-u- r--- riud",
  "public.listing_fees":             "r--- r--- r--- r--- riud r--- riud r--- riud r--- riud",
  "public.listing_prices":           "r--- r--- r--- r--- r--- r--- r--- r--- r--- r--- r---",
  "public.legal_rules":              "r--- r--- r--- r--- r--- r--- r--- r--- r--- r--- riud",
  "public.legal_areas":              "r--- r--- r--- r--- r--- r--- r--- r--- r--- r--- riud",
  "public.viewing_slots":            "r--- r--- r--- r--- ri-d r--- ri-d r--- ri-d r--- riud",
  "public.viewings":                 "---- r--- ---- ---- r--- ---- r--- ---- r--- ---- riud",
  "public.unit_holds":               "---- ---- ---- ---- r--- ---- r--- r--- r--- ---- riud",
  "public.tenants":                  "---- r--- ---- ---- riu- ---- riu- r--- r--- ---- riud",
  "public.areas":                     "r--- r--- r--- r--- r--- r--- r--- r--- r--- r--- riud",
  "public.tenancies":                "---- r--- ---- ---- r--- ---- r--- r--- r--- ---- riud",
  "public.tenancy_parties":          "---- r--- ---- ---- r--- ---- r--- r--- r--- ---- riud",
  "public.ledger_accounts":          "---- ---- ---- ---- r--- ---- r--- r--- ---- ---- r---",
  "public.ledger_entries":           "---- ---- ---- ---- r--- ---- r--- r--- ---- ---- r---",
  "public.ledger_lines":             "---- ---- ---- ---- r--- ---- r--- r--- ---- ---- r---",
  "public.charge_schedules":         "---- r--- ---- ---- r--- ---- r--- r--- ---- ---- ri--",
  "public.charges":                  "---- r--- ---- ---- r--- ---- r--- r--- ---- ---- ri--",
  "public.payments":                 "---- r--- ---- ---- r--- ---- r--- r--- ---- ---- r---",
  "public.payment_items":            "---- r--- ---- ---- r--- ---- r--- r--- ---- ---- r---",
  "public.payment_allocations":      "---- r--- ---- ---- r--- ---- r--- r--- ---- ---- r---",
  "public.receipts":                 "---- r--- ---- ---- r--- ---- r--- r--- ---- ---- r---",
  "public.payment_exceptions":       "---- ---- ---- ---- ---- ---- ---- ---- ---- r-u- riu-",
  "public.notifications":            "---- r-u- ---- ---- ---- ---- ---- ---- ---- ---- ri--",
  "public.conversations":            "---- r--- ---- ---- r--- ---- r--- ---- r--- ---- r---",
  "public.messages":                 "---- ri-- ---- ---- ri-- ---- ri-- ---- ri-- ---- r---",
  "public.favourites":               "---- riud -i-- -i-- -i-- -i-- -i-- -i-- -i-- -i-- riud",
  "public.saved_searches":           "---- r-ud ---- ---- ---- ---- ---- ---- ---- ---- riud",
  "public.search_alerts":            "---- r--- ---- ---- ---- ---- ---- ---- ---- ---- riud",
  "public.offers":                   "---- r--- ---- ---- r--- ---- r--- ---- r--- ---- riud",
  "public.offer_rounds":             "---- r--- ---- ---- r--- ---- r--- ---- r--- ---- r---",
  "public.sales":                    "---- r--- ---- ---- r--- ---- r--- ---- r--- ---- riud",
  "public.sale_parties":             "---- r--- ---- ---- r--- ---- r--- ---- r--- ---- riud",
  "private.listings_to_match":       nobody,
  "private.audit_log":               nobody,
  "private.role_permissions":        nobody,
  "private.state_transitions":       nobody,
  "private.abandoned_files":         nobody,
  "private.receipt_counters":        nobody,
  "private.provider_events":         nobody,
  "private.idempotency_keys":        nobody,
  "private.rate_limits":             nobody,
  "private.circuit_breakers":        nobody,
  "private.cache_entries":           nobody,
  "private.cache_versions":          nobody,
  "private.cache_counters":           nobody,
  "private.searchable_listings":     nobody,
  "private.search_words":            nobody,
};
