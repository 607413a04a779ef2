/** By what somebody is looked up: an e-mail address, a telephone number, or the id of their account. */
import { readPhone } from "../../../../sdk/src/ground/typed_input.ts";

/** As the project takes it. */
export type LookBy = { personId: string } | { email: string } | { phone: string };

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What was typed; undefined where it is none of the three. */
export function lookByOf(typed: string): LookBy | undefined {
  const said = typed.trim();
  if (id.test(said)) return { personId: said.toLowerCase() };
  if (/^[^@\s]+@[^@\s]+$/.test(said)) return { email: said };
  const phone = readPhone(said);
  return phone.understood ? { phone: phone.value } : undefined;
}
