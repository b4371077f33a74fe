import { relative, sep } from 'node:path'

/** True if a real path is the real path `root`, or lies below it. */
export const isBelow = (root: string, path: string): boolean => !`${relative(root, path)}${sep}`.startsWith(`..${sep}`)
