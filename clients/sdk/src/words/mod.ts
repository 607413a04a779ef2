/** Conversations and notifications. @module */
export {
  type Conversation,
  type ConversationHandlers,
  type ConversationReading,
  type ConversationSubject,
  countUnread,
  deleteMessage,
  editMessage,
  joinConversation,
  listChanges,
  listConversations,
  listMessages,
  listReadings,
  type Message,
  messageHistory,
  openConversation,
  readConversation,
  searchMessages,
  sendMessage,
} from "./conversations.ts";
export {
  type ConversationView,
  followConversation,
  type FollowedConversation,
  type FollowOptions,
  type PendingMessage,
} from "./follow_conversation.ts";
export { isRefusal, memoryOutbox, type OutboxStore, type Outgoing } from "./outbox.ts";
export {
  addMessageFile,
  downloadMessageFile,
  linkToMessageFile,
  type MessageFile,
} from "./message_files.ts";
export {
  answerConversationInvitation,
  blockPerson,
  type ConversationInvitation,
  decideMessageReport,
  inviteToConversation,
  listBlocks,
  listConversationInvitations,
  listParticipants,
  listReportsToReview,
  type Participant,
  removeConversationGuest,
  reportMessage,
  type ReportToReview,
  unblockPerson,
} from "./participants.ts";
export { type ChatWarning, warningText } from "./warnings.ts";
export {
  followNotifications,
  type ListedNotification,
  listNotifications,
  type Notification,
  readNotifications,
} from "./notifications.ts";
export {
  listNotificationSettings,
  type MessageChannel,
  type MessageHours,
  type MessageMode,
  type NotificationSetting,
  readMessageHours,
  setMessageHours,
  setMessageLanguage,
  setNotificationPreference,
  setNotificationPreferences,
} from "./notification_settings.ts";
export {
  listSentMessages,
  listUndelivered,
  type MessagePreview,
  previewMessage,
  redriveDeliveries,
  type SentMessage,
  type Undelivered,
} from "./undelivered.ts";
export {
  listReminders,
  previewReminders,
  type Reminder,
  reminderRule,
  type ReminderToCome,
  remindTenancy,
  setReminderRule,
} from "./reminders.ts";
export { type Addressee, listAddressees } from "./addressees.ts";
export {
  announce,
  type Announcement,
  type AnnouncementReach,
  type AnnouncementRecipient,
  type AnnouncementText,
  type AnnouncementTexts,
  findAnnouncement,
  listAnnouncementRecipients,
  listAnnouncements,
  type ListedAnnouncement,
  previewAnnouncement,
  readAnnouncement,
  withdrawAnnouncement,
} from "./announcements.ts";
export { listNamedConversations, type NamedConversation } from "./named_conversations.ts";
