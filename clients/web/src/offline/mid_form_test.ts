import { assertEquals } from "@std/assert";
import { isMidForm, noteTyping } from "./mid_form.ts";

const field = (isInForm: boolean) => ({ closest: () => isInForm ? {} : null });

Deno.test("who typed into a form is in the middle of it until the screen is another", () => {
  noteTyping(field(false), "/search");
  assertEquals(isMidForm("/search"), false);
  noteTyping(field(true), "/l/1/ask");
  noteTyping(field(false), "/search");
  assertEquals([isMidForm("/l/1/ask"), isMidForm("/l/1")], [true, false]);
});
