/** The weights of the popularity score. Its SQL is built from them. */
export const POPULARITY_WEIGHTS = { stars: 1.0, uses: 1.6, favorites: 1.2, anyUse: 1.0 } as const

/** The counting windows in whole UTC hours, including the current hour. */
export const COUNT_WINDOW_HOURS = { '1d': 24, '7d': 168, '30d': 720 } as const
