-- New words for properties, in a file of their own: a value added to an enum can be used only after its
-- transaction has ended.
set lock_timeout = '5s';
set statement_timeout = '60s';

alter type public.state_machine add value 'title_document';
