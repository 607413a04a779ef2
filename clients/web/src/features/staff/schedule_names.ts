/** What is done by the clock, in words; a test holds that every schedule of the project has some. */
import { t } from "@lingui/core/macro";

/** Its words; undefined: it is none of these. */
export function scheduleName(name: string): string | undefined {
  switch (name) {
    case "advance-tenancies":
      return t`Tenancies begin and end`;
    case "announce-autopay":
      return t`Automatic payments are announced`;
    case "apply-retention":
      return t`What is kept too long is deleted`;
    case "close-deliveries":
      return t`Messages without an answer are closed`;
    case "draw-credit":
      return t`Credit pays charges`;
    case "end-mandates":
      return t`Mandates end`;
    case "erase-people":
      return t`People are forgotten`;
    case "expire-applications":
      return t`Applications run out`;
    case "expire-history-consents":
      return t`Consents to a rental record run out`;
    case "expire-holds":
      return t`Holds on homes run out`;
    case "expire-invitations":
      return t`Invitations run out`;
    case "expire-offers":
      return t`Offers run out`;
    case "expire-payment-proofs":
      return t`Proofs of payment run out`;
    case "expire-verifications":
      return t`Verifications run out`;
    case "forget-unsent-files":
      return t`Files of unsent messages are deleted`;
    case "forget-verification-evidence":
      return t`Evidence of verifications is deleted`;
    case "generate-charges":
      return t`Charges are raised`;
    case "make-daily-digests":
      return t`Daily summaries are written`;
    case "mark-stale-listings":
      return t`Unconfirmed listings are hidden`;
    case "match-saved-searches":
      return t`New homes are matched with saved searches`;
    case "note-overdue-refunds":
      return t`Refunds that take too long are noted`;
    case "order-missing-papers":
      return t`Missing receipts are ordered as PDF`;
    case "post-late-fees":
      return t`Fees for paying late are raised`;
    case "prove-ledgers":
      return t`The books are proved`;
    case "publish-announcements":
      return t`Announcements go out`;
    case "rehash-identities":
      return t`Identity numbers are hashed anew`;
    case "remind-of-charges":
      return t`Tenants are reminded of charges`;
    case "remind-of-disputes":
      return t`Staff are reminded of disputes`;
    case "remind-of-expiring-documents":
      return t`Owners are reminded of documents that run out`;
    case "renew-overviews":
      return t`Overviews are computed anew`;
    case "send-search-digests":
      return t`Summaries of saved searches go out`;
    case "settle-deposit-returns":
      return t`Deposits given back are settled`;
    case "settle-recorded-payments":
      return t`Recorded payments are settled`;
    case "tell-of-overdue-deposits":
      return t`Overdue deposits are pointed out`;
    case "wake-jobs":
      return t`Workers are woken`;
  }
  return undefined;
}
