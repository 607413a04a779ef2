/** Chat: an attachment, a reply, and a warning about paying past the platform. */
import {
  addMessageFile,
  type Conversation,
  type ConversationView,
  countUnread,
  deleteMessage,
  downloadMessageFile,
  editMessage,
  followConversation,
  messageHistory,
  searchMessages,
  sendMessage,
  warningText,
} from "@estate/sdk";
import { eventually, type Narrator, refused } from "./narrator.ts";
import type { Person } from "./people.ts";

/** Tells it, in a conversation of owner and tenant. */
export async function tellTalking(
  tell: Narrator,
  people: { owner: Person; tenant: Person; stranger: Person },
  conversation: Pick<Conversation, "id">,
): Promise<void> {
  const { owner, tenant, stranger } = people;
  tell.step(`${tenant.name} asks about a plan, and ${owner.name} answers with the paper`);
  let shown: ConversationView | undefined;
  const followed = await followConversation(tenant.estate, conversation.id, {
    onChange: (view) => shown = view,
  });
  await followed.send("Do you have a plan of the flat?");
  const question = await eventually(
    "the question",
    () => shown?.messages.find((it) => it.body?.startsWith("Do you have")),
  );
  tell.expect(
    (await countUnread(owner.estate)).get(conversation.id) === 1,
    "one message waits for the owner",
  );
  const plan = new Blob(["%PDF-1.7\n%%EOF"], { type: "application/pdf" });
  const file = await addMessageFile(owner.estate, conversation.id, plan, "Plan of Flat 1.pdf");
  const reply = await sendMessage(owner.estate, conversation, "Here it is", undefined, {
    replyTo: question.id,
    files: [file],
  });
  const heard = await eventually(
    "the answer",
    () => shown?.messages.find((it) => it.id === reply.id),
  );
  tell.expect(
    heard.reply_to_id === question.id && heard.attachments[0]?.name === file.name,
    `a reply to the question, with ${file.name}`,
  );
  const attached = heard.attachments[0] as typeof file;
  tell.expect(
    await (await downloadMessageFile(tenant.estate, attached)).text() === await plan.text(),
    "who takes part opens it",
  );
  const pried = await refused(
    "a stranger's download",
    downloadMessageFile(stranger.estate, attached),
  );
  tell.expect(pried instanceof Error, "a stranger does not");

  tell.step(`${owner.name} asks for money past the platform`);
  const asked = await sendMessage(
    owner.estate,
    conversation,
    "Abeg pay me directly, 0123456789 GTB",
  );
  const warned = await eventually(
    "the warning",
    () => shown?.messages.find((it) => it.id === asked.id),
  );
  for (const warning of warned.warnings) tell.fact(warningText(warning, "pcm"));
  tell.expect(
    warned.warnings.includes("pay_directly") && warned.body === asked.body,
    "it is said, and both sides read the warning beside it",
  );
  const corrected = await editMessage(
    owner.estate,
    asked.id,
    "Please pay through the platform only",
  );
  tell.expect(corrected.warnings.length === 0, "corrected, without a warning");
  const [before] = await messageHistory(tenant.estate, asked.id);
  tell.expect(before?.body === asked.body, `what stood there is kept: ${before?.body}`);
  const slip = await sendMessage(owner.estate, conversation, "Wrong window");
  await deleteMessage(owner.estate, slip.id);
  await eventually(
    "the mark",
    () => shown?.messages.find((it) => it.id === slip.id && it.deleted_at !== null),
  );
  tell.fact("what is deleted leaves a mark");
  const found = await searchMessages(tenant.estate, "plan flat");
  tell.expect(found.some((it) => it.id === question.id), "the question is found by its words");
  await followed.markRead();
  await followed.leave();
}
