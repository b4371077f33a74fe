/** A file of such a name at the top of a folder says under which terms the folder is given. */
const LICENCE = /^(licen[cs]e|copying|unlicense)([-.][\w.-]{1,40}?)?(\.(txt|md|markdown|rst))?$/i
/** What is named so but is code, a page or data. */
const OTHER = /\.(py|js|ts|json|html?|ya?ml|xml|csv|docx|pdf)$/i

/** True for `LICENSE`, `LICENCE.txt`, `COPYING.md`, `LICENSE-MIT` and the like, at the top of a folder. */
export const isLicenceName = (path: string): boolean => LICENCE.test(path) && !OTHER.test(path)
