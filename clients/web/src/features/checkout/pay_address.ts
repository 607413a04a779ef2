/** The search parameters of the paying screen: reload, back and a killed tab find it as it was. */

/** Ways to pay. proof: it was paid already, and here is what shows it. */
export const ways = ["paystack", "flutterwave", "transfer", "proof"] as const;

/** One of them. */
export type Way = (typeof ways)[number];

/** What is not there was not chosen. */
export interface PayAddress {
  /** Ids of charges, with commas between. */
  readonly charges?: string;
  readonly how?: Way;
  /** Pay although a payment is on its way: somebody said so. */
  readonly anew?: true;
}

/** Reads an address; what makes no sense in it is left out. */
export function readPayAddress(raw: Readonly<Record<string, unknown>>): PayAddress {
  const how = ways.find((it) => it === raw["how"]);
  const charges = typeof raw["charges"] === "string" && /^[0-9a-f,-]*$/.test(raw["charges"])
    ? raw["charges"]
    : undefined;
  return {
    ...(charges === undefined ? {} : { charges }),
    ...(how === undefined ? {} : { how }),
    ...(raw["anew"] === true || raw["anew"] === "true" ? { anew: true as const } : {}),
  };
}
