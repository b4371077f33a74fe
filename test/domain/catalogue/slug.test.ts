import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namedPublisher } from '../../../src/domain/catalogue/publisher.ts'
import { identityHash, nameSlug, slugPart } from '../../../src/domain/catalogue/slug.ts'

/** The slug of a publisher's first skill, if nobody else has asked for the publisher's part. */
const slugOf = (owner: string, name: string) =>
  `${namedPublisher({ kind: 'local', name: owner }).publisherPart}--${nameSlug(name)}`

describe('a slug', () => {
  it.each([
    ['K-Dense-AI', 'PDF Tools', 'k-dense-ai--pdf-tools'],
    ['acme_inc.', '--a--b--', 'acme-inc--a-b'],
    ['Ａｃｍｅ', '번역 도구', 'acme--번역-도구'],
    ['', '!?', 'unknown--skill'],
    ['Acme', 'हिन्दी अनुवाद', 'acme--हिन्दी-अनुवाद'],
    ['Acme', 'ตัวช่วย', 'acme--ตัวช่วย'],
    ['Acme', '1️⃣ step ❤️ ́x a¨b', 'acme--1-step-x-a-b'],
  ])('of %s and %s is %s', (owner, name, slug) => {
    expect(slugOf(owner, name)).toBe(slug)
  })

  it('can be split in one way only, and fits its limits', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        (owner, name) => {
          const parts = slugOf(owner, name).split('--')
          expect(parts).toHaveLength(2)
          expect(parts[0]?.length).toBeLessThanOrEqual(100)
          expect(parts[1]?.length).toBeLessThanOrEqual(180)
          for (const part of parts)
            expect(part).toMatch(/^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*(-[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*)*$/u)
        },
      ),
    ))

  it('keeps apart words that differ only in a vowel sign', () => {
    expect(slugPart('की')).not.toBe(slugPart('का'))
  })

  it('is cut between characters, and does not end in a hyphen', () => {
    expect(slugPart('𠮷'.repeat(41), 81)).toBe('𠮷'.repeat(40))
    expect(slugPart(`${'a'.repeat(79)} b`)).toBe('a'.repeat(79))
  })
})

it('differs for two files of the same name, by their paths', async () => {
  expect(await identityHash('a/pdf/SKILL.md')).toMatch(/^[0-9a-f]{8}$/)
  expect(await identityHash('a/SKILL.md')).not.toBe(await identityHash('b/SKILL.md'))
})
