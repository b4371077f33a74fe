/** A file of this name at the top of a folder says under which terms the folder is given. */
const LICENCE = /^(licen[cs]e|copying|unlicense)([.-][\w.-]{1,40})?$/i

/** True for `LICENSE`, `LICENCE.txt`, `COPYING.md` and the like, at the top of a folder. */
export const isLicenceName = (path: string): boolean => LICENCE.test(path) && !/\.(py|js|ts|json|html?)$/i.test(path)
