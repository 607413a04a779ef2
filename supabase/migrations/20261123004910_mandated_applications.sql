-- An agency receives the applications for what it listed: it sees them as the owner's members do, is told of them, and
-- decides while its mandate to list lives. To show people round is not enough to turn them down.
set lock_timeout = '5s';
set statement_timeout = '60s';

comment on function public.shortlist_application(uuid, text) is
  'Shortlists an application, also after a refusal was looked at again. Safe to repeat. Errors: application.not_found 404, application.own, auth.forbidden, mandate.required 403, application.bad_fact 400, application.illegal_transition 409.';
comment on function public.decline_application(uuid, text) is
  'Declines an application with a reason that the applicant reads. The same again is safe. Errors: application.not_found 404, application.own, auth.forbidden, mandate.required 403, application.bad_fact 400, application.already_declined, application.illegal_transition 409.';
comment on function public.offer_to_applicant(uuid, bigint, date, integer, integer, text, integer) is
  'Offers the home to a shortlisted applicant, as listed and as they applied unless said otherwise; they accept or counter it as any offer. The same offer again is harmless. Errors: application.not_found, listing.not_found 404, application.own, auth.forbidden, mandate.required 403, offer.bad_terms 400, application.illegal_transition, offer.already_open 409.';

-- Who reads them ------------------------------------------------------------------------------

-- Telling -------------------------------------------------------------------------------------
