/** Decides on a `phx_join`. */
import { TokenError } from "./access.ts";
import { type Extension, readableExtensions } from "./authorization.ts";
import { Channel, type Connection } from "./channel.ts";
import { parseJoinPayload, parseReplay, type Replay } from "./join_payload.ts";
import type { InboundMessage } from "./message.ts";
import type { Services } from "./services.ts";
import { readReplay, type StoredMessage } from "./stored_messages.ts";

/** A join that is not granted; the message is the reason the client gets. */
export class JoinRefused extends Error {
  override readonly name = "JoinRefused";
}

/**
 * Checks a join, then makes the channel and hands it to `joined`, which keeps it for the socket or
 * answers false when the socket has gone meanwhile. The channel answers the join itself.
 * @throws {JoinRefused} for what the client has to mend; anything else is the server's trouble
 */
export async function join(
  services: Services,
  connection: Connection,
  message: InboundMessage & { readonly ref: string },
  joined: (channel: Channel) => boolean,
): Promise<void> {
  const topic = message.topic.slice("realtime:".length);
  if (topic === "") throw new JoinRefused("TopicNameRequired: You must provide a topic name");
  const { config, token } = parseJoinPayload(message.payload);
  const access = await services.authenticate(token ?? connection.access.token).catch((error) => {
    throw error instanceof TokenError ? new JoinRefused(`${error.code}: ${error.message}`) : error;
  });

  let readable: ReadonlySet<Extension> | undefined;
  if (config.private) {
    const caller = { access, topic, headers: connection.headers };
    readable = await readableExtensions(
      services.database,
      caller,
      config.presenceEnabled ? ["broadcast", "presence"] : ["broadcast"],
    );
    if (readable.size === 0) {
      throw new JoinRefused(
        `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`,
      );
    }
  }
  const replay = requestedReplay(config.replay, config.private);

  const joinRef = message.joinRef ?? message.ref;
  const channel = new Channel(services, connection, { joinRef, topic, config, access, readable });
  let messages: StoredMessage[] = [];
  try {
    // In the room already, so that nothing committed during the query is lost.
    if (replay !== undefined && channel.receivesBroadcasts) {
      messages = await readReplay(services.database, topic, replay);
    }
  } catch (error) {
    channel.dispose();
    services.log(`Cannot replay ${message.topic}: ${error}`);
    throw new JoinRefused("UnableToReplayMessages: Realtime was unable to replay messages");
  }
  if (joined(channel)) channel.open(message.ref, messages);
  else channel.dispose();
}

function requestedReplay(value: unknown, isPrivate: boolean): Replay | undefined {
  if (value === undefined) return undefined;
  if (!isPrivate) {
    throw new JoinRefused("UnableToReplayMessages: Replay is not allowed for public channels");
  }
  const replay = parseReplay(value);
  if (replay === undefined) {
    throw new JoinRefused("UnableToReplayMessages: Replay params are not valid");
  }
  return replay;
}
