/** How it stands with a person's rental record, in words of who would read it. */
import { t } from "@lingui/core/macro";
import type { ReceivedConsent } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";

/** A sentence or two. */
export function recordWords(record: ReceivedConsent): string {
  const asked = dateOf(record.created_at);
  const until = record.expires_at === null ? "" : dateOf(record.expires_at);
  switch (record.status) {
    case "requested":
      return t`You asked for their rental record on ${asked}. They have not answered yet.`;
    case "granted":
      return record.includes_rent
        ? t`They share their rental record with you until ${until}, with the amounts of rent.`
        : t`They share their rental record with you until ${until}, without the amounts of rent.`;
    case "expired":
      return record.answered_at === null
        ? t`You asked for their rental record on ${asked}, and they did not answer.`
        : t`They shared their rental record with you until ${until}.`;
    case "declined":
    case "revoked":
      return `${endWords(record)} ${againWords(record)}`.trim();
  }
}

function endWords({ status, answered_at: answered, ended_at: ended }: ReceivedConsent): string {
  const on = ended === null ? "" : dateOf(ended);
  // Who takes back what they never gave has said no.
  return status === "declined" || answered === null
    ? t`On ${on} they said no to sharing their rental record.`
    : t`On ${on} they took their rental record back.`;
}

function againWords({ ask_from: from }: ReceivedConsent): string {
  return from === null
    ? ""
    : t`You can ask again from ${dateOf(from)}; they can share it themselves at any time.`;
}

/** Whether it can be asked for: nothing is asked or shared now, and nobody refused lately. */
export function canBeAsked(record: ReceivedConsent | undefined): boolean {
  return record === undefined ||
    !["requested", "granted"].includes(record.status) && record.ask_from === null;
}
