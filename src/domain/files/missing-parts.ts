import type { Finding } from './manifest.ts'
import { MAX_BYTES, MAX_FILES } from './manifest.ts'

/** Why a folder is incomplete. */
const REASONS = {
  'folder.too-many-files': `The folder has more than ${MAX_FILES} files, so only its SKILL.md was read.`,
  'folder.too-large': `The folder has more than ${MAX_BYTES / 1024 / 1024} MiB, so only its SKILL.md was read.`,
  'folder.submodule': 'This is a submodule of git, whose files are in another repository.',
  'folder.not-listed': 'GitHub listed only a part of this large repository, and a part of the folder may be missing.',
  'file.lfs-pointer': 'This file is a pointer of Git LFS, and not the file itself.',
  'file.unreadable': 'This part of the folder could not be read.',
} as const

export type MissingRule = keyof typeof REASONS

/** A part of a folder that could not be read. `path` begins at the folder, and is null for the folder as a whole. */
export const missingPart = (rule: MissingRule, path: string | null): Finding => ({
  rule,
  severity: 'error',
  message: REASONS[rule],
  path,
})

const POINTER = 'version https://git-lfs.github.com/spec/'
/** The specification of Git LFS allows pointers of fewer bytes than this. */
const MAX_POINTER = 1024

/** True if the bytes are a pointer of Git LFS: what a client without LFS finds in place of a file. */
export const isLfsPointer = (bytes: Uint8Array): boolean =>
  bytes.length < MAX_POINTER && new TextDecoder().decode(bytes.subarray(0, POINTER.length)) === POINTER
