/**
 * The words of a licence's text that matter, as the matching guidelines of SPDX say: whatever its case, punctuation, lines, bullets,
 * spelling variants, copyright notices and title, and with the names that its template leaves open taken out.
 */
export function licenceWords(text: string): string {
  const lines = withoutNotices(
    text
      .replace(/^\uFEFF/, '')
      .normalize('NFKC')
      .toLowerCase()
      .split(/\r\n?|\n/),
  )
  const words = (lines.join(' ').replace(URL_START, ' ').match(WORD) ?? []).filter((word) => !MARKER.test(word))
  let joined = ` ${words.map((word) => VARIANTS.get(word) ?? word).join(' ')} `
  for (const [pattern, by] of OPEN_PARTS) joined = joined.replace(pattern, by)
  joined = joined.trim()
  const title = TITLES.find((one) => joined.startsWith(`${one} `))
  return title ? joined.slice(title.length + 1) : joined
}

/** Of a list or a section. Editions number them differently, and a broken line may begin with one. */
const MARKER = /^(?:\d{1,2}|[a-z]|[ivx]{1,4})$/
const URL_START = /\bhttps?:\/\/(?:www\.)?/g
const WORD = /[\p{L}\p{N}]+/gu

const TITLE_BEFORE = /^[\s#*]*(?:the )?(?:mit|isc|bsd) licen[cs]e:?\s+(?=copyright)/
/** A line that names who has the copyright, and nothing else. */
const NOTICE = /^[\s>#*_/-]*(?:portions\s+)?(?:copyright\b|\(c\)|©)/
/** A line that begins so only because the text is broken there: `COPYRIGHT HOLDERS BE LIABLE`. */
const NO_NOTICE =
  /^[\s>#*_/-]*copyright\s+(?:holders?|owners?|notices?|licen[cs]es?|laws?|and|or|in|on|interests?|rights?|protection|status|statements?|disclaimers?|doctrines?|treaty)\b/
/** Words that no name has. A line with one of them says more than who has the copyright. */
const TERMS =
  /\b(may|must|shall|not|only|except|permi\w+|prohibit\w+|licen[cs]e[ds]?|use[ds]?|provided|commercial\w*|subject|without|grant\w*|terms|condition\w*|restrict\w*|confidential|proprietary|distribut\w+|modif\w+)\b/
const RIGHTS = /\ball rights reserved\b\.?/
const MAX_NOTICE = 200

function withoutNotices(lines: readonly string[]): string[] {
  let isAfterNotice = false
  return lines.filter((whole) => {
    const line = whole.replace(TITLE_BEFORE, '')
    const isNotice =
      (NOTICE.test(line) && !NO_NOTICE.test(line)) || (isAfterNotice && line.replace(RIGHTS, '').trim() === '')
    const isBare = isNotice && line.length <= MAX_NOTICE && !TERMS.test(line.replace(RIGHTS, ''))
    isAfterNotice = isBare
    return !isBare
  })
}

/** Pairs of the guidelines' list of equivalent words, and what different editions of one text write. */
const VARIANTS = new Map(
  Object.entries({
    licence: 'license',
    licences: 'licenses',
    licenced: 'licensed',
    licencing: 'licensing',
    sublicence: 'sublicense',
    acknowledgement: 'acknowledgment',
    authorisation: 'authorization',
    authorised: 'authorized',
    organisation: 'organization',
    recognise: 'recognize',
    whilst: 'while',
    wilful: 'willful',
    fulfil: 'fulfill',
    ltd: 'limited',
    percent: 'per cent',
    owner: 'holder',
    owners: 'holders',
  }),
)

const NAMES = '(?:\\S+ ){1,14}?'

/** What the templates leave open or let out, and what stands for it. They apply to the words, with a space on both sides. */
const OPEN_PARTS: readonly (readonly [RegExp, string])[] = [
  [/ non infringement /g, ' noninfringement '],
  [/ sub license /g, ' sublicense '],
  [new RegExp(` in no event shall ${NAMES}be liable `, 'g'), ' in no event shall they be liable '],
  [new RegExp(` software is provided by ${NAMES}as is `, 'g'), ' software is provided by them as is '],
  [
    new RegExp(` is provided as is and ${NAMES}disclaims? all warranties `, 'g'),
    ' is provided as is and they disclaim all warranties ',
  ],
  [
    new RegExp(
      ` neither the names? of ${NAMES}nor the names of (?:its|their|any|the|other) contributors may be used `,
      'g',
    ),
    ' neither the name of them nor the names of its contributors may be used ',
  ],
  [
    / the name of the author may not be used /g,
    ' neither the name of them nor the names of its contributors may be used ',
  ],
  [/ including the next paragraph /g, ' '],
  [/ modify and or distribute /g, ' modify and distribute '],
  [/ and or sell /g, ' and sell '],
  [
    / th(?:is|e) (?:software|project|work|repository|skill|package|code) is (?:released|licensed|distributed|available) under the (?:terms of the )?mit license /g,
    ' ',
  ],
  [/ brief idea /g, ' an idea '],
  [/ gnu general public license terms and conditions for copying /g, ' terms and conditions for copying '],
  [/ copyright (?:(?:19|20)?yy(?:yy)?|year) (?:the )?name of (?:the )?author /g, ' '],
  [/ fsf org /g, ' '],
  [/ end of terms and conditions /g, ' '],
  [
    / (?:temple place (?:suite 330 )?|franklin st(?:reet)? fifth floor |mass ave )(?:boston|cambridge) ma \d{5} (?:\d{4} )?usa /g,
    ' ',
  ],
]

/** The titles of short licences. The words of a title do not decide: those below it do. */
const TITLES = [
  'the mit license mit',
  'the mit license',
  'mit license mit',
  'mit license',
  'the isc license isc',
  'the isc license',
  'isc license isc',
  'isc license',
  'bsd clause simplified license',
  'bsd clause license',
  'simplified bsd license',
  'bsd clause new or revised license',
  'the clause bsd license',
  'new bsd license',
  'the bsd license',
  'bsd license',
  'bsd zero clause license',
  'zero clause bsd',
  'mit no attribution',
  'the unlicense',
  'unlicense',
  'zlib license',
]
