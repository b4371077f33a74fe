/** The file of a folder that is its SKILL.md, however its name is written. Null if there is none. */
export const skillMdOf = <F extends { path: string }>(files: readonly F[]): F | null =>
  files.find(({ path }) => path === 'SKILL.md') ?? files.find(({ path }) => path.toLowerCase() === 'skill.md') ?? null
