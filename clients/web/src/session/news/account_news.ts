/** Titles of news about conversations, reports and the account. */
import { t } from "@lingui/core/macro";

/** The reader's words for a title; undefined: it is none of these. */
export function accountNews(title: string): string | undefined {
  switch (title) {
    case "New message":
      return t`New message`;
    case "New messages":
      return t`New messages`;
    case "You are invited to a conversation":
      return t`You are invited to a conversation`;
    case "A message that you reported was looked at":
      return t`A message that you reported was looked at`;
    case "Something was done about a message that you reported":
      return t`Something was done about a message that you reported`;
    case "A message of yours breaks the rules of the platform":
      return t`A message of yours breaks the rules of the platform`;
    case "What you reported was looked at":
      return t`What you reported was looked at`;
    case "Something was done about what you reported":
      return t`Something was done about what you reported`;
    case "Something that you do breaks the rules of the platform":
      return t`Something that you do breaks the rules of the platform`;
    case "Your appeal was granted":
      return t`Your appeal was granted`;
    case "Your appeal was heard, and not granted":
      return t`Your appeal was heard, and not granted`;
    case "Staff compare the name of a bank account with yours before money goes there":
      return t`Staff compare the name of a bank account with yours before money goes there`;
    case "Staff look at a bank account before money goes there":
      return t`Staff look at a bank account before money goes there`;
    case "Staff look at the proof of a payment before it is confirmed":
      return t`Staff look at the proof of a payment before it is confirmed`;
    case "Staff look at a title document before its property is shown as verified":
      return t`Staff look at a title document before its property is shown as verified`;
    case "Your appeal was right: nothing is held against you":
      return t`Your appeal was right: nothing is held against you`;
    case "Your appeal was looked at, and the decision stays":
      return t`Your appeal was looked at, and the decision stays`;
    case "Staff looked: nothing is held any more":
      return t`Staff looked: nothing is held any more`;
    case "Staff looked, and decided: you can appeal":
      return t`Staff looked, and decided: you can appeal`;
    case "The copy of your data is ready":
      return t`The copy of your data is ready`;
    case "Your account was suspended":
      return t`Your account was suspended`;
    case "Your account is no longer suspended":
      return t`Your account is no longer suspended`;
    case "You asked us to delete your account":
      return t`You asked us to delete your account`;
    case "Your account stays":
      return t`Your account stays`;
    case "Your account could not be deleted":
      return t`Your account could not be deleted`;
    case "Your account is not deleted yet":
      return t`Your account is not deleted yet`;
    case "You can no longer decide about the money of an organization":
      return t`You can no longer decide about the money of an organization`;
    default:
      return undefined;
  }
}
