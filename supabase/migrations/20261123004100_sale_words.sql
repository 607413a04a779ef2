-- A sold unit's claim has its own reason, in a file of its own: a value added to an enum can be used only after
-- its transaction has ended.
set lock_timeout = '5s';
set statement_timeout = '60s';

alter type public.hold_reason add value 'sale';
