/** Whether the phone has a connection, as far as it knows. */
import { useSyncExternalStore } from "react";

function follow(listener: () => void): () => void {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}

/** For components. */
export function useOnline(): boolean {
  return useSyncExternalStore(follow, () => navigator.onLine, () => true);
}
