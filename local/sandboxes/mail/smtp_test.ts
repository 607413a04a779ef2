import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { SmtpEmailDriver } from "@supabase/lite";
import { SendFailure } from "../../../supabase/functions/_shared/email_sender.ts";
import { createSmtp } from "../../../supabase/functions/_shared/smtp/adapter.ts";
import { createMailCatcher } from "./app.ts";
import { makeCertificate } from "./certificate.ts";
import type { MailFault } from "./faults.ts";
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

Deno.test("over TLS the platform's own sender is caught, with its number and its one-click address", async () => {
  const mail = createMailCatcher();
  const certificate = await makeCertificate();
  const port = await mail.smtps.listen(0, certificate);
  const smtp = createSmtp({
    host: "127.0.0.1",
    port,
    from: "Estate <no-reply@estate.ng>",
    ca: certificate.cert,
    timeoutMs: 2_000,
  });
  const letter = {
    to: "ada@example.ng",
    subject: "Owó ilé: ₦1,200,000.00",
    text: "Ẹ jọ̀wọ́",
    messageId: "m-1@estate.ng",
    unsubscribeUrl: "https://estate.ng/u?t=1",
  };
  const fails = async (fault: MailFault) => {
    mail.setFault("ada@example.ng", fault);
    const { outcome, code } = await assertRejects(() => smtp.send(letter), SendFailure);
    return `${outcome} ${code}`;
  };
  try {
    await smtp.send(letter);
    const [caught] = mail.messages("ada@example.ng");
    assertEquals([caught?.subject, caught?.messageId, caught?.unsubscribe], [
      letter.subject,
      "<m-1@estate.ng>",
      "https://estate.ng/u?t=1",
    ]);
    assertEquals(await fails({ recipient: 450 }), "not_sent smtp_450");
    assertEquals(await fails({ recipient: 550 }), "refused smtp_550");
    assertEquals(await fails({ message: 452 }), "not_sent smtp_452");
    assertEquals(await fails({ message: 554 }), "refused smtp_554");
    assertEquals(mail.messages().length, 1);
    assertEquals(await fails({ delayMs: 4_000 }), "unknown timeout");
    assertEquals(await fails({ breakOff: true }), "unknown network");
    assertEquals(mail.messages("ada@example.ng").length, 3, "both were taken all the same");
    mail.setFault("ada@example.ng", { bounce: true });
    await smtp.send(letter);
    assertStringIncludes(mail.messages("no-reply@estate.ng")[0]?.text ?? "", "ada@example.ng");
    // Others are served meanwhile.
    mail.setFault("ada@example.ng", { recipient: 550 });
    await smtp.send({ ...letter, to: "obi@example.ng" });
  } finally {
    await mail.smtps.close();
  }
});
