import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { SmtpEmailDriver } from "@supabase/lite";
import { createMailCatcher } from "./app.ts";
import { LARGEST_MESSAGE } from "./smtp.ts";

/** The real client: @supabase/lite sends by SMTP through nodemailer. */
function smtpClient(port: number): SmtpEmailDriver {
  return new SmtpEmailDriver({
    host: "127.0.0.1",
    port,
    user: "anyone",
    pass: "anything",
    from: "Estate <no-reply@example.com>",
    // With a password the client would insist on encryption, which loopback does without.
    requireTls: false,
  });
}

Deno.test("mail sent by nodemailer over SMTP is caught with its parts and letters intact", async () => {
  const { smtp, messages } = createMailCatcher();
  const client = smtpClient(await smtp.listen());
  try {
    await client.send({
      to: "Ada@example.com",
      subject: "Káàbọ̀: ₦1,200,000.00",
      text: "Code 123456 for Ọlá",
      html: "<p>Code <b>123456</b> for Ọlá</p>",
    });
  } finally {
    await smtp.close();
  }
  const [message, ...others] = messages("ada@example.com");
  assertEquals(others, []);
  assertEquals(message?.via, "smtp");
  assertEquals(message?.to, ["Ada@example.com"]);
  assertEquals(message?.subject, "Káàbọ̀: ₦1,200,000.00");
  assertEquals(message?.text?.trim(), "Code 123456 for Ọlá");
  assertEquals(message?.html?.trim(), "<p>Code <b>123456</b> for Ọlá</p>");
  assertStringIncludes(message?.from ?? "", "no-reply@example.com");
});

Deno.test("a message by SMTP without HTML has none", async () => {
  const { smtp, messages } = createMailCatcher();
  const client = smtpClient(await smtp.listen());
  try {
    await client.send({ to: "obi@example.com", subject: "Plain", text: "Only text" });
  } finally {
    await smtp.close();
  }
  assertEquals(messages()[0]?.html, null);
});

Deno.test("a message over the size limit is refused and not kept", async () => {
  const { smtp, messages } = createMailCatcher();
  const client = smtpClient(await smtp.listen());
  try {
    const text = "x".repeat(LARGEST_MESSAGE + 1);
    const sending = () => client.send({ to: "obi@example.com", subject: "Big", text });
    await assertRejects(sending, Error, "552");
  } finally {
    await smtp.close();
  }
  assertEquals(messages(), []);
});

Deno.test("SMTP listens on the port asked for, once, and says when it is taken", async () => {
  const first = createMailCatcher().smtp;
  const second = createMailCatcher().smtp;
  const port = await first.listen();
  try {
    assertEquals(first.port, port);
    await assertRejects(() => first.listen(), Error, `port ${port} is open already`);
    const taken = `Cannot open SMTP port ${port}: it is taken by another program`;
    await assertRejects(() => second.listen(port), Error, taken);
    assertEquals(second.port, null);
  } finally {
    await first.close();
  }
  assertEquals(first.port, null);
  assertEquals(await second.listen(port), port);
  await second.close();
  await second.close();
});
