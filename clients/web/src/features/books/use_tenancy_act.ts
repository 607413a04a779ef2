/** Doing something about the money of a tenancy, and what becomes of the screens that show it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "../../ui/toast.tsx";
import { doTenancyAct, type TenancyAct } from "./tenancy_query.ts";

/** Says `done` when it is; `within` is what is done around it. */
export function useTenancyAct(
  done: string,
  onDone?: () => void,
  within: (act: TenancyAct, work: () => Promise<void>) => Promise<void> = (_, work) => work(),
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: TenancyAct) => within(act, () => doTenancyAct(act)),
    onSuccess: async () => {
      onDone?.();
      toast(done);
      await Promise.all(
        ["charges", "money", "today"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
}
