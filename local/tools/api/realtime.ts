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

/** Every channel. Clients broadcast nothing themselves: what is said comes from the tables alone. */
export const realtimeTopics: readonly RealtimeTopic[] = [
  {
    topic: "conversation:<conversation id>",
    who:
      "The one who opened the conversation, and members of its organization with the permission conversations.write",
    presence: true,
    events: [
      {
        event: "message_created",
        when: "A message was written",
        payload: ["id", "conversation_id", "sender_id", "client_id", "body", "created_at"],
      },
    ],
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
        when: "An unread notification says something else now, such as a greater number",
        payload: notification,
      },
    ],
  },
];

/** How to listen, in words. */
export const realtimeInWords =
  "Realtime stands at /realtime/v1/websocket?apikey=<publishable key>. Join a topic as private (`config: { private: true }`) with the access token: " +
  "the database decides who may. Events come as broadcasts. Messages may come twice or be missed while a connection is down: read the table after each join.";
