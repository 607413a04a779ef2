/** Titles of news about a home that somebody rents, sees, asks for or buys. */
import { t } from "@lingui/core/macro";

/** The reader's words for a title; undefined: it is none of these. */
export function homeNews(title: string): string | undefined {
  switch (title) {
    case "A tenancy is offered to you":
      return t`A tenancy is offered to you`;
    case "Your tenancy can be renewed":
      return t`Your tenancy can be renewed`;
    case "A tenancy that was offered does not come about":
      return t`A tenancy that was offered does not come about`;
    case "A renewal that was offered does not come about":
      return t`A renewal that was offered does not come about`;
    case "Notice was given":
      return t`Notice was given`;
    case "A notice was withdrawn":
      return t`A notice was withdrawn`;
    case "The tenancy has run out: renew it, or return the home":
      return t`The tenancy has run out: renew it, or return the home`;
    case "The tenancy has ended":
      return t`The tenancy has ended`;
    case "Your home was sold: pay its new owner from now on":
      return t`Your home was sold: pay its new owner from now on`;
    case "A home for which you answer was sold: its new owner is paid from now on":
      return t`A home for which you answer was sold: its new owner is paid from now on`;
    case "Say into which organization the home goes that you bought: it has tenants":
      return t`Say into which organization the home goes that you bought: it has tenants`;
    case "Your home is to be inspected":
      return t`Your home is to be inspected`;
    case "An inspection is ready for you to sign":
      return t`An inspection is ready for you to sign`;
    case "An inspection was signed by both sides":
      return t`An inspection was signed by both sides`;
    case "An inspection is disputed":
      return t`An inspection is disputed`;
    case "An inspection was cancelled":
      return t`An inspection was cancelled`;
    case "A document was shared with you":
      return t`A document was shared with you`;
    case "A viewing was booked":
      return t`A viewing was booked`;
    case "A viewing was cancelled":
      return t`A viewing was cancelled`;
    case "A fee is asked for your application":
      return t`A fee is asked for your application`;
    case "A guarantor confirmed":
      return t`A guarantor confirmed`;
    case "A guarantor declined":
      return t`A guarantor declined`;
    case "Your application was shortlisted":
      return t`Your application was shortlisted`;
    case "Your application was declined":
      return t`Your application was declined`;
    case "Your application has expired":
      return t`Your application has expired`;
    case "An offer was made":
      return t`An offer was made`;
    case "A counter-offer was made":
      return t`A counter-offer was made`;
    case "An offer was accepted":
      return t`An offer was accepted`;
    case "An offer was declined":
      return t`An offer was declined`;
    case "An offer was withdrawn":
      return t`An offer was withdrawn`;
    case "An offer expired":
      return t`An offer expired`;
    case "An accepted offer came to nothing":
      return t`An accepted offer came to nothing`;
    default:
      return undefined;
  }
}
