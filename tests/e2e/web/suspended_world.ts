/** An organization of a demo tenant that staff have suspended, made once for a stack. */
import { createOrganization } from "@estate/sdk";
import type { Stack } from "../../../local/stack.ts";
import { as } from "./as_login.ts";
import type { World } from "./world.ts";

const made = new WeakMap<Stack, Promise<string>>();
let last: string | undefined;

/** Makes it, or finds it made; returns its id. */
export async function makeSuspended({ stack }: Pick<World, "stack">): Promise<string> {
  const making = made.get(stack) ?? make(stack);
  made.set(stack, making);
  return last = await making;
}

/** Its id, for addresses of screens. */
export function suspendedId(): string {
  if (last === undefined) throw new Error("Nothing was suspended");
  return last;
}

async function make(stack: Stack): Promise<string> {
  const { id } = await as(stack, "tenant11", (estate) =>
    createOrganization(estate, {
      kind: "agency",
      name: "Gbagada Lettings",
      address: "4 Diya Street, Gbagada, Lagos",
    }));
  await stack.database.query(
    "select public.suspend_organization($1, 'The homes are let twice')",
    [id],
  );
  return id;
}
