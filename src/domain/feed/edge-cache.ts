/** For so long the edge keeps an answer that it is to keep until it is purged. An older purge has nothing left to do. */
export const EDGE_DAYS = 30

/** The cache tag of answers about a skill, by its id or its slug: printable ASCII, as the platform drops others. */
export const skillTag = (ref: string) => `skill:${encodeURIComponent(ref.toLowerCase())}`
