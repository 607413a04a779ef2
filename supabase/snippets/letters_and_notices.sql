-- Letters and notices: papers that could not be made, notices that wait for service or a lawyer, and how sure the rules are.

-- Papers of letters and notices that are late, with what the last try met. When files were lost, private.remake_letter_papers(org_id)
-- has an organization's made again.
select paper.org_id, coalesce(letter.number, notice.number) as number, paper.is_withdrawn, paper.tries, paper.next_try_at, paper.note
from private.letter_papers as paper
left join public.letters as letter on letter.id = paper.letter_id
left join public.statutory_notices as notice on notice.id = paper.notice_id
where paper.made_at is null and paper.tries > 1
order by paper.tries desc, paper.next_try_at;

-- Notices that were issued and not served yet, the most pressing first, and whether a lawyer found them good.
select organization.name, standing.number, standing.form, standing.serve_by, standing.takes_effect_on, lawyer.lawyer_name, lawyer.is_good
from public.notice_standings as standing
join public.organizations as organization on organization.id = standing.org_id
left join lateral (
  select known.lawyer_name, known.is_good from public.notice_checks as known
  where known.notice_id = standing.notice_id order by known.id desc limit 1
) as lawyer on true
where standing.status = 'issued'
order by standing.serve_by, standing.number;

-- What was recorded of the service of notices lately, whether it counts, and why not.
select notice.number, service.attempted_at, service.mode, service.served_by, service.recipient, service.counts, service.why_not, corrected.reason as taken_back
from public.notice_services as service
join public.statutory_notices as notice on notice.id = service.notice_id
left join public.notice_service_corrections as corrected on corrected.service_id = service.id
where service.created_at > now() - interval '30 days'
order by service.attempted_at desc limit 100;

-- The laws of notices, how sure each is, and how many notices rest on it. A correction is a new version with rules and modes of its own.
select ruleset.id, ruleset.jurisdiction, ruleset.version, ruleset.in_force, ruleset.certainty, ruleset.source, ruleset.note,
  (select count(*) from public.statutory_notices as notice where notice.ruleset_id = ruleset.id) as notices
from public.notice_rulesets as ruleset
order by ruleset.jurisdiction, ruleset.source, ruleset.version desc;
