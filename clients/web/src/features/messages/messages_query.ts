/** Conversations, and what was last said in each. */
import { queryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";

/** Those of the person who is signed in, newest first. */
export const conversationsQuery = queryOptions({
  queryKey: ["messages", "list"],
  queryFn: async () => {
    const { client, listNamedConversations } = await sdk();
    return await listNamedConversations(client, { limit: 50 });
  },
  meta: { keep: true },
});

/** The newest fifty messages of one: what is shown before it is followed, and without a line. */
export const messagesQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["messages", "talk", conversationId],
    queryFn: async () => {
      const { client, listMessages } = await sdk();
      return await listMessages(client, conversationId);
    },
    meta: { keep: true },
  });

/** Who takes part in one. */
export const participantsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["messages", "participants", conversationId],
    queryFn: async () => {
      const { client, listParticipants } = await sdk();
      return await listParticipants(client, conversationId);
    },
    meta: { keep: true },
  });
