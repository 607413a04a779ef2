/** Offers times at which a home can be seen: a day, from when until when, how long each, for how many. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { today } from "../../format/calendar.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TimeField } from "../../ui/time_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { type Fault, notYetOffered, type Time, timesOf } from "./times.ts";
import { shownHomesQuery, viewingsQuery } from "./viewings_query.ts";

/** The sheet; `onClose` also when it is done. */
export default function TimesSheet(
  { orgId, onClose }: { readonly orgId: string; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const shown = useQuery(shownHomesQuery(orgId));
  const homes = shown.data;
  const coming = useQuery(viewingsQuery(orgId, "coming"));
  const offered = coming.data ?? [];
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const offer = useMutation({
    mutationFn: async (
      what: { readonly listingId: string; readonly seats: number; readonly times: readonly Time[] },
    ) => {
      const { client, offerViewing } = await sdk();
      for (const it of what.times) {
        await offerViewing(client, { listingId: what.listingId, seats: what.seats, ...it });
      }
      return what.times.length;
    },
    onSuccess: (count) => {
      onClose();
      toast(plural(count, { one: "# time is offered.", other: "# times are offered." }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["viewings"] }),
  });
  const submit = (fields: FormData) => {
    const said = (name: string) => String(fields.get(name) ?? "");
    const listingId = said("listing_id");
    if (said("day") === "") return setWrong({ day: t`Say on which day.` });
    const unsaid = ["from", "until"].filter((it) => said(it) === "");
    if (unsaid.length > 0) {
      return setWrong(Object.fromEntries(unsaid.map((it) => [it, t`Say at what time.`])));
    }
    const times = timesOf({
      day: said("day"),
      from: said("from"),
      until: said("until"),
      minutes: Number(said("minutes")),
    }, new Date());
    if (typeof times === "string") return setWrong(faultWords(times));
    setWrong({});
    const left = notYetOffered(times, offered.filter((it) => it.listing_id === listingId));
    offer.mutate({ listingId, seats: Number(said("seats")), times: left });
  };
  return (
    <Sheet title={t`Offer times`} isOpen onClose={onClose}>
      <Missed of={[shown, coming]} className="mb-4" />
      {homes === undefined ? <Skeleton className="h-96" /> : homes.length === 0
        ? (
          <p>
            <Trans>Only a home that is on the market can be shown. Publish a listing first.</Trans>
          </p>
        )
        : (
          <Form onSubmit={submit} error={offer.error} errors={wrong}>
            <Select
              name="listing_id"
              label={t`Which home?`}
              choices={homes.map((it) => ({ value: it.id, label: it.title }))}
            />
            <DayField
              name="day"
              label={t`On which day?`}
              hint={t`The day first, as 5/12/2026.`}
              from={today()}
            />
            <div className="grid grid-cols-2 gap-4">
              <TimeField name="from" label={t`From`} initial="10:00" />
              <TimeField name="until" label={t`Until`} initial="12:00" />
            </div>
            <div className="grid grid-cols-2 gap-4">
              <Select
                name="minutes"
                label={t`Each takes`}
                defaultValue="30"
                choices={["15", "30", "45", "60", "120"].map((value) => ({
                  value,
                  label: t`${value} minutes`,
                }))}
              />
              <Select
                name="seats"
                label={t`For how many?`}
                choices={["1", "2", "3", "5", "10", "20"].map((value) => ({ value, label: value }))}
              />
            </div>
            <p className="text-14 text-muted">
              <Trans>Times are those of Nigeria. Who books learns the exact address.</Trans>
            </p>
            <Button type="submit" wide busy={offer.isPending}>
              <Trans>Offer these times</Trans>
            </Button>
          </Form>
        )}
    </Sheet>
  );
}

function faultWords(fault: Fault): Readonly<Record<string, string>> {
  switch (fault) {
    case "backwards":
      return { until: t`The end must come after the beginning.` };
    case "too_short":
      return { until: t`Not one viewing fits in between.` };
    case "past":
      return { from: t`This time is over.` };
    case "too_many":
      return { until: t`These are more than 24 times. Take a shorter stretch.` };
  }
}
