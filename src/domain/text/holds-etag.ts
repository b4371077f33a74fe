/** True if a client that sends this `If-None-Match` has what this tag names. `etag` is with its quotes. */
export const holdsEtag = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch === '*' || (ifNoneMatch?.match(/"[^"]*"/g)?.includes(etag) ?? false)
