/** One of the roles, each with what it may do; and what the choice means where it is about money. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Member } from "@estate/sdk";
import { roleName } from "../../shell/role_names.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { decidesAboutMoney, roleMay, roles } from "./role_words.ts";

/** The choice. */
export function RoleChoice(
  { role, onChoose }: {
    readonly role: Member["role"];
    readonly onChoose: (role: Member["role"]) => void;
  },
) {
  return (
    <>
      <ChoiceGroup<Member["role"]>
        name="role"
        legend={t`What may they do?`}
        column
        value={role}
        choices={roles.map((it) => ({
          value: it,
          label: (
            <span className="py-2">
              <span className="block">{roleName(it)}</span>
              <span className="block text-14 font-normal text-muted">{roleMay(it)}</span>
            </span>
          ),
        }))}
        onChoose={onChoose}
      />
      {decidesAboutMoney(role) && (
        <Callout meaning="info">
          <p>
            <Trans>
              They decide about money that goes out. As a second person they count three days after
              they come, and every member is told: so nobody lets a helper in and empties the
              account the same evening.
            </Trans>
          </p>
        </Callout>
      )}
    </>
  );
}
