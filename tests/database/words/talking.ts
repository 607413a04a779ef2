/** What people of the tests do in conversations. */
import { type Actor, as } from "../actor.ts";
import type { TestDatabase } from "../test_database.ts";
import type { World } from "../world.ts";

type Database = TestDatabase["database"];

/** A message as the API answers it. */
export interface Said {
  readonly id: string;
  readonly conversation_id: string;
  readonly sender_id: string;
  readonly client_id: string;
  readonly body: string | null;
  readonly reply_to_id: string | null;
  readonly attachments: { id: string; name: string; path: string }[];
  readonly warnings: string[];
  readonly number: number;
  readonly change_number: number;
  readonly edited_at: string | null;
  readonly deleted_at: string | null;
}

/** Says something; returns the message. */
export async function send(
  database: Database,
  by: Actor,
  conversation: string,
  body: string,
  more: { client?: string; replyTo?: string; files?: readonly string[] } = {},
): Promise<Said> {
  const [row] = await as<{ said: Said }>(
    database,
    by,
    "select send_message($1, $2, $3, $4, $5::text::uuid[]) as said",
    [
      conversation,
      body,
      more.client ?? crypto.randomUUID(),
      more.replyTo ?? null,
      more.files === undefined ? null : `{${more.files}}`,
    ],
  );
  return row!.said;
}

/** Opens the conversation about a subject, such as `{ viewing_id: … }`; returns its id. */
export async function open(
  database: Database,
  by: Actor,
  subject: Readonly<Record<string, string>>,
): Promise<string> {
  const [[name, id]] = Object.entries(subject) as [[string, string]];
  const [row] = await as<{ id: string }>(
    database,
    by,
    `select id from open_conversation(${name} => $1)`,
    [id],
  );
  return row!.id;
}

/** How many messages `by` may read of a conversation. */
export const readable = async (database: Database, by: Actor, conversation: string) =>
  (await as(database, by, "select id from messages where conversation_id = $1", [conversation]))
    .length;

/** One row at least of whatever a conversation leaves: a guest, a file, an edit, a report and a block. */
export async function addTalks(database: Database, world: World): Promise<void> {
  const { people, conversation } = world;
  await as(database, people.tenant, "select invite_to_conversation($1, 'brother@example.ng')", [
    conversation,
  ]);
  await as(
    database,
    people.owner,
    `select announce($1, '{"en": {"title": "Water", "body": "The water is cut"}}', gen_random_uuid(), tenancy_ids => array[$2]::uuid[])`,
    [world.org, world.tenancy],
  );
  const path = `${people.tenant.user}/sink.pdf`;
  const [added] = await as<{ file: { id: string } }>(
    database,
    "service",
    `select service.add_message_file($1, $2, $3, 'The sink', 'application/pdf', 1000, repeat('ab', 32), $4) as file`,
    [people.tenant.user, conversation, path, `${world.org}/${conversation}/sink.pdf`],
  );
  await send(database, people.tenant, conversation, "Here is the sink", {
    files: [added!.file.id],
  });
  const said = await send(database, people.agent, conversation, "It is being mended");
  await as(database, people.agent, "select edit_message($1, 'It is mended')", [said.id]);
  await as(database, people.tenant, "select report_message($1, 'other')", [said.id]);
  await as(database, people.tenant, "select read_conversation($1, $2)", [conversation, said.id]);
  await database.query(
    "insert into blocks (blocker_id, org_id, blocked_id) values ($1, null, $3), ($1, $2, $3)",
    [people.tenant.user, world.org, people.otherOwner.user],
  );
}
