import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { Hono } from "hono";
import { createMailCatcher } from "./app.ts";

const LETTER = { to: "Ada@Example.com", subject: "Confirm", text: "Code 123456" };

Deno.test("a sent message is kept with an id and a time, and read by address in any case", async () => {
  const { driver, app, messages } = createMailCatcher();
  await driver.send(LETTER);
  await driver.send({ to: "obi@example.com", subject: "Rent", html: "<p>Due</p>" });
  const [newest, oldest] = messages();
  assertEquals(newest?.to, ["obi@example.com"]);
  assertEquals([newest?.text, newest?.html], [null, "<p>Due</p>"]);
  assertEquals([oldest?.subject, oldest?.text, oldest?.html], ["Confirm", "Code 123456", null]);
  assertEquals(Number.isNaN(Date.parse(oldest?.receivedAt ?? "")), false);
  const all = await (await app.request("/api/messages")).json();
  assertEquals(all, { messages: messages() });
  const found = await (await app.request("/api/messages?to=ada@example.com")).json();
  assertEquals(found, { messages: [oldest] });
  assertEquals(messages("ADA@example.com"), [oldest]);
  const none = await (await app.request("/api/messages?to=none@example.com")).json();
  assertEquals(none, { messages: [] });
});

Deno.test("a message is fetched by id, and an unknown id answers 404", async () => {
  const { driver, app, messages } = createMailCatcher();
  await driver.send(LETTER);
  const id = messages()[0]?.id;
  assertEquals(await (await app.request(`/api/messages/${id}`)).json(), messages()[0]);
  const unknown = await app.request("/api/messages/77");
  assertEquals(unknown.status, 404);
  assertEquals(await unknown.json(), { error: "Cannot show message 77: no such message" });
  assertEquals((await app.request("/?message=77")).status, 404);
});

Deno.test("delete empties the mailbox and ids are not used again", async () => {
  const { driver, app, messages } = createMailCatcher();
  await driver.send(LETTER);
  const before = messages()[0]?.id;
  assertEquals((await app.request("/api/messages", { method: "DELETE" })).status, 204);
  assertEquals(messages(), []);
  await driver.send(LETTER);
  assertFalse(messages()[0]?.id === before);
});

Deno.test("only the newest 500 messages are kept", async () => {
  const { driver, messages } = createMailCatcher();
  for (let n = 1; n <= 503; n++) await driver.send({ ...LETTER, subject: `No ${n}` });
  const subjects = messages().map(({ subject }) => subject);
  assertEquals([subjects.length, subjects[0], subjects.at(-1)], [500, "No 503", "No 4"]);
});

Deno.test("the inbox lists messages, escaped, with links that hold under a mount", async () => {
  const { driver, app, messages } = createMailCatcher();
  const root = new Hono().route("/sandbox/mail", app);
  const inbox = async () => await (await root.request("/sandbox/mail")).text();
  assertStringIncludes(await inbox(), "Nothing yet");
  await driver.send({ ...LETTER, subject: "<script>alert(1)</script>" });
  const page = await inbox();
  assertStringIncludes(page, "&lt;script&gt;alert(1)");
  assertFalse(page.includes("<script"));
  const link = `?message=${messages()[0]?.id}`;
  assertStringIncludes(page, `href="${link}"`);
  const opened = await root.request(`/sandbox/mail${link}`);
  assertEquals(opened.status, 200);
  const letter = await opened.text();
  assertStringIncludes(letter, "Code 123456");
});

Deno.test("the inbox can be limited to one address", async () => {
  const { driver, app } = createMailCatcher();
  await driver.send(LETTER);
  await driver.send({ to: "obi@example.com", subject: "Other" });
  const page = await (await app.request("/?to=ada@example.com")).text();
  assertStringIncludes(page, "Confirm");
  assertFalse(page.includes("Other"));
});

Deno.test("HTML mail is shown in a frame that it cannot leave and runs no scripts in", async () => {
  const { driver, app, messages } = createMailCatcher();
  const html = `<p title="a">Hi</p>"></iframe><script>alert(1)</script>`;
  await driver.send({ to: "ada@example.com", subject: "Hi", html });
  const response = await app.request(`/?message=${messages()[0]?.id}`);
  const page = await response.text();
  assertStringIncludes(page, `sandbox="allow-popups allow-popups-to-escape-sandbox"`);
  assertFalse(page.includes("allow-scripts"));
  assertFalse(page.includes("<script"));
  const escaped = "&lt;p title=&quot;a&quot;&gt;Hi&lt;/p&gt;&quot;&gt;&lt;/iframe&gt;";
  assertStringIncludes(page, `&lt;base target=&quot;_blank&quot;&gt;${escaped}`);
  assertStringIncludes(response.headers.get("content-security-policy") ?? "", "default-src 'none'");
});
