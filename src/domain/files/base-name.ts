/** The last segment of a path with slashes: `a/b.md` is named `b.md`. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
