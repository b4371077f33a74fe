/** A file of a folder. `path` is relative to the folder. */
export type ScannedFile = { path: string; mode: string; bytes: Uint8Array }
