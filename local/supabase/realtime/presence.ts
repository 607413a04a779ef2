/** Who is present in one room. */

/** One presence of one channel, as clients see it. */
export interface PresenceMeta {
  readonly "phx_ref": string;
  /** The ref of the meta this one replaces. */
  readonly "phx_ref_prev"?: string;
  readonly [field: string]: unknown;
}

/** Metas by presence key. */
export type PresenceState = Record<string, { metas: PresenceMeta[] }>;

/** What changed; clients apply joins before leaves. */
export interface PresenceDiff {
  readonly joins: PresenceState;
  readonly leaves: PresenceState;
}

interface Entry {
  readonly key: string;
  readonly meta: PresenceMeta;
  /** The payload as tracked, to see whether another track changes anything. */
  readonly tracked: string;
}

/** At most one presence per member; members may share a key. `Member` is what the room holds. */
export class Presence<Member> {
  private readonly entries = new Map<Member, Entry>();

  /** Whether nobody is present. */
  get empty(): boolean {
    return this.entries.size === 0;
  }

  /** Adds or replaces the presence of `member`; undefined when nothing changes. */
  track(
    member: Member,
    key: string,
    payload: Record<string, unknown>,
  ): PresenceDiff | undefined {
    const tracked = JSON.stringify(payload);
    const before = this.entries.get(member);
    if (before?.tracked === tracked) return undefined;
    const meta: PresenceMeta = {
      ...payload,
      "phx_ref": crypto.randomUUID(),
      ...(before === undefined ? {} : { phx_ref_prev: before.meta.phx_ref }),
    };
    this.entries.set(member, { key, meta, tracked });
    return { joins: stateOf([{ key, meta }]), leaves: stateOf(before ? [before] : []) };
  }

  /** Removes the presence of `member`; undefined when it had none. */
  untrack(member: Member): PresenceDiff | undefined {
    const before = this.entries.get(member);
    if (before === undefined) return undefined;
    this.entries.delete(member);
    return { joins: {}, leaves: stateOf([before]) };
  }

  /** Everybody present. */
  state(): PresenceState {
    return stateOf(this.entries.values());
  }
}

function stateOf(entries: Iterable<{ key: string; meta: PresenceMeta }>): PresenceState {
  // Keys come from clients: a Map, so that "__proto__" is a key like any other.
  const state = new Map<string, { metas: PresenceMeta[] }>();
  for (const { key, meta } of entries) {
    const present = state.get(key);
    if (present === undefined) state.set(key, { metas: [meta] });
    else present.metas.push(meta);
  }
  return Object.fromEntries(state);
}
