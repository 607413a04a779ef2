/** Whether data is to be saved now, for components. */
import { useSyncExternalStore } from "react";
import { isLowData, onDataChoice } from "./data_mode.ts";

/** Follows what is chosen. */
export const useLowData = (): boolean => useSyncExternalStore(onDataChoice, isLowData, () => false);
