/** Gets a file and hands it to the phone: to open, keep or send on. */
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Button, type ButtonLook } from "./button.tsx";

/** `load` fetches it; `name` is what the file is called on the phone. Papers are made some seconds after what they prove. */
export function FileButton(
  { load, name, look = "secondary", children }: {
    readonly load: () => Promise<Blob>;
    readonly name: string;
    readonly look?: ButtonLook;
    readonly children: ReactNode;
  },
) {
  const get = useMutation({
    mutationFn: load,
    onSuccess: (file) => {
      const address = URL.createObjectURL(file);
      const link = document.createElement("a");
      link.href = address;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    },
  });
  return (
    <span className="inline-flex flex-col items-stretch gap-1 min-[30rem]:items-start">
      <Button
        look={look}
        busy={get.isPending}
        icon={<Download aria-hidden="true" className="size-5" />}
        onClick={() => get.mutate()}
      >
        {children}
      </Button>
      {get.isError && (
        <span role="alert" className="text-14 text-bad">
          <Trans>It could not be fetched. It may still be being made: try again in a moment.</Trans>
        </span>
      )}
    </span>
  );
}
