/** Titles that carry facts, taken apart: what is told, and of what. The sentence around the facts is then the reader's. */
import type { ListedNotification } from "@estate/sdk";

/** What of a piece of news its words follow from. */
export type Titled = Pick<ListedNotification, "kind" | "title" | "payload">;

/** What is verified, as titles call it. */
const proven = {
  "your telephone number": "phone",
  "your e-mail address": "email",
  "your bank account": "bank_account",
  "your BVN": "bvn",
  "your NIN": "nin",
  "your virtual NIN": "vnin",
  "your licence as an agent": "agent_licence",
} as const;

/** What is verified. */
export type Proven = (typeof proven)[keyof typeof proven];

/** How it stands with it. */
const standings = {
  "Verified": "verified",
  "A person looks at this now": "looked_at",
  "Verify this anew": "expired",
  "Not verified any more": "revoked",
  "Not verified": "failed",
} as const;

/** How it stands with what is verified. */
export type Standing = (typeof standings)[keyof typeof standings];

/** What a title with facts says. */
export type Fact =
  | { readonly says: "due" | "overdue"; readonly amount: string; readonly on: string }
  | { readonly says: "receipt_void" | "letter_withdrawn"; readonly number: string }
  | { readonly says: "receipt_replaced"; readonly number: string; readonly before: string }
  | { readonly says: "price_proposed"; readonly amount: string; readonly before: string }
  | { readonly says: "sold"; readonly amount: string }
  | { readonly says: "proof"; readonly standing: Standing; readonly of: Proven }
  | { readonly says: "asks_history"; readonly who: string }
  | { readonly says: "new_home"; readonly home: string }
  | { readonly says: "new_homes"; readonly search: string; readonly count: number };

const known = <Name extends string, Value>(
  all: Readonly<Record<Name, Value>>,
  name: string | undefined,
): Value | undefined => Object.entries<Value>(all).find(([it]) => it === name)?.[1];

/** The facts of a piece of news; undefined: its title is none of these, whatever its kind is called. */
export function toldFacts(news: Titled): Fact | undefined {
  const parts = (form: RegExp) => form.exec(news.title)?.slice(1).map((it) => it ?? "");
  switch (news.kind) {
    case "rent_due":
    case "rent_overdue": {
      const [amount] = parts(/^(₦[\d,.]+) (?:is|was) due on \d+ \w+ \d+(?: and is not paid)?$/) ??
        [];
      const { due_on: on } = (news.payload ?? {}) as { readonly due_on?: unknown };
      if (amount === undefined || typeof on !== "string") return undefined;
      return { says: news.kind === "rent_due" ? "due" : "overdue", amount, on };
    }
    case "receipt_voided": {
      const [number] = parts(/^Receipt (\S+) is void$/) ?? [];
      return number === undefined ? undefined : { says: "receipt_void", number };
    }
    case "receipt_replaced": {
      const [number, before] = parts(/^Receipt (\S+) takes the place of (\S+)$/) ?? [];
      if (number === undefined || before === undefined) return undefined;
      return { says: "receipt_replaced", number, before };
    }
    case "letter_withdrawn": {
      const [number] = parts(/^The letter (\S+) is withdrawn$/) ?? [];
      return number === undefined ? undefined : { says: "letter_withdrawn", number };
    }
    case "sale_price_proposed": {
      const [amount, before] =
        parts(/^(₦[\d,.]+) instead of (₦[\d,.]+) is proposed for the home that you are buying$/) ??
          [];
      if (amount === undefined || before === undefined) return undefined;
      return { says: "price_proposed", amount, before };
    }
    case "sale_closed": {
      // Older news name no price.
      const [amount] = parts(/^A sale was closed(?: at (₦[\d,.]+))?$/) ?? [];
      return amount === undefined ? undefined : { says: "sold", amount };
    }
    case "history_requested": {
      const [who] = parts(/^(.+) asks for your rental history$/) ?? [];
      return who === undefined ? undefined : { says: "asks_history", who };
    }
    case "search_matched": {
      const [home] = parts(/^New for you: (.+)$/) ?? [];
      if (home !== undefined) return { says: "new_home", home };
      const [search, count] = parts(/^New today for (.+): (\d+)$/) ?? [];
      return search === undefined ? undefined : { says: "new_homes", search, count: Number(count) };
    }
  }
  if (!news.kind.startsWith("verification_")) return undefined;
  const [said, name] = parts(/^([^:]+): (.+)$/) ?? [];
  const [standing, of] = [known(standings, said), known(proven, name)];
  return standing === undefined || of === undefined ? undefined : { says: "proof", standing, of };
}
