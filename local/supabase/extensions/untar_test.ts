import { assertEquals } from "@std/assert";
import { Untar } from "./untar.ts";

/** One file of a ustar archive: header, content and padding. */
function entry(fields: { name: string; type?: string; prefix?: string; content?: string }) {
  const content = new TextEncoder().encode(fields.content ?? "");
  const bytes = new Uint8Array(512 + Math.ceil(content.length / 512) * 512);
  const write = (offset: number, text: string) => bytes.set(new TextEncoder().encode(text), offset);
  write(0, fields.name);
  write(124, `${content.length.toString(8).padStart(11, "0")}\0`);
  write(156, fields.type ?? "0");
  write(345, fields.prefix ?? "");
  bytes.set(content, 512);
  return bytes;
}

function archive(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.concat(new Uint8Array(1024)).flatMap((part) => [...part]));
}

function read(bytes: Uint8Array): [string, string][] {
  return [...new Untar(bytes)].map((
    file,
  ) => [file.name, new TextDecoder().decode(file.content)]);
}

Deno.test("regular files come with their whole name and exact content, and folders do not come", () => {
  const long = "x".repeat(513);
  const bytes = archive(
    entry({ name: "share/", type: "5" }),
    entry({ name: "empty" }),
    entry({ name: "a.sql", prefix: "share/extension", content: "select 'ọjà'" }),
    entry({ name: "n".repeat(100), content: long }),
  );
  assertEquals(read(bytes), [
    ["empty", ""],
    ["share/extension/a.sql", "select 'ọjà'"],
    ["n".repeat(100), long],
  ]);
});

Deno.test("what follows the end of the archive is not read", () => {
  assertEquals(read(archive(new Uint8Array(512), entry({ name: "after" }))), []);
});
