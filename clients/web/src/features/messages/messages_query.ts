/** Conversations, what was last said in each, and what was said at all. */
import { queryOptions } from "@tanstack/react-query";
import type { MessageFile } from "@estate/sdk";
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

/** Those to which the person is invited, newest first. */
export const invitationsQuery = queryOptions({
  queryKey: ["messages", "invitations"],
  queryFn: async () => {
    const { client, listConversationInvitations } = await sdk();
    return await listConversationInvitations(client);
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

/** Whom one has blocked, for oneself or one's organization. */
export const blocksQuery = queryOptions({
  queryKey: ["messages", "blocks"],
  queryFn: async () => {
    const { client, listBlocks } = await sdk();
    return await listBlocks(client);
  },
});

/** Messages that have these words, newest first; in one talk, or in all. */
export const findingsQuery = (words: string, conversationId?: string) =>
  queryOptions({
    queryKey: ["messages", "found", words, conversationId ?? "all"],
    queryFn: async () => {
      const { client, searchMessages } = await sdk();
      return await searchMessages(
        client,
        words,
        conversationId === undefined ? {} : { conversationId },
      );
    },
    enabled: words !== "",
  });

/** A small picture of a photo, and the photo itself; asked for again before the links end. */
export const photoLinksQuery = (file: MessageFile) =>
  queryOptions({
    queryKey: ["messages", "photo", file.id],
    queryFn: async () => {
      const { client, linkToMessageFile } = await sdk();
      const [small, large] = await Promise.all(
        [file.thumbnail_path ?? file.path, file.path].map((it) =>
          linkToMessageFile(client, it, 600)
        ),
      );
      return { small: small!, large: large! };
    },
    staleTime: 8 * 60_000,
    gcTime: 8 * 60_000,
  });
