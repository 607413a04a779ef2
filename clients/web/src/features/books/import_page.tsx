/** Imports a bank's statement: the file, its columns where they are not known, and what came of it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { WorkGate } from "../../session/work_gate.tsx";
import { Card } from "../../ui/card.tsx";
import { Field, inputClass } from "../../ui/field.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Select } from "../../ui/select.tsx";
import { Spinner } from "../../ui/button.tsx";
import { AccountForm } from "./account_form.tsx";
import { fits } from "./columns.ts";
import { bring, type ReadStatement, readStatement } from "./import_query.ts";
import { ImportResult } from "./import_result.tsx";
import { statementAccountsQuery } from "./statement_query.ts";

type Shown = { readonly orgId: string; readonly accountId?: string };

/** The page. */
export function ImportPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.confirm" title={t`Import a statement`}>
      <Import {...shown} />
    </WorkGate>
  );
}

function Import({ orgId, accountId }: Shown) {
  const queries = useQueryClient();
  const known = useQuery(statementAccountsQuery(orgId));
  const accounts = known.data ?? [];
  const [picked, setPicked] = useState<string | undefined>(accountId);
  const account = accounts.find(({ id }) => id === picked);
  const read = useMutation({
    mutationFn: readStatement,
    onSuccess: (statement) => {
      // A file that looks as the last one did goes straight in.
      if (account !== undefined && fits(statement.file, account)) {
        rows.mutate({ id: account.id, of: statement });
      }
    },
  });
  const statement = read.data;
  const rows = useMutation({
    mutationFn: ({ id, of }: { readonly id: string; readonly of: ReadStatement }) => bring(id, of),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["payments", "statement"] }),
  });
  const needsColumns = statement !== undefined && rows.data === undefined &&
    (account === undefined || !fits(statement.file, account) || rows.error !== null);
  const again = () => {
    read.reset();
    rows.reset();
  };
  if (rows.data !== undefined) {
    return (
      <Page title={t`Import a statement`}>
        <ImportResult orgId={orgId} imported={rows.data} onAgain={again} />
      </Page>
    );
  }
  return (
    <Page
      title={t`Import a statement`}
      lead={t`The CSV that your bank's app or internet banking gives you. What was imported before comes no second time.`}
      width={needsColumns ? "wide" : "narrow"}
    >
      <div className="flex flex-col gap-6">
        {/* An account that is there already would be opened a second time. */}
        <Missed of={[known]} />
        {accounts.length > 0 && (
          <Select
            name="account"
            label={t`Of which account`}
            value={picked ?? ""}
            onChange={(event) => {
              setPicked(event.target.value === "" ? undefined : event.target.value);
              again();
            }}
            choices={[
              ...accounts.map(({ id, bank_name, label }) => ({
                value: id,
                label: t`${bank_name}: ${label}`,
              })),
              { value: "", label: t`Another one` },
            ]}
          />
        )}
        <Field
          name="file"
          label={t`Statement`}
          hint={t`A CSV file. Of an Excel file, save a copy as CSV first.`}
        >
          {(parts) => (
            <input
              {...parts}
              type="file"
              accept=".csv,text/csv,text/plain"
              className={`${inputClass} file:mr-3 file:min-h-9 file:rounded-control file:border-0 file:bg-brand-soft file:px-3 file:font-semibold file:text-brand-ink`}
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                again();
                if (file !== undefined) read.mutate(file);
              }}
            />
          )}
        </Field>
        {read.error !== null && <Problem error={read.error} />}
        {rows.error !== null && <Problem error={rows.error} />}
        {rows.isPending && !needsColumns && (
          <p role="status" className="flex items-center gap-2">
            <Spinner />
            <Trans>Reading the statement…</Trans>
          </p>
        )}
        {needsColumns && (
          <Card title={account === undefined ? t`A new account` : t`The columns have changed`}>
            <AccountForm
              key={`${account?.id} ${statement.name}`}
              orgId={orgId}
              statement={statement}
              account={account}
              busy={rows.isPending}
              onSaved={(saved) => {
                setPicked(saved.id);
                rows.mutate({ id: saved.id, of: statement });
              }}
            />
          </Card>
        )}
      </div>
    </Page>
  );
}
