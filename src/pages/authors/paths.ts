/** Where authors prove a repository. All pages for authors are below. */
export const AUTHORS = '/authors'
export const OWN_SKILLS = `${AUTHORS}/skills`

export const ownPath = (slug: string) => `${OWN_SKILLS}/${encodeURIComponent(slug)}`
