/** Lets somebody see the record: who, how long, and whether with the amounts. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OwnConsent } from "@estate/sdk";
import { useState } from "react";
import { dateOf } from "../../format/date.ts";
import { useOnline } from "../../offline/online.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toast.tsx";
import { audienceQuery } from "./record_query.ts";
import { endOf, type ShareDays, shareDays } from "./share_days.ts";

/** `asked` is the request that is answered; without it one chooses with whom. */
export default function ShareSheet(
  { asked, onClose }: { readonly asked: OwnConsent | undefined; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const online = useOnline();
  const audience = useQuery({ ...audienceQuery(), enabled: asked === undefined });
  const [days, setDays] = useState<`${ShareDays}`>("30");
  const until = endOf(Number(days) as ShareDays);
  const share = useMutation({
    mutationFn: async (fields: FormData) => {
      const { client, answerHistoryRequest, grantHistory } = await sdk();
      const terms = { expiresAt: until, includesRent: fields.get("rent") === "on" };
      if (asked === undefined) await grantHistory(client, String(fields.get("org_id")), terms);
      else await answerHistoryRequest(client, asked.id, true, terms);
    },
    onSuccess: async () => {
      onClose();
      toast(t`They may see it now. You can take it back at any time.`);
      await queries.invalidateQueries({ queryKey: ["history"] });
    },
  });
  const form = (
    <>
      <ChoiceGroup
        name="days"
        legend={<Trans>For how long?</Trans>}
        value={days}
        onChoose={setDays}
        choices={shareDays.map((it) => ({ value: `${it}` as const, label: t`${it} days` }))}
      />
      <p className="text-14 text-muted">
        <Trans>
          Until{" "}
          {dateOf(until)}. They see the area, from when to when, and how the rent was paid. No names
          and no addresses. You see each time that they look.
        </Trans>
      </p>
      <Checkbox name="rent" label={t`Show the amounts of rent too`} />
      <Button type="submit" wide busy={share.isPending} disabled={!online}>
        <Trans>Let them see it</Trans>
      </Button>
    </>
  );
  return (
    <Sheet
      title={asked === undefined ? t`Share your record` : t`For ${asked.organization}`}
      isOpen
      onClose={onClose}
    >
      <Form onSubmit={share.mutate} error={share.error}>
        {asked !== undefined && form}
        {asked === undefined && (
          <Loaded query={audience} skeleton={<Skeleton className="h-40" />}>
            {(all) =>
              all.length === 0
                ? (
                  <p>
                    <Trans>
                      Nobody knows you here yet. Ask about a home, or apply for one: then you can
                      share your record with who lets it.
                    </Trans>
                  </p>
                )
                : (
                  <div className="flex flex-col gap-4">
                    <Select
                      name="org_id"
                      label={t`With whom?`}
                      choices={all.map((it) => ({ value: it.org_id, label: it.organization }))}
                    />
                    {form}
                  </div>
                )}
          </Loaded>
        )}
      </Form>
    </Sheet>
  );
}
