-- For staff: messages that people reported, and what messages are warned of.

-- What waits, oldest first, with what stood around each message.
select id, reason, note, sender, reporter, other_reports, jsonb_pretty(context) as context, created_at
from public.reports_to_review();

-- Decide: dismissed, warned (its sender is told), removed (and nobody reads it any more), suspended (and the account is).
select public.decide_message_report('<waiting report id>', 'removed', 'Asked for a deposit into a private account');

-- What was decided about a person's messages.
select created_at, reason, decision, decision_reason, decided_at from public.message_reports
where sender_id = '<person id>' order by id desc;

-- What a message says now and said before.
select body, attachments, replaced_at from private.message_versions where message_id = '<message id>' order by id;

-- Whether a text would be warned of.
select warning from unnest(private.warnings_in('Pay me directly, 0803 123 4567')) as warning;

-- By what it is noticed; a new trick is a new row, written in small letters without marks.
select kind, pattern, unless, note from public.chat_warning_patterns order by kind, note;
