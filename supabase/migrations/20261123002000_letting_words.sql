-- New words of the domain, in a file of their own: a value added to an enum can be used only after its
-- transaction has ended.
set lock_timeout = '5s';
set statement_timeout = '60s';

alter type public.state_machine add value 'invitation';
alter type public.state_machine add value 'mandate';
alter type public.state_machine add value 'enquiry';
alter type public.state_machine add value 'viewing';
alter type public.state_machine add value 'application';
alter type public.state_machine add value 'offer';
alter type public.state_machine add value 'sale';
alter type public.state_machine add value 'inspection';

alter type private.permission add value 'mandates.write';
alter type private.permission add value 'deals.read';
alter type private.permission add value 'deals.write';
