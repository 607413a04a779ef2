/** Rooms: everybody joined to one topic. A public and a private room of one name never meet. */
import type { Frame, OutboundMessage, Serializer } from "./message.ts";
import { Presence, type PresenceDiff } from "./presence.ts";

/** A joined channel, as its room sees it. */
export interface Member {
  readonly serializer: Serializer;
  readonly receivesBroadcasts: boolean;
  readonly receivesPresence: boolean;
  /** Sends a ready frame of `message`, or keeps it until the join is answered. */
  deliver(message: OutboundMessage, frame: Frame): void;
}

/** One room. */
export class Room {
  readonly members = new Set<Member>();
  readonly presence = new Presence<Member>();

  /** `topic` is without the prefix `realtime:`. */
  constructor(readonly topic: string, private readonly release: (room: Room) => void) {}

  /** Takes `member` out with its presence; the last one closes the room. */
  leave(member: Member): void {
    if (!this.members.delete(member)) return;
    this.announce(this.presence.untrack(member));
    if (this.members.size === 0) this.release(this);
  }

  /** Sends a broadcast to every member who may read it, but not to `except`. */
  broadcast(payload: Record<string, unknown>, except?: Member): void {
    this.send(
      "broadcast",
      payload,
      (member) => member !== except && member.receivesBroadcasts,
    );
  }

  /** Tells the members about a change of presence. */
  announce(diff: PresenceDiff | undefined): void {
    if (diff === undefined) return;
    this.send("presence_diff", diff, (member) => member.receivesPresence);
  }

  private send(event: string, payload: unknown, wanted: (member: Member) => boolean): void {
    const topic = `realtime:${this.topic}`;
    const message: OutboundMessage = { joinRef: null, ref: null, topic, event, payload };
    const frames = new Map<Serializer, Frame | null>();
    for (const member of [...this.members]) {
      if (!wanted(member)) continue;
      let frame = frames.get(member.serializer);
      if (frame === undefined) {
        frame = member.serializer.encode(message);
        frames.set(member.serializer, frame);
      }
      if (frame !== null) member.deliver(message, frame);
    }
  }
}

/** All rooms that have members. */
export class Rooms {
  private readonly rooms = new Map<string, Room>();

  /** The room of a topic if anybody is in it. */
  find(topic: string, isPrivate: boolean): Room | undefined {
    return this.rooms.get(nameOf(topic, isPrivate));
  }

  /** Puts `member` into the room of a topic. */
  enter(topic: string, isPrivate: boolean, member: Member): Room {
    const name = nameOf(topic, isPrivate);
    let room = this.rooms.get(name);
    if (room === undefined) {
      room = new Room(topic, () => this.rooms.delete(name));
      this.rooms.set(name, room);
    }
    room.members.add(member);
    return room;
  }
}

function nameOf(topic: string, isPrivate: boolean): string {
  return `${isPrivate ? "private" : "public"}:${topic}`;
}
