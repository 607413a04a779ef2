/** Titles of news about what somebody pays and gets back. */
import { t } from "@lingui/core/macro";

/** The reader's words for a title; undefined: it is none of these. */
export function moneyNews(title: string): string | undefined {
  switch (title) {
    case "Your payment was received":
      return t`Your payment was received`;
    case "Part of your deposit was kept":
      return t`Part of your deposit was kept`;
    case "A tenant disputes what was kept of a deposit":
      return t`A tenant disputes what was kept of a deposit`;
    case "What was disputed of a deposit was answered":
      return t`What was disputed of a deposit was answered`;
    case "A tenant accepts what is kept of a deposit":
      return t`A tenant accepts what is kept of a deposit`;
    case "A tenant still disagrees with what is kept of a deposit":
      return t`A tenant still disagrees with what is kept of a deposit`;
    case "What was disputed of a deposit is not kept any more":
      return t`What was disputed of a deposit is not kept any more`;
    case "A part of a deposit is not kept any more":
      return t`A part of a deposit is not kept any more`;
    case "Your tax certificate was recorded":
      return t`Your tax certificate was recorded`;
    case "A fee for paying late was charged":
      return t`A fee for paying late was charged`;
    case "More is wanted to show that you paid":
      return t`More is wanted to show that you paid`;
    case "What was recorded as paid by you is taken back":
      return t`What was recorded as paid by you is taken back`;
    case "Your payment was not found":
      return t`Your payment was not found`;
    case "Nobody confirmed your payment in time: show another proof":
      return t`Nobody confirmed your payment in time: show another proof`;
    case "A payment of yours was recorded: say if that is not so":
      return t`A payment of yours was recorded: say if that is not so`;
    case "The disputed payment came: it counts":
      return t`The disputed payment came: it counts`;
    case "The disputed payment did not come: it does not count":
      return t`The disputed payment did not come: it does not count`;
    case "Another amount came than you reported":
      return t`Another amount came than you reported`;
    case "A payment was taken back: what it paid is open again":
      return t`A payment was taken back: what it paid is open again`;
    case "The rent can be paid to an account number of its own":
      return t`The rent can be paid to an account number of its own`;
    case "No account number was given":
      return t`No account number was given`;
    case "Your landlord has a new bank account for transfers":
      return t`Your landlord has a new bank account for transfers`;
    case "Do not pay to this bank account of your landlord any more":
      return t`Do not pay to this bank account of your landlord any more`;
    case "A deposit should be back with the tenants by now":
      return t`A deposit should be back with the tenants by now`;
    case "A deposit was given back: say if that is not so":
      return t`A deposit was given back: say if that is not so`;
    case "A deposit is back with the tenants":
      return t`A deposit is back with the tenants`;
    case "A tenant says that a deposit was not given back":
      return t`A tenant says that a deposit was not given back`;
    case "A deposit was not given back after all":
      return t`A deposit was not given back after all`;
    case "A refund for you was asked for":
      return t`A refund for you was asked for`;
    case "Your refund was approved":
      return t`Your refund was approved`;
    case "Your refund is being sent":
      return t`Your refund is being sent`;
    case "Your refund is on its way":
      return t`Your refund is on its way`;
    case "Your refund was paid":
      return t`Your refund was paid`;
    case "Your refund did not go through":
      return t`Your refund did not go through`;
    case "Your refund waits: your bank account is wanted":
      return t`Your refund waits: your bank account is wanted`;
    case "The refund was declined":
      return t`The refund was declined`;
    case "The refund was withdrawn":
      return t`The refund was withdrawn`;
    case "Autopay is going to charge your card":
      return t`Autopay is going to charge your card`;
    case "Autopay takes no charge over your limit: pay it yourself":
      return t`Autopay takes no charge over your limit: pay it yourself`;
    case "Your bank declined autopay: it is tried again":
      return t`Your bank declined autopay: it is tried again`;
    case "Your bank has not decided for days: autopay does not try this charge again":
      return t`Your bank has not decided for days: autopay does not try this charge again`;
    case "Your bank asks you to confirm a charge by autopay":
      return t`Your bank asks you to confirm a charge by autopay`;
    case "Autopay paused: you removed its card":
      return t`Autopay paused: you removed its card`;
    case "Autopay paused: your bank refuses this card":
      return t`Autopay paused: your bank refuses this card`;
    case "Autopay paused: its card has expired":
      return t`Autopay paused: its card has expired`;
    case "Autopay paused: save your card again":
      return t`Autopay paused: save your card again`;
    case "Autopay paused: your bank declined too often":
      return t`Autopay paused: your bank declined too often`;
    default:
      return undefined;
  }
}
