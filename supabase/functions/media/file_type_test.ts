import { assertEquals } from "@std/assert";
import { lieOf, sniff } from "./file_type.ts";

const bytes = (...parts: (string | number)[]) =>
  new Uint8Array(
    parts.flatMap((part) =>
      typeof part === "string" ? [...new TextEncoder().encode(part)] : [part]
    ),
  );

Deno.test("a type is told by the first bytes alone", () => {
  assertEquals(sniff(bytes(0xff, 0xd8, 0xff, 0xe0)), "image/jpeg");
  assertEquals(sniff(bytes(0x89, "PNG\r\n", 0x1a, "\n")), "image/png");
  assertEquals(sniff(bytes("RIFF", 1, 2, 3, 4, "WEBPVP8 ")), "image/webp");
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
  ) assertEquals(sniff(file), undefined);
});

Deno.test("declared type and name must agree with what the file is", () => {
  const lie = (name: string, declaredType: string, actual = "image/png" as const) =>
    lieOf({ name, declaredType, actual }) !== undefined;
  assertEquals(lie("o/a.png", "image/png"), false);
  assertEquals(lie("o/a.PNG", "image/png"), false);
  assertEquals(lie("o.jpg/a", "image/png"), false, "a folder's name says nothing");
  assertEquals(lie("o/a.jpg", "image/png"), true);
  assertEquals(lie("o/a.png", "image/jpeg"), true);
  assertEquals(lie("o/a.exe", "image/png"), true);
  assertEquals(lie("o/a.png", ""), true);
  assertEquals(
    lieOf({ name: "o/a.jpg", declaredType: "image/jpeg", actual: undefined }) !== undefined,
    true,
  );
});
