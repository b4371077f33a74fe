/** What one scan may cost. Clocks stand still while a Worker computes, so what is counted is characters and steps. */
export const LIMITS = {
  /** Of one file. Of a larger one, its beginning is read. */
  fileHead: 1_048_576,
  /** Characters of all files together. */
  text: 5 * 1_048_576,
  /** Characters in which rules look for their patterns, for all rules together. */
  windows: 32 * 1_048_576,
  /** Characters of decoded layers together. */
  decoded: 1_048_576,
  /** Layers within each other. */
  depth: 5,
  /** Matches of a pattern in a text that are judged, whatever comes of it. */
  matches: 500,
  /** Findings of a rule in a file. Further ones say nothing new. */
  hits: 10,
  findings: 500,
} as const

/** Counts down from the limits. */
export type Budget = { text: number; windows: number; decoded: number }

export const newBudget = (): Budget => ({ text: LIMITS.text, windows: LIMITS.windows, decoded: LIMITS.decoded })
