/** Somebody who was looked up, and what staff can do about them and their organizations. */
import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { FoundPerson } from "@estate/sdk";
import { dateOf, dateTime } from "../../format/date.ts";
import { phone } from "../../format/phone.ts";
import { shownName } from "../../format/shown_name.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { toast } from "../../ui/toast.tsx";
import { Decision } from "./decision.tsx";
import { Facts } from "./facts.tsx";
import { plain } from "./queue.ts";
import { sdk } from "./staff_query.ts";

/** The cards. `onChanged` once something was decided. */
export function PersonFound(
  { person, onChanged }: { readonly person: FoundPerson; readonly onChanged: () => void },
) {
  // Whom the decision is about: the person, or one of their organizations.
  const [about, setAbout] = useState(person.person_id);
  const isPerson = about === person.person_id;
  const isSuspended = person.suspended_until !== null;
  return (
    <div className="flex flex-col gap-4">
      <Facts
        title={shownName(person.display_name)}
        facts={[
          [t`E-mail`, person.email],
          [t`Telephone`, person.phone === null ? null : phone(person.phone)],
          [t`Here since`, dateOf(person.created_at)],
          [
            t`Signed in last`,
            person.last_sign_in_at === null ? t`never` : dateTime(person.last_sign_in_at),
          ],
          [t`Suspended`, isSuspended ? t`yes` : t`no`],
          [
            t`Works for`,
            person.memberships.map((it) => `${it.name} (${plain(it.role)})`).join(", "),
          ],
          [t`Rents`, person.tenancies.map((it) => plain(it.status)).join(", ")],
          [t`Id`, person.person_id],
        ]}
      />
      {person.memberships.length > 0 && (
        <ChoiceGroup
          name="about"
          legend={t`The decision is about`}
          value={about}
          choices={[
            { value: person.person_id, label: shownName(person.display_name) },
            ...person.memberships.map((it) => ({ value: it.org_id, label: it.name })),
          ]}
          onChoose={setAbout}
        />
      )}
      <Decision<"suspend" | "restore">
        key={about}
        choices={isPerson
          ? [
            isSuspended
              ? { value: "restore", label: t`Lift the suspension` }
              : { value: "suspend", label: t`Suspend: no sign-in any more`, isHard: true },
          ]
          : [
            { value: "suspend", label: t`Suspend: nothing of it on the market` },
            { value: "restore", label: t`Lift the suspension` },
          ]}
        hint={isPerson && isSuspended
          ? t`Lifts the suspension. Kept in the record of acts.`
          : isPerson
          ? t`Suspends this person. Kept in the record of acts.`
          : t`Kept in the record of acts.`}
        decide={async (decision, reason) => {
          const [client, acts] = await sdk();
          const act = isPerson
            ? decision === "suspend" ? acts.suspendPerson : acts.restorePerson
            : decision === "suspend"
            ? acts.suspendOrganization
            : acts.restoreOrganization;
          await act(client, about, reason);
        }}
        onDone={() => {
          toast(t`Decided.`);
          onChanged();
        }}
      />
    </div>
  );
}
