-- For staff: reports of listings and people, and appeals. Messages: messages.sql.

-- What waits, oldest first.
select * from private.moderation_queue order by since;

-- Decide the reports of a listing: dismissed, warned, removed (it is suspended), suspended (its organization is); of a person:
-- dismissed, warned, suspended.
select public.decide_report('<listing report id>', 'dismissed', 'Seen it: it is as described');

-- Decide an appeal. Granted, the suspension is lifted; whoever appealed is told the reason.
select public.decide_appeal('<appeal id>', false, 'No mandate was shown');

-- Write down the appeal of a suspended person, who cannot sign in:
-- select public.appeal('person', '…', 'What they wrote to us');

-- What was reported about a listing or a person, and decided.
select created_at, subject, reason, note, decision, decision_reason, decided_at from public.reports
where person_id = '<person id>' or listing_id = '<published listing id>' order by id desc;
