/**
 * A name as the disks compare it that tell the fewest names apart. HFS+ knows neither case nor the ways to write an accent, and skips
 * what has no looks; NTFS drops dots and spaces at the end, and `name::$DATA` is the file itself. Upper case first, as it joins more.
 */
export const onDisk = (name: string): string =>
  name
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/:[^:]*:\$[^:]*$/, '')
    .replace(/[. ]+$/, '')
    .normalize('NFD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
