import { onDisk } from './disk-names.ts'

/** What version control, package managers, Python and file browsers leave in a folder. `git~1` is the short name of `.git`. */
const NAMES = new Set(['.git', 'git~1', 'node_modules', '__pycache__', '.DS_Store', 'Thumbs.db'].map(onDisk))

/** What editors leave: backups of Emacs and others, swap files of Vim, locks and autosaves of Emacs. */
const LEFTOVERS = [/.~$/, /^\..+\.sw[a-p]$/, /^\.#/, /^#.+#$/]

const isLeftover = (name: string) => NAMES.has(onDisk(name)) || LEFTOVERS.some((pattern) => pattern.test(name))

/** True if a file does not belong to the skill whose folder it lies in, by its own name or that of a folder above it. */
export const isLeftOut = (path: string): boolean => path.split('/').some(isLeftover)
