import type { Source } from './group.ts'

// Dictionaries and an encyclopedia. An entry names spellings, synonyms and abbreviations, and leads to other languages.
export const WIKTIONARY: Source = { name: 'Wiktionary', url: 'https://en.wiktionary.org/' }
export const WIKIPEDIA: Source = { name: 'Wikipedia', url: 'https://en.wikipedia.org/' }
export const CAMBRIDGE: Source = { name: 'Cambridge Dictionary', url: 'https://dictionary.cambridge.org/' }
export const CLDR: Source = { name: 'Unicode CLDR', url: 'https://cldr.unicode.org/' }

// Glossaries of a field, most of them in several languages.
export const MICROSOFT: Source = {
  name: 'Microsoft Terminology',
  url: 'https://learn.microsoft.com/en-us/globalization/reference/microsoft-terminology',
}
export const MDN: Source = { name: 'MDN Glossary', url: 'https://developer.mozilla.org/en-US/docs/Glossary' }
export const KUBERNETES: Source = {
  name: 'Kubernetes Glossary',
  url: 'https://kubernetes.io/docs/reference/glossary/',
}
export const CNCF: Source = { name: 'CNCF Cloud Native Glossary', url: 'https://glossary.cncf.io/' }
export const OWASP: Source = { name: 'OWASP: attacks', url: 'https://owasp.org/www-community/attacks/' }
export const GOOGLE_ML: Source = {
  name: 'Google Machine Learning Glossary',
  url: 'https://developers.google.com/machine-learning/glossary',
}
export const ETHEREUM: Source = { name: 'Ethereum Glossary', url: 'https://ethereum.org/en/glossary/' }

// An article that tells of a renaming.
export const DATACAMP: Source = {
  name: 'DataCamp: the best ClawHub skills',
  url: 'https://www.datacamp.com/blog/best-clawhub-skills',
}
