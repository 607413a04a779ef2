/** Names an account and the columns of its bank's file, once: the next statement of it needs nothing. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { StatementAccount } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { columnWords } from "./column_words.ts";
import { columnParts, columnsOf, neededParts, readColumns } from "./columns.ts";
import { type ReadStatement, saveAccount } from "./import_query.ts";
import { StatementPreview } from "./statement_preview.tsx";

/** The form. `account` where one that is known has other columns now. */
export function AccountForm(
  { orgId, statement, account, busy, onSaved }: {
    readonly orgId: string;
    readonly statement: ReadStatement;
    readonly account: StatementAccount | undefined;
    /** While the rows are brought in. */
    readonly busy: boolean;
    readonly onSaved: (account: StatementAccount) => void;
  },
) {
  const queries = useQueryClient();
  const { headers, guess } = statement.file;
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({
    mutationFn: (made: Parameters<typeof saveAccount>[1]) => saveAccount(orgId, made),
    onSuccess: async (saved) => {
      onSaved(saved);
      await queries.invalidateQueries({ queryKey: ["accounts", orgId, "statements"] });
    },
  });
  const submit = (fields: FormData) => {
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const columns = readColumns(fields);
    const lastFour = said("last_four");
    const errors = {
      ...(said("bank_name").length < 2 ? { bank_name: t`Say which bank.` } : {}),
      ...(said("label") === "" ? { label: t`Give it a name.` } : {}),
      ...(lastFour !== "" && !/^\d{4}$/.test(lastFour) ? { last_four: t`Four figures.` } : {}),
      ...Object.fromEntries(
        neededParts.filter((part) => said(`columns.${part}`) === "")
          .map((part) => [`columns.${part}`, t`Choose the column.`]),
      ),
    };
    setWrong(errors);
    if (Object.keys(errors).length > 0 || columns === undefined) return;
    save.mutate({
      bankName: said("bank_name"),
      label: said("label"),
      columns,
      dateOrder: said("date_order") as StatementAccount["date_order"],
      ...(lastFour === "" ? {} : { lastFour }),
      ...(account === undefined ? {} : { accountId: account.id }),
    });
  };
  const known = account === undefined ? guess : columnsOf(account);
  const initial = (part: (typeof columnParts)[number]) => {
    const header = known[part] ?? guess[part];
    return header !== undefined && headers.includes(header) ? header : "";
  };
  return (
    <Form onSubmit={submit} error={save.error} errors={wrong}>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField name="bank_name" label={t`Bank`} defaultValue={account?.bank_name} />
        <TextField
          name="label"
          label={t`What you call the account`}
          defaultValue={account?.label ?? t`Rent`}
        />
        <TextField
          name="last_four"
          label={t`Last four figures`}
          optional
          inputMode="numeric"
          maxLength={4}
          defaultValue={account?.last_four ?? ""}
        />
      </div>
      <StatementPreview file={statement.file} />
      <div className="grid gap-4 sm:grid-cols-2">
        {columnParts.map((part) => {
          const { label, hint } = columnWords(part);
          return (
            <Select
              key={part}
              name={`columns.${part}`}
              label={label}
              hint={hint}
              defaultValue={initial(part)}
              choices={[
                {
                  value: "",
                  label: neededParts.includes(part) ? t`Choose the column` : t`There is none`,
                },
                ...headers.map((value) => ({ value, label: value })),
              ]}
            />
          );
        })}
        <Select
          name="date_order"
          label={t`How it writes days`}
          defaultValue={account?.date_order ?? "day_first"}
          choices={[
            { value: "day_first", label: t`26/11/2026, the day first` },
            { value: "month_first", label: t`11/26/2026, the month first` },
          ]}
        />
      </div>
      <Button type="submit" busy={save.isPending || busy}>
        {busy ? <Trans>Reading the statement…</Trans> : <Trans>Import it</Trans>}
      </Button>
    </Form>
  );
}
