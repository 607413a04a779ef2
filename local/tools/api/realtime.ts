/** Private channels: who may listen and what is told. supabase/schemas/10_words is where each is at home. */

/** What is told on a channel. */
export interface RealtimeEvent {
  readonly event: string;
  readonly when: string;
  /** What of the row is told, by name. */
  readonly payload: readonly string[];
}

/** A channel. */
export interface RealtimeTopic {
  readonly topic: string;
  readonly who: string;
  readonly presence: boolean;
  readonly events: readonly RealtimeEvent[];
}

const notification = ["id", "kind", "title", "subject_id", "payload", "created_at"] as const;

/** By name: the order of a table's columns is another where it grew. */
const message = [
  "attachments",
  "body",
  "change_number",
  "client_id",
  "conversation_id",
  "created_at",
  "deleted_at",
  "edited_at",
  "id",
  "number",
  "reply_to_id",
  "sender_id",
  "warnings",
] as const;
const participants =
  "Who takes part in the conversation: its people by the subject, guests by invitation, and members of its organization, or of an agency that acts for it, with the permission conversations.write. Asked when somebody joins and when they bring a new token: who is taken out while they listen still hears what is told until their token ends, an hour at most, and reads nothing any more";

/** Every channel. Where messages come clients broadcast nothing themselves: what is said comes from the tables alone. */
export const realtimeTopics: readonly RealtimeTopic[] = [
  {
    topic: "conversation:<conversation id>",
    who: participants,
    presence: true,
    events: [
      { event: "message_created", when: "A message was written", payload: message },
      {
        event: "message_changed",
        when: "A message was edited, or deleted: then its body is null",
        payload: message,
      },
      {
        event: "conversation_read",
        when: "Somebody has read up to a message",
        payload: ["conversation_id", "user_id", "message_id", "number", "read_at"],
      },
      {
        event: "participants_changed",
        when: "A guest came or left",
        payload: ["conversation_id"],
      },
    ],
  },
  {
    topic: "typing:<conversation id>",
    who:
      `${participants}. Each may broadcast here, and here alone: the event "typing" with their user_id, to be believed of participants only, for six seconds`,
    presence: false,
    events: [],
  },
  {
    topic: "user:<user id>",
    who: "That person alone",
    presence: false,
    events: [
      {
        event: "notification_created",
        when: "Something happened that this person is told of",
        payload: notification,
      },
      {
        event: "notification_renewed",
        when:
          "An unread notification says something else now, such as that more than one message waits",
        payload: notification,
      },
    ],
  },
];

/** How to listen, in words. */
export const realtimeInWords =
  "Realtime stands at /realtime/v1/websocket?apikey=<publishable key>. Join a topic as private (`config: { private: true }`) with the access token: " +
  "the database decides who may. Events come as broadcasts. Messages may come twice or be missed while a connection is down: read the table after each join. " +
  "Where a payload has no `id`, Realtime adds one of the event.";
