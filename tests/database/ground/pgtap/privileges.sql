-- pgTAP: what the API's roles may not touch, checked on a real PostgreSQL.
begin;
select plan(15);

select schema_privs_are('service', 'anon', array[]::text[], 'visitors have nothing in service');
select schema_privs_are('service', 'authenticated', array[]::text[], 'people have nothing in service');
select schema_privs_are('service', 'service_role', array['USAGE'], 'our functions use service');
select schema_privs_are('vault', 'authenticated', array[]::text[], 'people have nothing in vault');
select schema_privs_are('pgmq', 'authenticated', array[]::text[], 'people have nothing in pgmq');
select schema_privs_are('cron', 'authenticated', array[]::text[], 'people have nothing in cron');

select table_privs_are('public', 'receipts', 'authenticated', array['SELECT'], 'receipts are read only');
select table_privs_are('public', 'receipts', 'anon', array[]::text[], 'visitors see no receipts');
select table_privs_are('public', 'payments', 'authenticated', array['SELECT'], 'payments are read only');
select table_privs_are('public', 'ledger_lines', 'service_role', array['SELECT'], 'our functions cannot write the ledger');
select table_privs_are('private', 'provider_events', 'service_role', array[]::text[], 'the inbox is behind functions');

select volatility_is('public', 'search_listings', 'stable', 'search can be called by GET');
select is_definer('private', 'accept_tenancy', array['uuid'], 'acceptance runs as its owner');
select isnt_definer('public', 'accept_tenancy', array['uuid'], 'its API runs as the caller');
select trigger_is('public', 'payments', 'settle_or_take_back', 'private', 'after_payment_moved', 'receipts are made by trigger');

select * from finish();
rollback;
