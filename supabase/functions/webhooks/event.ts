/** An event of a provider, reduced to what we keep: no card, no customer, no identity. */

/** The parts of a body that jobs use. Amounts are kobo. */
export interface EventFacts {
  /** The provider's own number of what the event is about. */
  readonly id?: string | undefined;
  readonly status?: string | undefined;
  readonly amount_kobo?: number | undefined;
  readonly currency?: string | undefined;
  readonly domain?: string | undefined;
  /** By which the money came, in the provider's words. */
  readonly channel?: string | undefined;
}

/** An event, reduced. */
export interface ProviderEvent {
  readonly type: string;
  /** Our payment's reference, when it names one. */
  readonly reference: string | undefined;
  readonly facts: EventFacts;
}

/** Facts without those that were not told. */
export function toldFacts(facts: EventFacts): EventFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** The JSON of a body; undefined when it is none. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
