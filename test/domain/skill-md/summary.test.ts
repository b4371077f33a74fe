import fc from 'fast-check'
import { expect, it } from 'vitest'
import { summarise } from '../../../src/domain/skill-md/summary.ts'

it('puts a description on one line', () => {
  expect(summarise('  Reads\r\n\tPDF\0 files. ')).toBe('Reads PDF files.')
})

it('keeps 400 characters, and cuts longer texts after a word', () => {
  expect(summarise('a'.repeat(400))).toBe('a'.repeat(400))
  expect(summarise(`${'word, '.repeat(100)}`)).toBe(`${'word, '.repeat(66)}`.replace(/, $/, '…'))
  expect(summarise(`${'a'.repeat(399)} b`)).toBe(`${'a'.repeat(399)}…`)
})

it('cuts text without spaces anywhere, but never through a character', () => {
  expect(summarise('文'.repeat(500))).toBe(`${'文'.repeat(399)}…`)
  expect(summarise('🦊'.repeat(300))).toBe(`${'🦊'.repeat(199)}…`)
})

it('turns any text into one line of at most 400 units, which it leaves unchanged the next time', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom(' ', '\n', 'word', '🦊', '\ud800'), fc.string({ unit: 'binary' })),
    maxLength: 600,
  })
  fc.assert(
    fc.property(text, (description) => {
      const summary = summarise(description)
      expect(summary.length).toBeLessThanOrEqual(400)
      expect(summary).not.toMatch(/[\r\n\0]|^\s|\s$/)
      expect(summary.isWellFormed()).toBe(true)
      expect(summarise(summary)).toBe(summary)
    }),
  )
})
