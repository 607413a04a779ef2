/** What news are called: the project's titles are English, and those that visitors and tenants read most have words of ours. */
import { t } from "@lingui/core/macro";

/** The reader's words for a title; undefined: there are none, and it stays English. */
export function newsWords(title: string): string | undefined {
  switch (title) {
    case "Your payment was received":
      return t`Your payment was received`;
    case "New message":
      return t`New message`;
    case "A viewing was booked":
      return t`A viewing was booked`;
    case "A viewing was cancelled":
      return t`A viewing was cancelled`;
    case "Your payment was not found":
      return t`Your payment was not found`;
    case "More is wanted to show that you paid":
      return t`More is wanted to show that you paid`;
    case "A payment of yours was recorded: say if that is not so":
      return t`A payment of yours was recorded: say if that is not so`;
    case "Another amount came than you reported":
      return t`Another amount came than you reported`;
    case "A payment was taken back: what it paid is open again":
      return t`A payment was taken back: what it paid is open again`;
    case "A fee is asked for your application":
      return t`A fee is asked for your application`;
    case "Your application was shortlisted":
      return t`Your application was shortlisted`;
    case "Your application was declined":
      return t`Your application was declined`;
    case "Your application has expired":
      return t`Your application has expired`;
    case "An offer was accepted":
      return t`An offer was accepted`;
    case "An offer was declined":
      return t`An offer was declined`;
    case "The tenancy has ended":
      return t`The tenancy has ended`;
    default:
      return undefined;
  }
}
