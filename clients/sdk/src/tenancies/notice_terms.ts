/** What notice has to keep to. */
import type { Estate } from "../ground/client.ts";
import { readAs } from "../ground/read.ts";

/** Between which days notice given today can end a tenancy (Nigerian dates), and by which rule. */
export interface NoticeTerms {
  readonly earliest_ends_on: string;
  readonly latest_ends_on: string;
  /** The law and its section, or what was agreed. */
  readonly basis: string;
}

/** What notice given today has to keep to, before it is given; undefined when you may not see the tenancy. */
export async function readNoticeTerms(
  estate: Estate,
  tenancyId: string,
): Promise<NoticeTerms | undefined> {
  const [terms] = await readAs<NoticeTerms[]>(estate, "notice_terms" as "tenancy_marks", {
    tenancy_id: tenancyId,
  });
  return terms;
}
