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
export {
  listNotificationSettings,
  type MessageChannel,
  type MessageHours,
  type MessageMode,
  type NotificationSetting,
  readMessageHours,
  setMessageHours,
  setNotificationPreference,
} from "./notification_settings.ts";
export {
  listUndelivered,
  type MessagePreview,
  previewMessage,
  redriveDeliveries,
  type Undelivered,
} from "./undelivered.ts";
