/** What is on its way, from the conversation that is followed and from the outbox: each once, in the order of writing. */
import type { Outgoing, PendingMessage } from "@estate/sdk";

/** `first` knows more of a message that is in both, such as why it was refused. */
export function together(
  first: readonly PendingMessage[],
  second: readonly Outgoing[],
): readonly PendingMessage[] {
  const known = new Set(first.map(({ clientId }) => clientId));
  return [...first, ...second.filter(({ clientId }) => !known.has(clientId))]
    .toSorted((one, other) => one.writtenAt - other.writtenAt);
}

/** What of it has not been said yet, as far as the messages show. */
export function unsaid(
  pending: readonly PendingMessage[],
  messages: readonly { readonly client_id: string }[],
): readonly PendingMessage[] {
  const said = new Set(messages.map((it) => it.client_id));
  return pending.filter(({ clientId }) => !said.has(clientId));
}
