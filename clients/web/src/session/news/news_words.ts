/** What news are called: the project's titles are English, and those that visitors and tenants read have words of ours. */
import { t } from "@lingui/core/macro";
import { date } from "../../format/date.ts";
import { accountNews } from "./account_news.ts";
import { homeNews } from "./home_news.ts";
import { moneyNews } from "./money_news.ts";
import { type Fact, type Proven, type Standing, type Titled, toldFacts } from "./told_facts.ts";

/** The reader's words for a piece of news; undefined: there are none, and its title stays English. */
export function newsWords(news: Titled): string | undefined {
  if (ofPeople.test(news.kind)) return undefined;
  const facts = toldFacts(news);
  if (facts !== undefined) return factWords(facts);
  const { title } = news;
  return homeNews(title) ?? moneyNews(title) ?? accountNews(title);
}

/** Whose titles people wrote: what they happen to say is theirs, in whatever words. */
const ofPeople = /^(announcement_published|important_announcement|letter_sent)$/;

function factWords(fact: Fact): string {
  switch (fact.says) {
    case "due":
      return dueWords(fact.amount, date(fact.on));
    case "overdue":
      return overdueWords(fact.amount, date(fact.on));
    case "receipt_void": {
      const { number } = fact;
      return t`Receipt ${number} is void`;
    }
    case "receipt_replaced": {
      const { number, before } = fact;
      return t`Receipt ${number} takes the place of ${before}`;
    }
    case "letter_withdrawn": {
      const { number } = fact;
      return t`The letter ${number} is withdrawn`;
    }
    case "price_proposed": {
      const { amount, before } = fact;
      return t`${amount} instead of ${before} is proposed for the home that you are buying`;
    }
    case "sold": {
      const { amount } = fact;
      return amount === "" ? t`A sale was closed` : t`A sale was closed at ${amount}`;
    }
    case "asks_history": {
      const { who } = fact;
      return t`${who} asks for your rental history`;
    }
    case "new_home": {
      const { home } = fact;
      return t`New for you: ${home}`;
    }
    case "new_homes": {
      const { search, count } = fact;
      return t`New today for ${search}: ${count}`;
    }
    case "proof":
      return proofWords(fact.standing, provenWords(fact.of));
  }
}

const dueWords = (amount: string, day: string) => t`${amount} is due on ${day}`;
const overdueWords = (amount: string, day: string) =>
  t`${amount} was due on ${day} and is not paid`;

function proofWords(standing: Standing, what: string): string {
  switch (standing) {
    case "verified":
      return t`Verified: ${what}`;
    case "looked_at":
      return t`A person looks at this now: ${what}`;
    case "expired":
      return t`Verify this anew: ${what}`;
    case "revoked":
      return t`Not verified any more: ${what}`;
    case "failed":
      return t`Not verified: ${what}`;
  }
}

function provenWords(kind: Proven): string {
  switch (kind) {
    case "phone":
      return t`your telephone number`;
    case "email":
      return t`your e-mail address`;
    case "bank_account":
      return t`your bank account`;
    case "bvn":
      return t`your BVN`;
    case "nin":
      return t`your NIN`;
    case "vnin":
      return t`your virtual NIN`;
    case "agent_licence":
      return t`your licence as an agent`;
  }
}
