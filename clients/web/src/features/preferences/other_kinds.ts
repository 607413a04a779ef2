/** Kinds of news about conversations, deals and the account. */
import { t } from "@lingui/core/macro";

/** What a kind tells; undefined: it is none of these. */
export function otherKind(kind: string): string | undefined {
  switch (kind) {
    case "message_received":
      return t`Somebody wrote to you`;
    case "conversation_invited":
      return t`Somebody invites you to a conversation`;
    case "message_report_decided":
      return t`A message that you reported was looked at`;
    case "report_decided":
      return t`What you reported was looked at`;
    case "rules_warned":
      return t`Something that you do breaks the rules`;
    case "appeal_decided":
      return t`Your appeal was decided`;
    case "message_warned":
      return t`A message of yours breaks the rules`;
    case "search_matched":
      return t`Homes match a search that you saved`;
    case "viewing_booked":
      return t`A viewing is booked`;
    case "viewing_cancelled":
      return t`A viewing is cancelled`;
    case "application_decided":
      return t`Your application was decided`;
    case "guarantee_answered":
      return t`A guarantor answered`;
    case "application_fee_demanded":
      return t`A fee is asked for your application`;
    case "offer_made":
      return t`An offer was made`;
    case "offer_accepted":
      return t`An offer was accepted`;
    case "offer_declined":
      return t`An offer was declined`;
    case "offer_expired":
      return t`An offer lapsed`;
    case "sale_price_proposed":
      return t`Another price is proposed for a home that you are buying`;
    case "sale_closed":
      return t`A sale is closed`;
    case "verification_verified":
      return t`Something was verified of you`;
    case "verification_manual_review":
      return t`A person looks at a verification of yours`;
    case "verification_failed":
      return t`Something could not be verified of you`;
    case "verification_rejected":
      return t`A person decided about a verification of yours`;
    case "verification_expired":
      return t`A verification of yours is to be renewed`;
    case "verification_revoked":
      return t`Something is not verified of you any more`;
    case "signal_held":
      return t`Staff look at something of yours before it goes on`;
    case "signal_decided":
      return t`Staff decided about something of yours`;
    case "data_export_ready":
      return t`The copy of your data is ready`;
    case "person_suspended":
      return t`Your account was suspended`;
    case "person_restored":
      return t`Your account is no longer suspended`;
    case "erasure_asked":
      return t`Your account is to be deleted`;
    case "erasure_revoked":
      return t`Your account stays`;
    case "erasure_refused":
      return t`Your account could not be deleted`;
    case "erasure_held":
      return t`Your account is not deleted yet`;
    case "daily_digest":
      return t`The day's news in one e-mail`;
    case "money_member_lost":
      return t`Who decides about money has changed`;
    default:
      return undefined;
  }
}
