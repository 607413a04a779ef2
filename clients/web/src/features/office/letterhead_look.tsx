/** A paper with its letterhead, as it will look: logo, name, address, and what is said in it. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { phone } from "../../format/phone.ts";
import { type HeadedPaper, logoQuery } from "./letterhead_query.ts";

/** The parts of a letterhead that are shown. */
export type ShownHead = Partial<
  Pick<
    NonNullable<HeadedPaper["head"]>,
    | "phone"
    | "email"
    | "website"
    | "registration"
    | "logo_id"
    | "signatory_name"
    | "signatory_title"
  >
>;

/** The paper; `children` is its text. */
export function LetterheadLook(
  { orgId, name, address, head, children }: {
    readonly orgId: string;
    readonly name: string;
    readonly address: string;
    readonly head: ShownHead;
    readonly children?: ReactNode;
  },
) {
  const { data: file } = useQuery(logoQuery(orgId, head.logo_id ?? null));
  const logo = useAddressOf(file ?? undefined);
  const contact = [
    head.phone ? phone(head.phone) : "",
    head.email ?? "",
    head.website ?? "",
    head.registration ?? "",
  ].filter((it) => it !== "");
  return (
    <article className="rounded-card border border-line bg-ground p-4 sm:p-8">
      <header className="flex items-start justify-between gap-4 border-b border-line pb-4">
        <div className="min-w-0 break-words">
          <p className="text-18 font-bold">{name}</p>
          <p className="whitespace-pre-line text-14 text-muted">{address}</p>
          <p className="text-14 text-muted">{contact.join(" · ")}</p>
        </div>
        {logo !== undefined && (
          <img src={logo} alt="" className="max-h-16 max-w-32 shrink-0 object-contain" />
        )}
      </header>
      {children !== undefined && <div className="pt-4">{children}</div>}
      {head.signatory_name !== undefined && (
        <footer className="pt-6">
          <p className="mb-6 w-40 border-b border-line" />
          <p className="break-words font-semibold">{head.signatory_name}</p>
          <p className="break-words text-14 text-muted">{head.signatory_title}</p>
        </footer>
      )}
    </article>
  );
}

/** An address of a file, as long as it is shown. */
function useAddressOf(file: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (file === undefined) return setAddress(undefined);
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
