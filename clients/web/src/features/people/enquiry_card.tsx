/** One question: who asks and what was checked of them, about which home, since when. */
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { CalendarDays, House, MessageCircle } from "lucide-react";
import type { PersonCheck, ReceivedEnquiry } from "@estate/sdk";
import type { ReactNode } from "react";
import { date } from "../../format/date.ts";
import { relative } from "../../format/relative.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Checks } from "./checks.tsx";
import { personName } from "./person_name.ts";

/** The card; `onClose` is left out where it cannot be closed. */
export function EnquiryCard(
  { orgId, enquiry, checks, record, mayAnswer, onClose }: {
    readonly orgId: string;
    readonly enquiry: ReceivedEnquiry;
    readonly checks: readonly PersonCheck[] | undefined;
    /** How it stands with their rental record; left out where it is not known, or none of the organization's business. */
    readonly record?: ReactNode;
    readonly mayAnswer: boolean;
    readonly onClose?: () => void;
  },
) {
  const name = personName(enquiry.enquirer);
  const waits = enquiry.status === "new";
  return (
    <article aria-label={name} className="rounded-card border border-line p-4 sm:p-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-18 font-semibold">{name}</h2>
        <span className={`text-14 ${waits ? "font-semibold text-warn" : "text-muted"}`}>
          <Trans>Asked {relative(enquiry.created_at)}</Trans>
        </span>
      </div>
      <div className="mt-1">
        <Checks checks={checks} compact />
      </div>
      <p className="mt-3 line-clamp-4 whitespace-pre-line break-words">{enquiry.message}</p>
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-14 text-muted">
        <li className="flex items-center gap-1.5">
          <House aria-hidden="true" className="size-4 shrink-0" />
          <Link
            to="/org/$orgId/listings/$id"
            params={{ orgId, id: enquiry.listing.id }}
            className="text-ink underline"
          >
            {enquiry.listing.title}
          </Link>
        </li>
        {enquiry.move_in_on !== null && (
          <li className="flex items-center gap-1.5">
            <CalendarDays aria-hidden="true" className="size-4 shrink-0" />
            <Trans>Wants to move in on {date(enquiry.move_in_on)}</Trans>
          </li>
        )}
      </ul>
      {enquiry.closed_reason !== null && (
        <p className="mt-3 text-14">
          <Trans>Closed: {enquiry.closed_reason}</Trans>
        </p>
      )}
      {record !== undefined && <div className="mt-3">{record}</div>}
      {(mayAnswer || onClose !== undefined) && (
        <div className="mt-4 acts">
          {mayAnswer && (
            <LinkButton
              to="/messages/$id"
              params={{ id: enquiry.conversation_id }}
              look={waits ? "primary" : "secondary"}
              icon={<MessageCircle aria-hidden="true" className="size-5" />}
            >
              {waits ? <Trans>Answer</Trans> : <Trans>Open the talk</Trans>}
            </LinkButton>
          )}
          {onClose !== undefined && (
            <Button look="quiet" onClick={onClose}>
              <Trans>Close it</Trans>
            </Button>
          )}
        </div>
      )}
    </article>
  );
}
