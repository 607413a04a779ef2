/** Conversations and notifications. @module */
export {
  type Conversation,
  type ConversationHandlers,
  joinConversation,
  listMessages,
  type Message,
  openConversation,
  sendMessage,
} from "./conversations.ts";
export { followNotifications, type Notification, readNotifications } from "./notifications.ts";
