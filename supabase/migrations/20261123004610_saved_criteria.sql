-- A saved search takes the criteria of search_listings and is read by the same function: what can be looked for, and
-- what is wrong with it, is said once.
set lock_timeout = '5s';
set statement_timeout = '60s';

alter table public.saved_searches drop constraint saved_searches_max_price_kobo_check;
alter table public.saved_searches add constraint saved_searches_max_price_kobo_check check (max_price_kobo >= 0);

drop function private.polygon_of(jsonb, text), private.refuse_criterion(text, text),
  private.number_criterion(jsonb, text, numeric, numeric, boolean), private.flag_criterion(jsonb, text),
  private.text_criterion(jsonb, text, integer), private.list_criterion(jsonb, text, text[]);
comment on function public.save_search(jsonb, text, public.alert_frequency, uuid) is
  'Saves what you look for; with search_id changes a saved one. criteria: as of search_listings, but purpose is required, free_from and free_until are refused, and there is at most one place: near and radius_m, polygon, viewport or area. Errors name the field: those of search_listings, search.not_found 404, search.too_many 409.';
