/** A proof as it was shown: the picture itself, or a link to the paper. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useEffect, useState } from "react";
import type { ReportedBeside } from "@estate/sdk";
import { useLowData } from "../../offline/use_low_data.ts";
import { AnchorButton, Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { proofQuery } from "./payments_query.ts";

type ProofRow = ReportedBeside["proofs"][number];

/** The `number`-th of `total`. Where data is to be saved it waits for a press, and says how large it is. */
export function Proof(
  { proof, number, total }: {
    readonly proof: ProofRow;
    readonly number: number;
    readonly total: number;
  },
) {
  const low = useLowData();
  const [asked, setAsked] = useState(false);
  const query = useQuery({ ...proofQuery(proof.storage_path), enabled: asked || !low });
  const address = useAddressOf(query.data);
  if (low && !asked) {
    return (
      <Button look="secondary" onClick={() => setAsked(true)}>
        <Trans>Show the proof ({Math.ceil(proof.size_bytes / 1000)} kB)</Trans>
      </Button>
    );
  }
  if (query.error !== null) {
    return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (address === undefined) return <Skeleton className="h-48 sm:h-72" />;
  if (proof.mime_type === "application/pdf") {
    return (
      <AnchorButton
        look="secondary"
        href={address}
        target="_blank"
        icon={<FileText aria-hidden="true" className="size-5" />}
      >
        <Trans>Open the paper (PDF)</Trans>
      </AnchorButton>
    );
  }
  return (
    <a
      href={address}
      target="_blank"
      className="block overflow-hidden rounded-control border border-line bg-sunken"
    >
      <img
        src={address}
        alt={t`Proof ${number} of ${total}, as the payer showed it. Opens in full size`}
        className="mx-auto max-h-96 w-full object-contain"
      />
    </a>
  );
}

/** An address of a file in memory, for as long as it is on the screen. */
function useAddressOf(file: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (file === undefined) return;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(undefined);
    };
  }, [file]);
  return address;
}
