/**
 * Characters that change how others are shown, or cannot be seen at all: controls, bidirectional marks, zero-width and tag
 * characters. U+200C and U+200D join letters of some scripts and parts of emoji.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
const SEEN = new Set(['\t', '\n', '\r', '\u200C', '\u200D'])

/** Makes the unseen characters of a text visible by their numbers, so that nobody is shown another text than an agent reads. */
export const showUnseen = (text: string): string =>
  text.replaceAll(UNSEEN, (character) =>
    SEEN.has(character)
      ? character
      : `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  )
