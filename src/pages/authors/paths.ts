/** Where authors prove a repository. All pages for authors are below. */
export const AUTHORS = '/authors'
export const OWN_SKILLS = `${AUTHORS}/skills`
export const HOOKS = `${AUTHORS}/hooks`

export const ownPath = (slug: string) => `${OWN_SKILLS}/${encodeURIComponent(slug)}`
export const hookPath = (id: string) => `${HOOKS}/${encodeURIComponent(id)}`
