/** What kinds of data about somebody are, in the reader's words. Why some is kept is the law's to say, and stays as it is said. */
import { t } from "@lingui/core/macro";

/** The reader's words for what a category is; undefined: there are none, and it stays English. */
export function categoryWords(about: string): string | undefined {
  switch (about) {
    case "Your account: name, address, number, ways to sign in, roles":
      return t`Your account: name, address, number, ways to sign in, roles`;
    case "What you saved and chose: favourites, searches, preferences, news":
      return t`What you saved and chose: favourites, searches, preferences, news`;
    case "Which roles you had lately":
      return t`Which roles you had lately`;
    case "That messages were sent to you by SMS and e-mail":
      return t`That messages were sent to you by SMS and e-mail`;
    case "What you wrote, and the files with it":
      return t`What you wrote, and the files with it`;
    case "What you asked, booked, applied for and offered":
      return t`What you asked, booked, applied for and offered`;
    case "Your tenancies, notices, letters and inspections":
      return t`Your tenancies, notices, letters and inspections`;
    case "What you owed and paid: charges, payments, receipts":
      return t`What you owed and paid: charges, payments, receipts`;
    case "That a card was removed":
      return t`That a card was removed`;
    case "Sales that you were a party to":
      return t`Sales that you were a party to`;
    case "What was verified of you":
      return t`What was verified of you`;
    case "Reports, signals and appeals":
      return t`Reports, signals and appeals`;
    case "What you did for organizations":
      return t`What you did for organizations`;
    case "What you did for the platform, and when its staff looked you up":
      return t`What you did for the platform, and when its staff looked you up`;
    case "The technical record of changes":
      return t`The technical record of changes`;
    case "That you asked to be forgotten, and what was done":
      return t`That you asked to be forgotten, and what was done`;
    default:
      return undefined;
  }
}
