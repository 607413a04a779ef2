/** The six figures that an authenticator app shows; or, for who has none, the way to one. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, LinkButton } from "../ui/button.tsx";
import { CodeField } from "../ui/code_field.tsx";
import { Form } from "../ui/form.tsx";
import { Problem } from "../ui/problem.tsx";
import { Loading, Skeleton } from "../ui/skeleton.tsx";
import { bringCode, factorQuery } from "./factor_query.ts";
import { useSignedInAs } from "./session.ts";

/** `onDone` once the code was right, `onLeave` when they go to set an app up. */
export function StepUpCode(
  { onDone, onLeave }: { readonly onDone: () => void; readonly onLeave?: () => void },
) {
  const queries = useQueryClient();
  const factor = useQuery(factorQuery(useSignedInAs()));
  const bring = useMutation({
    mutationFn: (code: string) => bringCode(code),
    onSuccess: () => {
      onDone();
      return queries.invalidateQueries({ queryKey: ["hats", "second factor"] });
    },
  });
  if (factor.error !== null && factor.data === undefined) {
    return <Problem error={factor.error} onRetry={() => void factor.refetch()} />;
  }
  if (factor.data === undefined) {
    return (
      <Loading>
        <Skeleton className="h-28" />
      </Loading>
    );
  }
  if (!factor.data.isThere) {
    return (
      <>
        <p className="mb-4">
          <Trans>
            You have none yet. An authenticator app on your phone shows a new code every half
            minute; setting it up takes a minute.
          </Trans>
        </p>
        <LinkButton to="/me/second-factor" onClick={onLeave}>
          <Trans>Set one up</Trans>
        </LinkButton>
      </>
    );
  }
  return (
    <Form onSubmit={(fields) => bring.mutate(String(fields.get("code")))} error={bring.error}>
      <CodeField label={t`Code`} hint={t`The six figures that your authenticator app shows now.`} />
      <Button type="submit" busy={bring.isPending}>
        <Trans>Go on</Trans>
      </Button>
    </Form>
  );
}
