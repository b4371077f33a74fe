/** The keys of the specification. */
export const SPECIFIED_KEYS = ['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools'] as const

/** The keys that are read, by the specification and by custom. */
export const KNOWN_KEYS: ReadonlySet<string> = new Set([...SPECIFIED_KEYS, 'category', 'tags', 'keywords', 'version'])

/** Ways to write the key `license`. What such a key says must not be taken for silence. */
export const LICENSE_KEY = /^licen[cs]e$/i
