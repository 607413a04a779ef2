import { assertEquals } from "@std/assert";
import { lieOf, paperTypes, photoTypes, sniff } from "./file_type.ts";

const bytes = (...parts: (string | number)[]) =>
  new Uint8Array(
    parts.flatMap((part) =>
      typeof part === "string" ? [...new TextEncoder().encode(part)] : [part]
    ),
  );

Deno.test("a type is told by the first bytes alone", () => {
  assertEquals(sniff(bytes(0xff, 0xd8, 0xff, 0xe0), photoTypes), "image/jpeg");
  assertEquals(sniff(bytes(0x89, "PNG\r\n", 0x1a, "\n"), photoTypes), "image/png");
  assertEquals(sniff(bytes("RIFF", 1, 2, 3, 4, "WEBPVP8 "), photoTypes), "image/webp");
  assertEquals(sniff(bytes("%PDF-1.7", 10), paperTypes), "application/pdf");
  assertEquals(sniff(bytes(0xff, 0xd8, 0xff, 0xe0), paperTypes), "image/jpeg");
});

Deno.test("a paper is no WebP, and no PDF that begins later", () => {
  for (
    const file of [
      bytes("RIFF", 1, 2, 3, 4, "WEBPVP8 "),
      bytes("%PDF"),
      bytes(" %PDF-1.7"),
      bytes("<script>%PDF-1.7"),
      bytes("MZ", 0, "%PDF-1.7"),
      bytes("PK", 3, 4),
    ]
  ) assertEquals(sniff(file, paperTypes), undefined);
});

Deno.test("what is no photo has no type", () => {
  for (
    const file of [
      bytes(),
      bytes(0xff, 0xd8),
      bytes("RIFF", 1, 2, 3, 4, "WAVE"),
      bytes("GIF89a"),
      bytes("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      bytes("<!doctype html><script>alert(1)</script>"),
      bytes("%PDF-1.7"),
      bytes(" ", 0xff, 0xd8, 0xff),
    ]
  ) assertEquals(sniff(file, photoTypes), undefined);
});

Deno.test("declared type and name must agree with what the file is", () => {
  const lie = (name: string, declaredType: string, actual = "image/png" as const) =>
    lieOf({ name, declaredType, actual }, "photo") !== undefined;
  assertEquals(lie("o/a.png", "image/png"), false);
  assertEquals(lie("o/a.PNG", "image/png"), false);
  assertEquals(lie("o.jpg/a", "image/png"), false, "a folder's name says nothing");
  assertEquals(lie("o/a.jpg", "image/png"), true);
  assertEquals(lie("o/a.png", "image/jpeg"), true);
  assertEquals(lie("o/a.exe", "image/png"), true);
  assertEquals(lie("o/a.png", ""), true);
  assertEquals(
    lieOf({ name: "o/a.jpg", declaredType: "image/jpeg", actual: undefined }, "photo") !==
      undefined,
    true,
  );
});
