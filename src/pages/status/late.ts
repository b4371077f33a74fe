/** After so many seconds something that each tick does is late: three ticks of ten minutes. */
const LATE_S = 1800

/** True if something has waited for too long. Null: nothing waits. */
export const isLate = (seconds: number | null): boolean => (seconds ?? 0) > LATE_S
