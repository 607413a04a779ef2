/** What can be done with a notice of the law, and who may do it; the project has the last word. */
import type { StandingNotice } from "./notices_query.ts";

/** What can be done with it. */
export const noticeSays = ["serve", "check", "withdraw"] as const;
/** One of them. */
export type NoticeSay = (typeof noticeSays)[number];

/**
 * What an organization may do with it. An agency does something with notices of an owner's home where the owner authorized it
 * in writing: it serves them, and takes back what it gave itself.
 */
export function saysOf(
  { notice, isAuthorized }: {
    readonly notice: Pick<StandingNotice["notice"], "org_id" | "given_by">;
    readonly isAuthorized: boolean;
  },
  orgId: string,
): readonly NoticeSay[] {
  if (notice.org_id === orgId) return noticeSays;
  if (!isAuthorized) return [];
  return notice.given_by === orgId ? ["serve", "withdraw"] : ["serve"];
}
