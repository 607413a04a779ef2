/** The inspections of a tenancy, and how one begins. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { Letting } from "@estate/sdk";
import { addDays, today } from "../../format/calendar.ts";
import { date, dateOf } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { inspectionKind, inspectionState } from "./letting_words.ts";

/** The card. `may`: who reads it may make one. */
export function InspectionsCard(
  { orgId, letting, may }: {
    readonly orgId: string;
    readonly letting: Letting;
    readonly may: boolean;
  },
) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: async (kind: "move_in" | "move_out") => {
      const { client, scheduleInspection, beginMoveOut } = await sdk();
      const signed = letting.inspections.some((it) =>
        it.kind === "move_in" && it.status === "signed"
      );
      // Where the home was looked at before, the same rooms and items are looked at again.
      return kind === "move_out" && signed
        ? await beginMoveOut(client, letting.id)
        : await scheduleInspection(client, {
          tenancyId: letting.id,
          kind,
          scheduledFor: new Date(),
        });
    },
    onSuccess: async ({ id }) => {
      await navigate({
        to: "/org/$orgId/lettings/$tenancyId/inspections/$id",
        params: { orgId, tenancyId: letting.id, id },
      });
      await queries.invalidateQueries({ queryKey: ["tenancy"] });
    },
  });
  const has = (kind: string) =>
    letting.inspections.some((it) => it.kind === kind && it.status !== "cancelled");
  const moves: Readonly<Record<"move_in" | "move_out", boolean>> = {
    move_in: letting.parent_id === null && (letting.is_in_force || letting.status === "offered"),
    move_out: letting.status === "ended" || letting.is_in_force &&
        (letting.status !== "active" || letting.ends_on <= addDays(today(), 30)),
  };
  const offered = (["move_in", "move_out"] as const).filter((kind) => moves[kind] && !has(kind));
  return (
    <Card title={t`Inspections`}>
      {letting.inspections.length === 0
        ? (
          <p className="text-muted">
            <Trans>
              What each room was like, with photos, signed by both sides: it settles the deposit
              later.
            </Trans>
          </p>
        )
        : (
          <ul className="divide-y divide-line">
            {letting.inspections.map((it) => {
              const state = inspectionState(it.status);
              return (
                <li key={it.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
                  <Link
                    to="/org/$orgId/lettings/$tenancyId/inspections/$id"
                    params={{ orgId, tenancyId: letting.id, id: it.id }}
                    className="flex min-h-11 flex-col justify-center underline"
                  >
                    {inspectionKind(it.kind)}
                    <span className="text-14 text-muted">
                      {it.inspected_on === null ? dateOf(it.scheduled_for) : date(it.inspected_on)}
                    </span>
                  </Link>
                  <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
                </li>
              );
            })}
          </ul>
        )}
      {may && offered.length > 0 && (
        <div className="mt-4 acts">
          {offered.map((kind) => (
            <Button
              key={kind}
              look="secondary"
              busy={begin.isPending && begin.variables === kind}
              disabled={begin.isPending}
              onClick={() => begin.mutate(kind)}
            >
              {kind === "move_in"
                ? <Trans>Inspect at moving in</Trans>
                : <Trans>Inspect at moving out</Trans>}
            </Button>
          ))}
        </div>
      )}
      {begin.isError && <Problem error={begin.error} />}
    </Card>
  );
}
