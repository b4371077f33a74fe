/** Most names: only their case may differ from how disks compare them. */
const PLAIN = /^[\w.-]*[\w-]$/

/**
 * A name as the disks compare it that tell the fewest names apart. HFS+ knows neither case nor the ways to write an accent, and skips
 * what has no looks; NTFS drops dots and spaces at the end, and `name::$DATA` is the file itself. Upper case first, as it joins more.
 */
export function onDisk(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase()
  return name
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/:[^:]*:\$[^:]*$/, '')
    .replace(/[. ]+$/, '')
    .normalize('NFD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
}
