/** Stages at which tenants are reminded: days after the due date, negative before it. */

/** Those that are offered beside an organization's own. */
const usual: readonly number[] = [-30, -14, -7, -3, -1, 0, 1, 3, 7, 10, 14, 30];

/** The stages to choose from, in order. */
export const offered = (own: readonly number[]): readonly number[] =>
  [...new Set([...usual, ...own])].sort((one, other) => one - other);

/** Whether two rules are the same. */
export const isSame = (one: readonly number[], other: readonly number[]): boolean =>
  [...one].sort((a, b) => a - b).join() === [...other].sort((a, b) => a - b).join();

/** The most stages that a rule may have. */
export const mostStages = 10;
