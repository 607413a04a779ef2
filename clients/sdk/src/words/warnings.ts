/** What a message is warned of while there is no tenancy: patterns in the database notice it, and both sides are told. */
import type { Database } from "../generated/database.types.ts";

/** What a message may be warned of. */
export type ChatWarning = Database["public"]["Enums"]["chat_warning"];

/** English and Nigerian Pidgin; what an app shows in other languages it says in English until it has them. */
type Told = Readonly<Record<"en" | "pcm", string>>;

const texts: Readonly<Record<ChatWarning, Told>> = {
  account_number: {
    en:
      "This message holds an account number. Pay on the platform only: what is paid elsewhere has no receipt, and nobody can get it back for you.",
    pcm:
      "Account number dey inside this message. Na only for the app make you pay: money wey you pay outside no get receipt, and nobody fit collect am back for you.",
  },
  phone_number: {
    en:
      "This message holds a telephone number. What is agreed by telephone nobody can prove: agree on it here, and pay nobody before you have seen the home.",
    pcm:
      "Phone number dey inside this message. Wetin una agree for phone, nobody fit prove am: talk am for here, and no pay anybody before you see the house.",
  },
  pay_directly: {
    en:
      "This message asks for payment outside the platform. That is how most people are cheated: pay here, where you get a receipt.",
    pcm:
      "This message dey ask make you pay outside the app. Na so dem dey take cheat people pass: pay for here, make you get receipt.",
  },
};

/** A warning as people read it; `locale` as profiles have it. */
export function warningText(warning: ChatWarning, locale = "en"): string {
  const told = texts[warning];
  return locale === "pcm" ? told.pcm : told.en;
}
