import { assertEquals } from "@std/assert";
import { EstateError } from "@estate/sdk";
import { together, unsaid } from "./together.ts";

const message = (clientId: string, writtenAt: number) => ({
  clientId,
  conversationId: "talk",
  body: clientId,
  writtenAt,
});

Deno.test("what is in both is shown once, with its refusal, in the order of writing", () => {
  const refusal = new EstateError("No", "message.bad_fact", 422);
  const [one, two, three] = [message("one", 1), message("two", 2), message("three", 3)];
  const refused = { ...two, refusal };
  assertEquals(together([refused, three], [one, two]), [one, refused, three]);
  assertEquals(together([], []), []);
});

Deno.test("what was said is not on its way any more", () => {
  const [one, two] = [message("one", 1), message("two", 2)];
  assertEquals(unsaid([one, two], [{ client_id: "one" }]), [two]);
});
