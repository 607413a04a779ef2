/** The fields that a kind asks for beside the name. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Problem } from "../../ui/problem.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { banksQuery } from "./proof_query.ts";
import type { StepKind } from "./step_form.ts";

/** Those of `kind`. */
export function StepFields({ kind }: { readonly kind: StepKind }) {
  switch (kind) {
    case "nin":
      return <NumberField label={t`NIN`} hint={t`Eleven figures`} />;
    case "bvn":
      return <NumberField label={t`BVN`} hint={t`Eleven figures; dial *565*0# to see it`} />;
    case "vnin":
      return (
        <TextField
          name="number"
          label={t`Virtual NIN`}
          hint={t`Sixteen letters and figures, from the NIMC app or *346*3#`}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={24}
        />
      );
    case "bank_account":
      return (
        <>
          <Banks />
          <NumberField label={t`Account number`} hint={t`Ten figures`} />
        </>
      );
    case "agent_licence":
      return (
        <>
          <TextField
            name="licensed_by"
            label={t`Who licenses you`}
            hint={t`Such as LASRERA`}
            maxLength={120}
            autoComplete="off"
          />
          <TextField
            name="licence_number"
            label={t`Number of the licence`}
            maxLength={60}
            autoComplete="off"
          />
        </>
      );
  }
}

function NumberField({ label, hint }: { readonly label: string; readonly hint: string }) {
  return (
    <TextField
      name="number"
      label={label}
      hint={hint}
      inputMode="numeric"
      autoComplete="off"
      maxLength={20}
    />
  );
}

function Banks() {
  const { data, error, refetch } = useQuery(banksQuery());
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-18" />;
  return (
    <Select
      name="bank_code"
      label={t`Bank`}
      choices={[
        { value: "", label: t`Choose your bank` },
        ...data.map((it) => ({ value: it.code, label: it.name })),
      ]}
    />
  );
}
